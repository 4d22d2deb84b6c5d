"""The directions that the model is trained for: English into these languages."""

from __future__ import annotations

LANGUAGES = ("de", "fr", "es", "it", "pt-BR", "nl", "pl", "ru", "ja", "zh-CN")
"""Target languages as BCP 47 tags, in the order of their tokens."""

NAMES = ("German", "French", "Spanish", "Italian", "Portuguese", "Dutch", "Polish", "Russian", "Japanese", "Chinese")
"""Their English names: words that the base model knows."""
