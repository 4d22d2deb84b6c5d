"""The use of each application: training, or nothing at all."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from pathlib import Path

from .corpus_file import read_rows

_HELD_OUT_NAMES = (
    # The router's applications: those of desktop programs, then those of web, shop and mobile.
    *("gnucash", "kdenlive", "audacity", "freeciv", "vlc", "aptitude", "wesnoth", "evolution", "okular", "kate"),
    *("sylius", "smooth-app", "openfoodfacts", "excalidraw", "bookstack", "antennapod"),
    # Mozilla's, for independent evaluation.
    *("firefox", "thunderbird", "mozilla"),
)
_HELD_OUT = re.compile(rf"(?<![a-z])(?:{'|'.join(_HELD_OUT_NAMES)})", re.IGNORECASE)

_TOOLS = re.compile(
    "|".join(
        (
            *("roslyn", "fsharp", "tsc-built", "TypeScript", "analyzers", "netbeans", "azure-pipelines", "msbuild"),
            *("tomcat", "derby", "xalan", "xerces", "cmake-tools", "/sdk$", "PTVS", "dotnet/android", "dotnet/macios"),
            "sqltools",
        )
    )
)
"""Compilers and build tools: long dry messages, of which a part teaches as much as all."""
TOOLS_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Repository:
    """A line of the list of repositories."""

    name: str
    licence: str
    is_held_out: bool


def read_repositories(path: Path) -> list[Repository]:
    """The repositories of a list, `owner/name` each.

    Raises ValueError for a list without the columns, and for an unknown use.
    """
    rows = read_rows(path)
    columns = next(rows)[:3]
    if columns != ["repository", "licence", "use"]:
        raise ValueError(f"{path.name}: expected the columns repository, licence, use; found {', '.join(columns)}")
    repositories = []
    for name, licence, use, *_ in rows:
        if use not in ("training", "held out"):
            raise ValueError(f"{path.name}: {name} is for {use!r}; expected training or held out")
        repositories.append(Repository(name, licence, use == "held out"))
    return repositories


def is_held_out(application: str) -> bool:
    """Whether an `owner/name` is an application that is used for measuring, or a copy of one."""
    return _HELD_OUT.search(application) is not None


def is_thinned_out(application: str, source: str) -> bool:
    """Whether a message of a compiler or build tool is one of those that are kept."""
    if not _TOOLS.search(application):
        return False
    return zlib.crc32(source.encode()) % 100 >= 100 * TOOLS_SHARE
