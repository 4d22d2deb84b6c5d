"""The command: packages and folders in, split files out; resumable."""

from __future__ import annotations

import gzip
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from catalog_fixtures import qm_file, qm_message, write_mo

from routelmt_training import corpus, packages
from routelmt_training.corpus_file import Pair, read_pairs, read_rows
from routelmt_training.packages import Archive, PackageError

CONTENTS = {
    "gimp-data": ("gimp20", {"_Crop": "_Zuschneiden", "Account": "Konto", "Inbox": "Eingang"}),
    "gnucash-common": ("gnucash", {"Account": "Konto"}),
    "evolution-common": ("evolution", {"Search": "Suchen"}),
}


@dataclass(frozen=True)
class LocalArchive(Archive):
    """An archive whose packages are written on the spot; remembers what it was asked for."""

    asked: list[str] = field(default_factory=list)

    def unpack(self, package: str, into: Path) -> Path:
        self.asked.append(package)
        if package not in CONTENTS:
            raise PackageError(f"{package}: no such package")
        name, translations = CONTENTS[package]
        write_mo(into / f"usr/share/locale/de/LC_MESSAGES/{name}.mo", translations)
        if package == "evolution-common":
            write_mo(into / "usr/share/locale/fr/LC_MESSAGES/evolution.mo", {"Inbox": "Boîte de réception"})
        return into


PACKAGES = [("gimp-data", "gimp"), ("gnucash-common", "gnucash"), ("gone", "gone"), ("evolution-common", "evolution")]


def test_a_package_that_was_read_is_not_asked_for_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = LocalArchive(tmp_path / "archive")
    first = corpus.read_packages(PACKAGES, archive, tmp_path)
    assert [path.name for path in first] == ["gimp-data.tsv.gz", "gnucash-common.tsv.gz", "evolution-common.tsv.gz"]
    assert "gone: no such package" in capsys.readouterr().err
    archive.asked.clear()
    assert corpus.read_packages(PACKAGES, archive, tmp_path) == first
    assert archive.asked == ["gone"]


def test_a_package_file_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = LocalArchive(tmp_path / "archive")

    def killed(_folder: Path, application: str) -> list[corpus.Directed]:
        def rows() -> object:
            yield "de", Pair(f"{application}/x", "", "Half", "Halb")
            raise KeyboardInterrupt

        return rows()  # type: ignore[return-value]

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(corpus, "read_folder", killed)
        corpus.read_packages(PACKAGES, archive, tmp_path)
    assert not list((tmp_path / "packages").glob("*.tsv.gz"))
    [path, *_] = corpus.read_packages(PACKAGES[:1], archive, tmp_path)
    assert {p.source for _, p in corpus.read_directed(path)} == {"_Crop", "Account", "Inbox"}


def test_rows_survive_a_round_trip(tmp_path: Path) -> None:
    rows = [("de", Pair("a/b", "tab\there", "line\nbreak \\n", "Zeile\\\n"))]
    corpus.write_directed(tmp_path / "x.tsv.gz", rows)
    assert list(corpus.read_directed(tmp_path / "x.tsv.gz")) == rows


def test_a_source_held_out_in_one_direction_is_held_out_in_all() -> None:
    source = [
        ("de", Pair("gimp/gimp20", "", "Inbox", "Eingang")),
        ("fr", Pair("evolution/evolution", "", "Inbox", "Boîte de réception")),
    ]
    splits, held_out = corpus.build([source], {"other"})
    assert splits["de"].train == []
    assert held_out == {"inbox", "other"}


def test_the_command_writes_both_files_of_every_direction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, folder = tmp_path / "out", tmp_path / "Notes"
    (folder / "i18n").mkdir(parents=True)
    (folder / "i18n/notes_de.qm").write_bytes(qm_file([qm_message("Main", "New &note", ["Neue &Notiz"])]))
    (folder / "i18n/bad_de.qm").write_bytes(b"not a catalog")
    names = tmp_path / "packages.txt"
    names.write_text("# a comment\n" + "".join(f"{package} {name}\n" for package, name in PACKAGES), encoding="utf-8")
    monkeypatch.setattr(corpus, "Archive", LocalArchive)
    monkeypatch.setattr(sys, "argv", ["corpus", "--out", str(out), "--packages", str(names), "--folder", str(folder)])
    out.mkdir()
    corpus.main()
    assert list(read_pairs(out / "en-de.train.tsv.gz")) == [
        Pair("gimp/gimp20", "", "Crop", "Zuschneiden"),
        Pair("notes/notes", "Main", "New note", "Neue Notiz"),
    ]
    assert [row[:2] for row in read_rows(out / "en-de.router.tsv.gz")] == [
        ["train", "gnucash/gnucash"],
        ["test", "evolution/evolution"],
    ]
    assert (out / "held-out.txt").read_text(encoding="utf-8").split() == ["account", "inbox", "search"]
    captured = capsys.readouterr()
    assert "en-de  2  3  1/0/1" in captured.out
    assert "bad_de.qm" in captured.err
    with gzip.open(out / "en-es.train.tsv.gz", "rt") as empty:
        assert empty.read() == ""


@pytest.mark.parametrize("line", ["gimp-data", "a b c", "firefox-esr-l10n-de firefox", "x thunderbird"])
def test_the_list_refuses_odd_lines_and_unseen_applications(tmp_path: Path, line: str) -> None:
    (tmp_path / "packages.txt").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"packages\.txt"):
        corpus.read_package_list(tmp_path / "packages.txt")


def test_the_projects_list_is_sound() -> None:
    rows = corpus.read_package_list(corpus.PACKAGES)
    assert len({package for package, _ in rows}) == len(rows) > 90


def test_package_names_reach_no_shell(tmp_path: Path) -> None:
    for name in ("../x", "--help", "a b", "x;y", ""):
        with pytest.raises(PackageError, match="not a package name"):
            Archive(tmp_path).fetch(name)


def test_apt_gets_whole_paths_and_keeps_to_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(packages, "_run", lambda command, folder: commands.append(command))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackageError, match="left no file"):
        Archive(Path("here")).fetch("gimp-data")
    assert [command[-1] for command in commands] == ["update", "gimp-data"]
    for command in commands:
        folders = [option.split("=")[1] for option in command if option.startswith(("Dir::State=", "Dir::Cache="))]
        assert folders == [str(tmp_path / "here/state"), str(tmp_path / "here/cache")]


def test_a_half_fetched_or_half_unpacked_package_is_not_taken_for_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(tmp_path)
    archive.lists.mkdir(parents=True)
    (archive.lists / "x_Packages").touch()
    fails = True

    def run(command: list[str], folder: Path) -> str:
        made = folder / "file" if command[0] == "dpkg-deb" else folder / "gimp-data_1_all.deb"
        made.write_text("half" if fails else "whole", encoding="utf-8")
        if fails:
            raise PackageError("killed")
        return ""

    monkeypatch.setattr(packages, "_run", run)
    with pytest.raises(PackageError, match="killed"):
        archive.unpacked("gimp-data")
    fails = False
    assert archive.fetch("gimp-data").read_text(encoding="utf-8") == "whole"
    fails = True
    with pytest.raises(PackageError, match="killed"):
        archive.unpacked("gimp-data")
    fails = False
    assert (archive.unpacked("gimp-data") / "file").read_text(encoding="utf-8") == "whole"
