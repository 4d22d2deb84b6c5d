"""The key under which two sources count as the same string."""

from __future__ import annotations

import re

_PLACEHOLDER = re.compile(
    r"(?<!%)</?[A-Za-z][^<>\n]{0,200}>"  # markup, but not the quotes %<…%> of gcc
    r"|[$#%]?\{[^{}\n]{0,200}\}"  # {name}, ${name}, %{name}
    r"|\$[A-Za-z_]\w*|\$\([\w.-]+\)|\$\[[\w.-]+\]"
    r"|&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7});"  # entities
    r"|%(?:\(\w+\)|\d{1,2}\$)?[-+#0']*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcsSpn@%]"
    r"|%L?\d{1,2}|%[A-Z][A-Z0-9_]+%?"
)
_ACCELERATOR = re.compile(r"[&_~]")
_SPACE = re.compile(r"\s+")
_SURROUNDING = re.compile(r"^[\W_]+|[\W_]+$")


def normalise(source: str) -> str:
    """Lower case, without placeholders, accelerators and surrounding punctuation, white space folded.

    Empty if only punctuation and placeholders are left.
    """
    text = _PLACEHOLDER.sub(" ", source)
    text = _ACCELERATOR.sub("", text.lower())
    return _SURROUNDING.sub("", _SPACE.sub(" ", text))
