"""Which application serves for what: training, the router, or nothing at all."""

from __future__ import annotations

import re
import zlib

ROUTER_ROLES = {
    "gnucash": "train",
    "kdenlive": "train",
    "audacity": "train",
    "freeciv": "train",
    "vlc": "dev",
    "aptitude": "test",
    "wesnoth": "test",
    "evolution": "test",
    "okular": None,
    "kate": None,
}
"""The router applications and their part; None: read for its sources alone, which are held out."""

UNSEEN = ("firefox", "thunderbird", "mozilla", "icedove", "iceweasel", "seamonkey")
"""Applications for independent evaluation: nothing of theirs is read."""

NAME_LISTS = {"iso-codes", "kstars", "marble"}
"""Applications that are mostly names of languages, countries and places."""

_ROUTER_NAME = re.compile(r"(?:^|[/_.-])(" + "|".join(ROUTER_ROLES) + ")")
_UNSEEN_NAME = re.compile("|".join(UNSEEN))


def router_application(where: str) -> str | None:
    """The router application that `application/catalog` belongs to, if any.

    A catalog of such an application that another package ships belongs to it as well.
    """
    match = _ROUTER_NAME.search(where.lower())
    return match[1] if match else None


def is_unseen(where: str) -> bool:
    """Whether a package or `application/catalog` is one of the unseen applications."""
    return _UNSEEN_NAME.search(where.lower()) is not None


def is_thinned_out(where: str, source: str, target: str) -> bool:
    """Whether a pair is one of the nine in ten equal names that a list of names is spared."""
    if source != target or where.split("/")[0] not in NAME_LISTS:
        return False
    return zlib.crc32(source.encode()) % 10 != 0
