"""Form of address: what targets show, in each language that can be told."""

from __future__ import annotations

import pytest

from routelmt_training.address import Form, shown_form

FORMAL, INFORMAL, NONE, UNTOLD = Form.FORMAL, Form.INFORMAL, Form.NONE, Form.UNTOLD


@pytest.mark.parametrize(
    ("language", "target", "form"),
    [
        ("de", "Möchten Sie die Datei löschen?", FORMAL),
        ("de", "Wählen Sie Ihren Namen", FORMAL),
        ("de", "Wähle deinen Namen", INFORMAL),
        ("de", "Sie wurde gelöscht", NONE),
        ("de", "Datei gelöscht. Sie ist weg.", NONE),
        ("de", "Datei löschen", NONE),
        ("de", "Wenn du Ihren Namen nennst", NONE),
        ("fr", "Voulez-vous supprimer votre compte ?", FORMAL),
        ("fr", "Tu as reçu un message, il t’attend", INFORMAL),
        ("es", "Introduzca usted el nombre", FORMAL),
        ("es", "Introduce tu nombre", INFORMAL),
        ("es", "Introducir el nombre", NONE),
        ("it", "Il Suo account", FORMAL),
        ("it", "Il tuo account", INFORMAL),
        ("nl", "Voer uw naam in", FORMAL),
        ("nl", "Voer je naam in", INFORMAL),
        ("pl", "Czy chce Pan usunąć plik?", FORMAL),
        ("pl", "Twój plik został usunięty", INFORMAL),
        ("ru", "Вы уверены?", FORMAL),
        ("ru", "Твой файл", INFORMAL),
        ("ru", "Выбор файла", NONE),
        ("zh-CN", "您的文件", FORMAL),
        ("zh-CN", "你的文件", INFORMAL),
        ("pt-BR", "Você tem certeza?", UNTOLD),
        ("ja", "あなたのファイル", UNTOLD),
    ],
)
def test_targets_show_their_form(language: str, target: str, form: Form) -> None:
    assert shown_form(target, language) == form
