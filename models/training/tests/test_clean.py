"""Normaliser, accelerators, and the rules of cleaning."""

from __future__ import annotations

import pytest

from routelmt_training.accelerators import strip_accelerators
from routelmt_training.clean import clean, rejection
from routelmt_training.corpus_file import Pair
from routelmt_training.normalise import normalise


def pair(source: str, target: str, context: str = "") -> Pair:
    return Pair("some/app", context, source, target)


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
        ("&Open…", "打开(&O)…", ("Open…", "打开…")),
        ("_Open", "開く (_O)", ("Open", "開く")),
        ("Group (A)", "グループ(A)", ("Group (A)", "グループ(A)")),
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
        (pair("Bell\x07 rings", "Glocke\x07 läutet"), "junk"),
    ],
)
def test_unfit_pairs_have_a_reason(raw: Pair, reason: str) -> None:
    assert clean(raw, "de") == reason


def test_fit_pairs_lose_their_accelerators_and_the_space_around_them() -> None:
    assert clean(pair(" &File ", "&Datei\n", "menu"), "de") == pair("File", "Datei", "menu")


@pytest.mark.parametrize(
    ("source", "target", "language", "reason"),
    [
        ("Opens the file", "Öffnet die Datei", "de", None),
        ("Firmware Update Manager", "Firmware Update Manager", "de", None),
        ("1234", "1234", "de", "empty"),
        ("word " * 61, "Wort " * 60, "de", "long"),
        ("All of the names here", "All of the names here", "de", "copied"),
        ("A text that is long enough", "Kurz", "de", "length"),
        ("Broken", "Kaputt\ufffd", "de", "junk"),
        ("=A1+B2*(C3/D4)", "=A1+B2*(C3/D4)-X", "de", "symbols"),
        ("Opens the file for you", "Opens the file that you want to have", "de", "language"),
        ("menu.file_open", "Datei öffnen", "de", "key"),
        ("Node.js", "Node.js-Version", "de", None),
        ("Opens the file", "Открывает файл", "de", "script"),
        ("Opens the file", "Opens the File", "ru", "script"),
        ("Opens the file", "Открывает файл", "ru", None),
        ("Opens the file", "ファイルを開きます", "zh-CN", "script"),
        ("Opens the file", "打开文件", "zh-CN", None),
        ("Save the settings of this computer", "保存此计算机的设置并立即重新启动系统", "ja", "script"),
        ("Save the settings of this computer", "このコンピューターの設定を保存します", "ja", None),
        ("GitHub account", "GitHub", "ja", None),
        ("A long sentence that says a lot of things", "短" * 60, "zh-CN", "length"),
        ("The file is not there", "Il file non è qui", "it", None),
        ("The file is not there", "O arquivo não está aqui", "pt-BR", None),
        ("The file is not there", "Het bestand is er niet", "nl", None),
        ("The file is not there", "Plik nie jest tutaj", "pl", None),
        ("The file is not there", "The file is not available", "pl", "language"),
    ],
)
def test_rejections(source: str, target: str, language: str, reason: str | None) -> None:
    assert rejection(source, target, language) == reason
