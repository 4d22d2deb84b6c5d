"""The corpus: hold-out rules, repeats of shared pairs, and the files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from routelmt_training.applications import Repository, is_held_out, is_thinned_out, read_repositories
from routelmt_training.corpus import Corpus, build, held_out_keys, repeats_of
from routelmt_training.corpus_file import Pair, escape, read_pairs, read_rows, unescape, write_pairs
from routelmt_training.recorded import recorded_pairs, recorded_texts
from routelmt_training.seen import seen_rows

LIST = Path(__file__).parent.parent / "repositories.tsv"
HEADER = "id\tsplit\tapplication\tcontext\tsource\treference\tlarge\n"


def app(name: str, *texts: tuple[str, str]) -> list[Pair]:
    return [Pair(name, f"key{number}", *pair) for number, pair in enumerate(texts)]


def test_pairs_that_applications_share_count_by_the_root() -> None:
    assert [repeats_of(count) for count in (1, 2, 3, 7, 30, 31, 1000)] == [1, 1, 2, 3, 5, 6, 6]
    corpus = Corpus("de", set())
    for number in range(9):
        corpus.add(app(f"o/{number}", ("Cancel", "Abbrechen"), ("Cancel", "Abbrechen")))
    corpus.add(app("o/z", ("Cancel", "Stornieren")))
    rows = [(repeats, pair.application, pair.target) for repeats, pair in corpus.rows()]
    assert rows == [(3, "o/0", "Abbrechen"), (1, "o/z", "Stornieren")]
    assert (len(corpus), corpus.words) == (2, 2)


def test_one_application_cannot_fill_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routelmt_training.corpus.MAX_OF_ONE", 10)
    corpus = Corpus("de", set())
    corpus.add(app("o/many", *((f"Name{n}", f"Namen{n}") for n in range(50))))
    assert len(corpus) == 10
    assert corpus.dropped["too many"] == 40


def test_long_sources_are_held_out_in_any_disguise_and_short_ones_stay() -> None:
    held_out = held_out_keys(["&Delete all {count} old accounts", "Cancel", "Save all files"])
    assert held_out == {"delete all old accounts"}
    corpus = Corpus("de", held_out)
    corpus.add(
        app(
            "o/a",
            ("Delete all %d old accounts!", "Alle %d alten Konten löschen!"),
            ("Delete all old account names", "Alle alten Kontonamen löschen"),
            ("Cancel", "Abbrechen"),
        )
    )
    assert {pair.target for _, pair in corpus.rows()} == {"Alle alten Kontonamen löschen", "Abbrechen"}
    assert corpus.dropped["held out"] == 1


def test_applications_that_are_measured_with_are_known_whoever_copied_them() -> None:
    for name in (
        "KDE/kate",
        "someone/VLC-android",
        "mozilla-mobile/fenix",
        "BookStackApp/BookStack",
        "gnucash/gnucash",
    ):
        assert is_held_out(name), name
    assert not any(is_held_out(name) for name in ("ant-design/ant-design", "apache/hop", "x/delicate"))


def test_build_tools_are_thinned_out_and_others_are_not() -> None:
    messages = [f"error {number} in the file" for number in range(2000)]
    kept = [message for message in messages if not is_thinned_out("dotnet/roslyn", message)]
    assert 700 < len(kept) < 900
    assert not any(is_thinned_out("ant-design/ant-design", message) for message in messages)


def recorded_folder(folder: Path, rows: Iterable[str]) -> Path:
    folder.mkdir()
    (folder / "en-de.tsv").write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return folder


def test_build_holds_out_across_languages(tmp_path: Path) -> None:
    pairs, out = tmp_path / "pairs", tmp_path / "out"
    pairs.mkdir()
    write_pairs(
        pairs / "en-de.tsv",
        [
            *app("o/held", ("Only in this application here", "Nur in dieser Anwendung hier"), ("Inbox", "Eingang")),
            *app("KDE/kate", ("The session is not there", "Die Sitzung ist nicht da")),
            *app("o/a", ("Inbox", "Posteingang"), ("The playlist was not saved", "Die Liste wurde nicht gesichert")),
        ],
    )
    write_pairs(
        pairs / "en-fr.tsv",
        app(
            "o/a",
            ("Only in this application here!", "Seulement dans cette application ici !"),
            ("The session is not there", "La session n’est pas là"),
            ("Inbox", "Boîte de réception"),
        ),
    )
    recorded = recorded_folder(tmp_path / "recorded", ["1\tdev\tvlc\t\tThe playlist was not saved\tx\ty"])
    said: list[str] = []
    build(pairs, out, [Repository("o/held", "MIT", True)], [recorded], said.append)
    assert said[0] == "3 sources held out"
    assert [(pair.source, pair.application) for pair in read_pairs(out / "en-de.tsv")] == [("Inbox", "o/a")]
    assert [pair.source for pair in read_pairs(out / "en-fr.tsv")] == ["Inbox"]
    assert next(read_rows(out / "en-fr.tsv"))[0] == "1"
    assert not (out / "en-es.tsv").exists()


def test_the_projects_list_is_sound() -> None:
    repositories = read_repositories(LIST)
    assert len({one.name for one in repositories}) == len(repositories) == 464
    assert sum(one.is_held_out for one in repositories) == 6
    assert not [one.name for one in repositories if is_held_out(one.name) and not one.is_held_out]
    assert all(one.licence for one in repositories)


@pytest.mark.parametrize("text", ["a\tb\tc\n", "repository\tlicence\tuse\no/a\tMIT\tfun\n"])
def test_other_lists_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "list.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"list\.tsv"):
        read_repositories(tmp_path / "list.tsv")


def test_recorded_segments_are_read_by_their_columns(tmp_path: Path) -> None:
    rows = ["1\tdev\tvlc\tmenu\tTab\\tkey\tTaste\tTab", "2\ttest\tkate\t\tLine\\nbreak\tUmbruch\tZeile"]
    folder = recorded_folder(tmp_path / "recorded", rows)
    assert list(recorded_texts(folder)) == ["Tab\tkey", "Taste", "Tab", "Line\nbreak", "Umbruch", "Zeile"]
    assert recorded_pairs(folder, "de", "dev") == [Pair("vlc", "menu", "Tab\tkey", "Taste")]
    assert recorded_pairs(folder, "fr", "dev") == []


def test_seen_sources_are_those_of_the_corpus_of_their_direction(tmp_path: Path) -> None:
    rows = ["1\tdev\tvlc\t\t&Open…\tÖffnen\tÖffnen", "2\tdev\tvlc\t\tShut\tZu\tZu"]
    folder = recorded_folder(tmp_path / "recorded", rows)
    (tmp_path / "recorded/en-fr.tsv").write_text(HEADER + "3\tdev\tvlc\t\tOpen\tOuvrir\tOuvrir\n", encoding="utf-8")
    write_pairs(tmp_path / "en-de.tsv", app("o/a", ("Open", "Öffnen")))
    assert list(seen_rows(tmp_path, [folder])) == [("1", True), ("2", False), ("3", False)]


def test_columns_survive_a_round_trip(tmp_path: Path) -> None:
    pairs = [Pair("a/b", "tab\there", "line\nbreak \\n", "Zeile\\\n")]
    write_pairs(tmp_path / "x.tsv", pairs)
    assert list(read_pairs(tmp_path / "x.tsv")) == pairs
    assert unescape(escape("\\n\t\n\\\\t")) == "\\n\t\n\\\\t"
