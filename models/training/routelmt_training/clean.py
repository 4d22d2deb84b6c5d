"""Decides which pairs are fit for training; every reason for a rejection has a name."""

from __future__ import annotations

import re

from .accelerators import strip_accelerators
from .corpus_file import Pair
from .normalise import normalise

MAX_WORDS = 60
RATIO_FROM_CHARACTERS = 20
RATIO_RANGE = (0.4, 2.5)
EAST_ASIAN_RATIO_RANGE = (0.1, 1.4)
COPY_WORDS = 3
"""A source of at most this many words may equal its target: names and technical terms do."""

_STOP_WORDS = {
    "en": "the and of to is for with this that are be it you by from which or an can when your not all if",
    "de": "der die das und ist für mit ein eine einen einer nicht werden wird von zu zum zur den dem des im "
    "auf sie oder als aus wenn kann sich bei dieses diese dieser",
    "fr": "le la les de des du et est pour avec un une dans que ce cette vous sur par au aux ou qui pas il "
    "en sont peut votre",
    "es": "el la los las de del y es para con un una en que este esta se su por al o como no si lo son puede más",
    "it": "il lo la i gli le un una di del della dei delle e è per con che non in si sono al alla dal da su o "
    "questo questa se tuo puoi essere",
    "pt-BR": "o a os as um uma de do da dos das e é para com que não em no na se são por ao ou este esta seu sua "
    "você pode ser",
    "nl": "de het een en van is voor met dat die niet te in op aan er u je uw wordt worden of als deze dit zijn "
    "kan naar bij om",
    "pl": "i w z na do nie się jest to dla od po jak lub o ten ta być przez oraz za czy ale może twój jeśli są tego",
    "ru": "и в на не для с по что это или из к от если вы можно при все как у его был быть до за есть",
}
_STOP_SETS = {language: frozenset(words.split()) for language, words in _STOP_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_KANA = re.compile("[\u3040-\u30ff]")
_HAN = re.compile("[\u4e00-\u9fff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CREDITS = re.compile(
    r"translators?[-_ ]credits|(?:names?|emails?) of (?:the )?translators|^your (?:names|emails)$", re.IGNORECASE
)
_JUNK = re.compile(r"</?trans>|[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|Ã[\x80-\xbf]|&(?:amp|lt|gt|quot|nbsp);")
_KEY = re.compile(r"[A-Za-z][\w-]*(?:[._][A-Za-z][\w-]*)+")
"""`menu.file_open`: where catalogs have keys in place of English texts."""


def clean(pair: Pair, language: str) -> Pair | str:
    """A pair fit for training, or the reason why it is not. `language` is the target's tag."""
    if _CREDITS.search(pair.context) or _CREDITS.search(pair.source):
        return "credits"
    source, target = strip_accelerators(pair.source.strip(), pair.target.strip())
    if not _LETTER.search(normalise(source)) or not target:
        return "empty"
    return rejection(source, target, language) or Pair(pair.application, pair.context, source, target)


def rejection(source: str, target: str, language: str) -> str | None:
    """Why two texts are unfit, or nothing if they are fit."""
    if not _WORD.search(source) or not _WORD.search(target):
        return "empty"
    words = len(source.split())
    if max(words, len(target.split())) > MAX_WORDS:
        return "long"
    if source == target:
        return "copied" if words > COPY_WORDS else None
    if _KEY.fullmatch(source) and source not in target:
        return "key"
    if not _has_its_script(target, words, language):
        return "script"
    low, high = EAST_ASIAN_RATIO_RANGE if language in ("ja", "zh-CN") else RATIO_RANGE
    if max(len(source), len(target)) > RATIO_FROM_CHARACTERS and not low <= len(target) / len(source) <= high:
        return "length"
    if _JUNK.search(source) or _JUNK.search(target):
        return "junk"
    letters = sum(character.isalpha() or character.isspace() for character in source)
    if letters * 2 < len(source):
        return "symbols"
    if not looks_like(source, "en", language) or not looks_like(target, language, "en"):
        return "language"
    return None


def _has_its_script(target: str, source_words: int, language: str) -> bool:
    """Whether a target has letters of its language's script, and none of another's. A short one may be a name."""
    match language:
        case "ja":
            if len(target) > 12 and not _KANA.search(target):
                return False
            return source_words <= 2 or bool(_KANA.search(target) or _HAN.search(target))
        case "zh-CN":
            return not _KANA.search(target) and (source_words <= 2 or bool(_HAN.search(target)))
        case "ru":
            return bool(_CYRILLIC.search(target))
    return not (_CYRILLIC.search(target) or _HAN.search(target) or _KANA.search(target))


def looks_like(text: str, language: str, other: str) -> bool:
    """Whether a text is in `language` rather than in `other`, by its stop words.

    Cheap and lenient: short texts always pass, and a long one must contain a stop word. For languages without spaces
    between words, the script decides.
    """
    if language not in _STOP_SETS or other not in _STOP_SETS:
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < 4:
        return True
    own = sum(word in _STOP_SETS[language] for word in words)
    foreign = sum(word in _STOP_SETS[other] for word in words)
    return own >= foreign and (own > 0 or len(words) < 12)
