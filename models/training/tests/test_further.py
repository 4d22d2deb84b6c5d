"""The further sources: descriptions, help pages, dictionaries, and the cleaning of prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from routelmt_training.clean import Cleaner, rejection
from routelmt_training.corpus_file import Pair
from routelmt_training.descriptions import align, read_descriptions
from routelmt_training.dictionaries import Cooccurrence, choose, ding_entries, freedict_entries
from routelmt_training.further import without_held_out_applications
from routelmt_training.help_pages import paragraphs
from routelmt_training.packages import Archive
from routelmt_training.prose import segments, sentences

ENGLISH = """photo tool
This is a read-
only viewer for
photos.
.
Features:
 * fast
 * small and
   simple"""
GERMAN = """Fotowerkzeug
Dies ist ein Betrachter für
Fotos.
.
Funktionen:
 * schnell
 * klein und
   einfach"""


def test_descriptions_align_by_paragraph_and_list_item() -> None:
    assert list(align(ENGLISH, GERMAN)) == [
        ("photo tool", "Fotowerkzeug"),
        ("This is a read-only viewer for photos.", "Dies ist ein Betrachter für Fotos."),
        ("Features:", "Funktionen:"),
        ("fast", "schnell"),
        ("small and simple", "klein und einfach"),
    ]


def test_descriptions_of_another_structure_give_the_short_one_alone() -> None:
    assert list(align(ENGLISH, "Fotowerkzeug\nEin Absatz.")) == [("photo tool", "Fotowerkzeug")]
    shorter_list = GERMAN.replace("\n * schnell", "")
    assert [source for source, _ in align(ENGLISH, shorter_list)] == [
        "photo tool",
        "This is a read-only viewer for photos.",
    ]


def test_descriptions_are_joined_by_the_digest_of_the_english_text(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.lists.mkdir(parents=True)
    (archive.lists / "x_Packages").touch()

    def stanza(package: str, digest: str, language: str, text: str) -> str:
        return f"Package: {package}\nDescription-md5: {digest}\nDescription-{language}: {text}\n\n"

    english = stanza("a", "1", "en", "old text") + stanza("b", "2", "en", "new text\n Long text.")
    german = stanza("a", "9", "de", "überholt") + stanza("b", "2", "de", "neuer Text\n Langer Text.")
    (archive.lists / "x_Translation-en").write_text(english, encoding="utf-8")
    (archive.lists / "x_Translation-de").write_text(german, encoding="utf-8")
    assert list(read_descriptions(archive, "de")) == [
        Pair("descriptions/b", "", "new text", "neuer Text"),
        Pair("descriptions/b", "", "Long text.", "Langer Text."),
    ]


def test_help_pages_give_whole_paragraphs_by_id() -> None:
    page = """<h1 id="hd_1">Title <a href="x">here</a></h1><p>No id</p>
    <p id="par_2" class="paragraph">Choose
      <span class="menuitem">File - Open</span>.</p><p id="par_3" class="code">Dim x</p>
    <p id="par_4"><span hidden="true">Ctrl</span><span hidden="true">Command</span></p><div id="par_5">x</div>"""
    assert paragraphs(page) == {"hd_1": "Title here", "par_2": "Choose File - Open."}


def test_ding_gives_clean_first_senses() -> None:
    lines = [
        "# comment",
        "Drucker {m}; Printer {m} [comp.] | Drucker {pl} :: printer | printers",
        "etw. einstellen {vt} :: to adjust sth.",
        "jdn. für etw. loben :: to praise sb. for sth.",
        "etw. ansehen :: to look at sth.",
        "Kiste {f} [ugs.] :: banger [coll.]",
        "Aal {m} (Speise) :: eel",
        "eins | zwei :: one",
    ]
    assert list(ding_entries(lines)) == [("printer", "Drucker"), ("printers", "Drucker"), ("adjust", "einstellen")]


def test_freedict_gives_the_first_word_of_each_sense() -> None:
    text = "file /faɪl/\n1. fichier, dossier\n2. lime\nbank of river /x/ <n>\nrive [old]\n"
    assert list(freedict_entries(text)) == [("file", "fichier"), ("file", "lime")]


def test_the_corpus_chooses_among_translations() -> None:
    rows = [Pair("a", "", f"Open file {n}", f"Datei öffnen {n}") for n in range(12)]
    corpus = Cooccurrence([*rows, Pair("a", "", "rare", "selten")])
    entries = [("file", "Feile"), ("file", "Datei"), ("open", "offenherzig"), ("unheard", "unerhört"), ("rare", "rar")]
    assert choose(entries, corpus) == [("file", "Datei"), ("rare", "rar")]
    assert choose([("rare", "eins"), ("rare", "zwei"), ("rare", "drei")], corpus) == []


def test_long_paragraphs_are_cut_when_both_sides_have_as_many_sentences() -> None:
    source = "This is one sentence, e.g. a first. " + "It goes on and on. " * 15
    target = "Dies ist ein Satz, z. B. ein erster. " + "Es geht immer weiter so. " * 15
    pairs = list(segments(source, target))
    assert len(pairs) == 16
    assert pairs[0] == ("This is one sentence, e.g. a first.", "Dies ist ein Satz, z. B. ein erster.")
    assert list(segments(source, target + "Noch einer.")) == []
    assert sentences("Version 2.0 of it. Next.") == ["Version 2.0 of it.", "Next."]


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("Opens the file", "Öffnet die Datei", None),
        ("LibreOffice Writer", "LibreOffice Writer", None),
        ("1234", "1234", "empty"),
        ("word " * 61, "Wort " * 60, "long"),
        ("All of the names here", "All of the names here", "copied"),
        ("A text that is long enough", "Kurz", "length"),
        ("Broken", "Kaputt\ufffd", "junk"),
        ("=A1+B2*(C3/D4)", "=A1+B2*(C3/D4)-X", "symbols"),
        ("Opens the file for you", "Opens the file that you want to have", "language"),
    ],
)
def test_unfit_prose_has_a_reason(source: str, target: str, reason: str | None) -> None:
    assert rejection(source, target, "de") == reason


def test_the_cleaner_keeps_the_first_translation_and_no_held_out_source() -> None:
    cleaner = Cleaner("de", {"open file"})
    rows = [("Open %s file!", "Datei öffnen"), ("Save it", "Sichern"), ("Save it", "Speichern")]
    assert [p.target for p in cleaner.clean(Pair("a", "", *row) for row in rows)] == ["Sichern"]
    assert cleaner.counts == {"held out": 1, "pairs": 1, "English words": 2, "repeated": 1}


@pytest.mark.parametrize(
    ("application", "source", "kept"),
    [
        ("descriptions/gimp", "image editor", True),
        ("descriptions/libvlccore9", "base library", False),
        ("descriptions/gnucash-docs", "documentation", False),
        ("descriptions/x", "works with Evolution", False),
        ("descriptions/x", "evolutionary algorithms", True),
        ("descriptions/webext-ublock-origin", "ad blocker", False),
        ("descriptions/x", "for Firefox", False),
    ],
)
def test_no_text_of_a_held_out_application(application: str, source: str, kept: bool) -> None:
    assert bool(list(without_held_out_applications([Pair(application, "", source, "x")]))) is kept
