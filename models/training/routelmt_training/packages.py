"""Debian packages as data: fetched by name, unpacked, never installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path


class PackageError(Exception):
    """A package could not be fetched or unpacked; the message names it and says what apt said."""


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise PackageError(f"{' '.join(command[:1] + command[-2:])} failed: {done.stderr.strip()[-500:]}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Archive:
    """The machine's configured Debian archive, with lists and cache in a folder of our own.

    Nothing of the machine's package state is read for writing, so no root rights are needed.
    """

    folder: Path

    @property
    def lists(self) -> Path:
        """Where apt keeps package lists and description translations, uncompressed."""
        return self.folder / "state" / "lists"

    def _apt(self, tool: str, *arguments: str, into: Path) -> str:
        # apt takes a relative path as one below its root.
        folder = self.folder.resolve()
        options = {
            "Dir::State": folder / "state",
            "Dir::State::status": "/var/lib/dpkg/status",
            "Dir::Cache": folder / "cache",
            "APT::Sandbox::User": "root",
            "Acquire::GzipIndexes": "false",
            "Acquire::Languages": "en,de,fr,es",
        }
        flags = [flag for name, value in options.items() for flag in ("-o", f"{name}={value}")]
        return _run([tool, *flags, *arguments], into)

    def update(self) -> None:
        """Fetches the lists and description translations unless they are there."""
        if any(self.lists.glob("*_Packages")):
            return
        (self.lists / "partial").mkdir(parents=True, exist_ok=True)
        (self.folder / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
        self._apt("apt-get", "update", into=self.folder)

    def fetch(self, package: str) -> Path:
        """The `.deb` of a package, downloaded unless it is there whole.

        Raises PackageError when the archive does not have it.
        """
        if not re.fullmatch(r"[a-z0-9][a-z0-9+.-]+", package):
            raise PackageError(f"not a package name: {package!r}")
        debs = self.folder / "debs"
        for found in debs.glob(f"{package}_*.deb"):
            return found
        debs.mkdir(parents=True, exist_ok=True)
        self.update()
        with tempfile.TemporaryDirectory(dir=debs) as partial:
            self._apt("apt-get", "download", package, into=Path(partial))
            for found in Path(partial).glob(f"{package}_*.deb"):
                return found.rename(debs / found.name)
        raise PackageError(f"{package}: apt-get download left no file")

    def discard(self, package: str) -> None:
        """Deletes the downloaded `.deb` of a package."""
        for path in (self.folder / "debs").glob(f"{package}_*.deb"):
            path.unlink()

    def unpack(self, package: str, into: Path) -> Path:
        """Fetches a package and unpacks its files below `into`; returns `into`."""
        deb = self.fetch(package)
        into.mkdir(parents=True, exist_ok=True)
        _run(["dpkg-deb", "-x", str(deb.resolve()), str(into.resolve())], into)
        return into

    def unpacked(self, package: str) -> Path:
        """The folder of a package's files, kept here; unpacked unless it is there whole."""
        folder = self.folder / "unpacked" / package
        if not folder.exists():
            partial = folder.with_name(f"{package}.part")
            shutil.rmtree(partial, ignore_errors=True)
            self.unpack(package, partial).rename(folder)
        return folder
