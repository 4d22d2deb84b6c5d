"""The readers: gettext and Qt catalogs, sound and broken."""

from __future__ import annotations

import struct
from pathlib import Path

import polib
import pytest
from catalog_fixtures import QM_MAGIC, po_file, qm_file, qm_message, qm_section, qm_text, write_mo

from routelmt_training.catalogs import Catalog, CatalogError, find_catalogs, identify, read_catalog
from routelmt_training.qm import QmError, read_qm
from routelmt_training.qt_ts import TsError, read_ts

ENTRIES = [
    polib.POEntry(msgid="Open", msgstr="Öffnen"),
    polib.POEntry(msgctxt="verb", msgid="Copy", msgstr="Kopieren"),
    polib.POEntry(msgid="%d file", msgid_plural="%d files", msgstr_plural={0: "%d Datei", 1: "%d Dateien"}),
    polib.POEntry(msgid="Untranslated", msgstr=""),
]
EXPECTED = [
    ("", "Open", "Öffnen"),
    ("verb", "Copy", "Kopieren"),
    ("", "%d file", "%d Datei"),
    ("", "%d files", "%d Dateien"),
]


def texts(path: Path) -> list[tuple[str, str, str]]:
    pairs = read_catalog(Catalog(path, "de", "app"), "demo")
    assert {pair.application for pair in pairs} <= {"demo/app"}
    return [(pair.context, pair.source, pair.target) for pair in pairs]


def test_po_leaves_out_fuzzy_obsolete_and_untranslated(tmp_path: Path) -> None:
    fuzzy = polib.POEntry(msgid="Fuzzy", msgstr="Unscharf", flags=["fuzzy"])
    obsolete = polib.POEntry(msgid="Old", msgstr="Alt", obsolete=True)
    po_file([*ENTRIES, fuzzy, obsolete]).save(str(tmp_path / "de.po"))
    assert texts(tmp_path / "de.po") == EXPECTED


def test_mo_keeps_contexts_and_both_plural_forms(tmp_path: Path) -> None:
    po_file(ENTRIES).save_as_mofile(str(tmp_path / "app.mo"))
    assert sorted(texts(tmp_path / "app.mo")) == sorted(EXPECTED)


@pytest.mark.parametrize("content", [b"", b"\xde\x12\x04\x95", b"no catalog", b"\xde\x12\x04\x95" + b"\xff" * 40])
def test_a_broken_mo_is_one_typed_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "app.mo").write_bytes(content)
    with pytest.raises(CatalogError, match=r"app\.mo"):
        texts(tmp_path / "app.mo")


def test_qm_reads_messages_and_takes_the_last_form(tmp_path: Path) -> None:
    messages = [
        qm_message("MainWindow", "&Open…", ["Ö&ffnen …"]),
        qm_message("Dialog", "%n file(s)", ["%n Datei", "%n Dateien"]),
    ]
    (tmp_path / "app_de.qm").write_bytes(qm_file(messages))
    assert texts(tmp_path / "app_de.qm") == [
        ("MainWindow", "&Open…", "Ö&ffnen …"),
        ("Dialog", "%n file(s)", "%n Dateien"),
    ]


def test_qm_skips_messages_without_a_source_and_reads_old_fields() -> None:
    stripped = qm_text(3, "Nur Ziel".encode("utf-16-be")) + b"\x01"
    hashed = b"\x05" + struct.pack(">I", 7) + qm_message("C", "Source", ["Ziel"])
    missing = b"\x03" + struct.pack(">I", 0xFFFFFFFF) + qm_message("C", "Other", [])
    sources = [(message.source, message.translations) for message in read_qm(qm_file([stripped, hashed, missing]))]
    assert sources == [("Source", ["Ziel"]), ("Other", [""])]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<?xml version='1.0'?>",
        QM_MAGIC + b"\x69\x00",
        QM_MAGIC + b"\x69" + struct.pack(">I", 99) + b"\x01",
        QM_MAGIC + qm_section(0x69, b"\x03\x00\x00"),
        QM_MAGIC + qm_section(0x69, b"\x06" + struct.pack(">I", 50) + b"short"),
        QM_MAGIC + qm_section(0x69, qm_text(6, b"\xff\xfe")),
        QM_MAGIC + qm_section(0x69, qm_text(0x55, b"?")),
    ],
)
def test_a_broken_qm_is_one_typed_error(data: bytes) -> None:
    with pytest.raises(QmError):
        list(read_qm(data))


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context><name>Main</name>
<message><source>Open &amp;File</source><comment>menu</comment><translation>&amp;Datei öffnen</translation></message>
<message numerus="yes"><source>%n file(s)</source>
<translation><numerusform>%n Datei</numerusform><numerusform>%n Dateien</numerusform></translation></message>
<message><source>Draft</source><translation type="unfinished">Entwurf</translation></message>
<message><source>Gone</source><translation type="vanished">Weg</translation></message>
<message><source>Bell<byte value="x7"/></source><translation>Glocke<byte value="x7"/></translation></message>
</context></TS>"""


def test_ts_reads_finished_messages(tmp_path: Path) -> None:
    (tmp_path / "app_de.ts").write_text(TS, encoding="utf-8")
    assert texts(tmp_path / "app_de.ts") == [
        ("Main", "Open &File", "&Datei öffnen"),
        ("Main", "%n file(s)", "%n Dateien"),
        ("Main", "Bell\x07", "Glocke\x07"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE TS [<!ENTITY a "b">]><TS><context><name>&a;</name></context></TS>',
        b'<!DOCTYPE TS [<!ENTITY a SYSTEM "file:///etc/hostname">]><TS>&a;</TS>',
        b"export const messages = { open: 'Open' };",
        b"<html></html>",
        b"<TS><context>",
        b"<TS><context><message><source>x<byte value='xzz'/></source></message></context></TS>",
    ],
)
def test_ts_refuses_entities_and_other_files(data: bytes) -> None:
    with pytest.raises(TsError):
        read_ts(data)


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("usr/share/locale/de/LC_MESSAGES/gimp20.mo", "de", "gimp20"),
        ("usr/share/locale/es_ES/LC_MESSAGES/app.mo", "es", "app"),
        ("usr/share/locale/de/LC_MESSAGES/falkon_qt.qm", "de", "falkon_qt"),
        ("usr/share/keepassxc/translations/keepassxc_fr.qm", "fr", "keepassxc"),
        ("openshot/OpenShot.de.qm", "de", "OpenShot"),
        ("project/po/de.po", "de", "project"),
        ("project/de.po", "de", "project"),
        ("project/i18n/app-fr_FR.ts", "fr", "app"),
        ("project/locale/es/app.po", "es", "app"),
    ],
)
def test_a_path_says_language_and_catalog(path: str, language: str, name: str) -> None:
    found = identify(Path(path))
    assert found is not None
    assert (found.language, found.name) == (language, name)


@pytest.mark.parametrize(
    "path",
    ["locale/de_AT/LC_MESSAGES/a.mo", "po/fr_CA.po", "po/pt.po", "po/app.pot", "src/main.ts", "de/readme.txt"],
)
def test_other_languages_and_files_are_no_catalogs(path: str) -> None:
    assert identify(Path(path)) is None


def test_links_and_dependencies_are_not_followed(tmp_path: Path) -> None:
    write_mo(tmp_path / "locale/de/LC_MESSAGES/app.mo", {"Open": "Öffnen"})
    write_mo(tmp_path / "node_modules/x/locale/de/LC_MESSAGES/x.mo", {"Open": "Öffnen"})
    (tmp_path / "locale/fr").symlink_to(tmp_path / "locale/de")
    (tmp_path / "locale/de/LC_MESSAGES/linked.mo").symlink_to(tmp_path / "locale/de/LC_MESSAGES/app.mo")
    assert [catalog.name for catalog in find_catalogs(tmp_path)] == ["app"]
