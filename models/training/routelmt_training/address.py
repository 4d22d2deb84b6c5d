"""Form of address: which one a translation shows, by language.

Where a target shows one, training puts `<formal>` or `<informal>` after the language's token, most of the
time; so the model learns to obey the tokens, and to do without. A text that shows both forms shows none.
"""

from __future__ import annotations

import re
from enum import IntEnum


class Form(IntEnum):
    """What a target shows. In some languages it cannot be determined."""

    NONE = 0
    FORMAL = 1
    INFORMAL = 2
    UNTOLD = 3


_PATTERNS = {
    "de": (
        # "Sie" at the beginning of a sentence may be "they" or "she", but not after a verb there.
        r"(?<!^)(?<![.!?:] )\b(?:Sie|Ihr|Ihre|Ihren|Ihrem|Ihrer|Ihres|Ihnen)\b"
        r"|^(?:Möchten|Wollen|Können|Haben|Sind|Bitte \w+|\w+en) Sie\b",
        r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]ein(?:e|en|em|er|es)?)\b",
    ),
    "fr": (r"\b(?:[Vv]ous|[Vv]otre|[Vv]os)\b", r"\b(?:[Tt]u|toi|tes|ton)\b|\bt['’](?=\w)"),
    "es": (r"\b(?:[Uu]sted|[Uu]stedes)\b", r"\b(?:[Tt]ú|[Tt]us?|contigo|ti)\b"),
    "it": (r"\b(?:Lei|Suo|Sua|Suoi|Sue)\b", r"\b(?:[Tt]uoi|[Tt]uo|[Tt]ua|[Tt]ue)\b|\b[Tt]i (?=\w)"),
    "nl": (r"\b(?:u|uw|U|Uw)\b", r"\b(?:[Jj]e|[Jj]ij|jouw|jou)\b"),
    "pl": (
        r"\bPa(?:n|ni|na|nią|nu|nem|ństwo|ństwa|ństwu)\b",
        r"\b(?:[Tt]wój|[Tt]woj\w+|[Tt]we|[Cc]iebie|cię|ci|[Tt]obie)\b",
    ),
    "ru": (
        r"\b(?:[Вв]ы|[Вв]ас|[Вв]ам|[Вв]ами|[Вв]аш\w*)\b",
        r"\b(?:[Тт]ы|[Тт]ебя|[Тт]ебе|[Тт]обой|[Тт]во(?:й|я|ё|и|его|ей|ему|им|их|ими|ём|ю))\b",
    ),
    "zh-CN": ("您", "你"),
}
"""Words of the formal and of the informal address. Portuguese and Japanese say it by verbs alone."""
_COMPILED = {language: (re.compile(formal), re.compile(informal)) for language, (formal, informal) in _PATTERNS.items()}


def shown_form(target: str, language: str) -> Form:
    """The form of address that a target shows."""
    if language not in _COMPILED:
        return Form.UNTOLD
    formal, informal = (pattern.search(target) is not None for pattern in _COMPILED[language])
    if formal == informal:
        return Form.NONE
    return Form.FORMAL if formal else Form.INFORMAL
