"""Normaliser, accelerators, cleaning, and the split by application."""

from __future__ import annotations

from pathlib import Path

import pytest

from routelmt_training.accelerators import strip_accelerators
from routelmt_training.applications import is_thinned_out, is_unseen, router_application
from routelmt_training.corpus_file import Pair
from routelmt_training.normalise import normalise, read_forbidden
from routelmt_training.split import remove_held_out, split_direction, tidy


def pair(source: str, target: str, application: str = "gimp/gimp20", context: str = "") -> Pair:
    return Pair(application, context, source, target)


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("&Save  As…", "save as"),
        ("_Open %s\n", "open"),
        ("“Delete %1?”", "delete"),
        ("Copy {count} of ${total} files", "copy of files"),
        ("<b>Warning:</b> &nbsp;%(name)s", "warning"),
        ("%5.2f %%", ""),
        ("expected %<delete%>", "expected %<delete"),
        ("~Format", "format"),
        ("E_xit", "exit"),
    ],
)
def test_normaliser(source: str, key: str) -> None:
    assert normalise(source) == key


@pytest.mark.parametrize(
    ("source", "target", "stripped"),
    [
        ("&File", "&Datei", ("File", "Datei")),
        ("E_xit", "_Beenden", ("Exit", "Beenden")),
        ("De&fault", "Standard", ("Default", "Standard")),
        ("~Insert", "Einfügen", ("Insert", "Einfügen")),
        ("T_rash Time", "Löschdatum", ("Trash Time", "Löschdatum")),
        ("Z axis", "_Z-Achse", ("Z axis", "Z-Achse")),
        ("Save && &quit", "Speichern && &beenden", ("Save && &quit", "Speichern && &beenden")),
        ("HTML &amp; TeX", "HTML &amp; TeX", ("HTML &amp; TeX", "HTML &amp; TeX")),
        ("AT&T style", "AT&T-Stil", ("AT&T style", "AT&T-Stil")),
        ("bad foo_bar", "foo_bar ist falsch", ("bad foo_bar", "foo_bar ist falsch")),
        ("ACQUIRED_LOCK tag", "ACQUIRED_LOCK-Marke", ("ACQUIRED_LOCK tag", "ACQUIRED_LOCK-Marke")),
        ("file_name", "Dateiname", ("file_name", "Dateiname")),
        ("%<_Atomic%> here", "%<_Atomic%> hier", ("%<_Atomic%> here", "%<_Atomic%> hier")),
        ("%lld~days", "%lld~Tage", ("%lld~days", "%lld~Tage")),
        ("Dates & Times", "Datum & Zeit", ("Dates & Times", "Datum & Zeit")),
    ],
)
def test_accelerators(source: str, target: str, stripped: tuple[str, str]) -> None:
    assert strip_accelerators(source, target) == stripped


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pair("translator-credits", "Anna"), "credits"),
        (pair("Your names", "Anna", context="NAME OF TRANSLATORS"), "credits"),
        (pair("%s: %d", "%s: %d"), "empty"),
        (pair("Text", "  "), "empty"),
        (pair("word " * 61, "Wort"), "long"),
        (pair("one two three four", "one two three four"), "copied"),
        (pair("Bell\x07", "Glocke"), "control characters"),
    ],
)
def test_unfit_pairs_have_a_reason(raw: Pair, reason: str) -> None:
    assert tidy(raw) == reason


def test_context_in_front_of_the_source_goes_to_its_column() -> None:
    assert tidy(pair("race^Elf", "Elf", "wesnoth/wesnoth")) == pair("Elf", "Elf", "wesnoth/wesnoth", "race")
    freeciv = tidy(pair("?plural:Goths", "?plural:Goten", "freeciv/freeciv-nations"))
    assert freeciv == pair("Goths", "Goten", "freeciv/freeciv-nations", "plural")
    assert tidy(pair("race^Elf", "race^Elf")) == pair("race^Elf", "race^Elf")


def test_scripted_translations_keep_their_plain_text() -> None:
    assert tidy(pair("Open", "Öffnen|/|$[x]")) == pair("Open", "Öffnen")


def test_one_equal_name_in_ten_stays() -> None:
    names = [f"Name{number}" for number in range(2000)]
    kept = [name for name in names if not is_thinned_out("iso-codes/iso_639-3", name, name)]
    assert 150 < len(kept) < 250
    assert not is_thinned_out("iso-codes/iso_639-3", "German", "Deutsch")
    assert not any(is_thinned_out("gimp/gimp20", name, name) for name in names)


def test_catalogs_of_router_applications_are_known_wherever_they_ship() -> None:
    assert router_application("gnucash/gnucash") == "gnucash"
    assert router_application("plasma/plasma_runner_katesessions") == "kate"
    assert router_application("gimp/gimp20") is None
    assert is_unseen("firefox-esr-l10n-de")
    assert is_unseen("locale/Thunderbird")
    assert not is_unseen("falkon/falkon_qt")


def test_split_by_application() -> None:
    split = split_direction(
        [
            pair("Crop", "Zuschneiden"),
            pair("Crop", "Zuschneiden", "krita/krita"),
            pair("Crop", "Beschneiden", "krita/krita"),
            pair("Account", "Konto", "gnucash/gnucash"),
            pair("Account", "Konto", "evolution/evolution"),
            pair("Playlist", "Wiedergabeliste", "vlc/vlc"),
            pair("&Inbox", "Posteingang", "evolution/evolution"),
            pair("race^Orc", "", "wesnoth/wesnoth"),
            pair("Slides", "Folien", "okular/okular"),
            pair("Session", "Sitzung", "plasma/plasma_runner_katesessions"),
            pair("Volume", "Lautstärke", "plasma/plasma_applet_vlc"),
            pair("Bookmark", "Lesezeichen", "firefox/browser"),
        ]
    )
    assert [(p.source, p.target) for p in split.train] == [("Crop", "Zuschneiden"), ("Crop", "Beschneiden")]
    assert {part: [p.source for p in pairs] for part, pairs in split.router.items()} == {
        "train": ["Account"],
        "dev": ["Playlist"],
        "test": ["Inbox"],
    }
    assert split.held_out == {"account", "playlist", "inbox", "race^orc", "slides", "session", "volume"}
    assert split.dropped == {"repeated": 2, "empty": 1, "router application": 3, "unseen application": 1}


def test_held_out_sources_leave_training_in_any_disguise() -> None:
    split = split_direction(
        [pair("_Account:", "_Konto:"), pair("Accounts", "Konten"), pair("<b>Account %1</b>", "Konto %1")]
    )
    remove_held_out(split, {"account"})
    assert [p.source for p in split.train] == ["Accounts"]
    assert split.dropped["held out"] == 2


def test_held_out_sources_come_from_every_kind_of_file(tmp_path: Path) -> None:
    (tmp_path / "recorded.tsv").write_text(
        "id\tsource\treference\tlarge\n1\t&Reply\\tAll\tAllen\tAllen\n", encoding="utf-8"
    )
    (tmp_path / "router.tsv").write_text("test\tvlc/vlc\t\tPause %s\tPause %s\n", encoding="utf-8")
    (tmp_path / "held-out.txt").write_text("copy of files\n100%d\n", encoding="utf-8")
    assert read_forbidden(sorted(tmp_path.iterdir())) == {"reply all", "pause", "copy of files", "100%d"}
