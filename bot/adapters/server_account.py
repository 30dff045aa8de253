"""PostgreSQL refuses to run as root: the account it runs as then, and what that account reaches."""

import hashlib
import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from bot.domain.errors import UnavailableError

SERVICE_HOME = Path("/var/lib/dropwise")


class Identity(TypedDict, total=False):
    """The arguments that make `subprocess` run a program as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Account:
    """The account a server runs as; without ids it is the one we run as ourselves."""

    uid: int | None = None
    gid: int | None = None

    @property
    def identity(self) -> Identity:
        """What to pass to `subprocess` to run as this account."""
        if self.uid is None or self.gid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, directory: Path) -> None:
        """Make a private directory of this account; its parents stay as they are."""
        directory.mkdir(mode=0o700, exist_ok=True)
        if self.uid is not None and self.gid is not None:
            os.chown(directory, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        """Tell whether this account may enter a directory, which must exist."""
        return (
            self.uid is None
            or not subprocess.run(  # noqa: S603  # fixed program
                ["/usr/bin/test", "-x", directory], check=False, **self.identity
            ).returncode
        )


def server_account(cluster: Path) -> Account:
    """Return the account for the server of a database folder, which may not exist yet.

    It is our own, or as root the folder's owner or else an unprivileged one.

    Raises:
        UnavailableError: the folder is another account's, or we are root and there is neither
            `postgres` nor `nobody`.
    """
    owner = owner_of(cluster)
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise UnavailableError(
                f"The database folder {cluster} belongs to another account: start as that one, "
                "or set DROPWISE_VAR_DIRECTORY to a folder of your own."
            )
        return Account()
    return to_account(owner) if owner else unprivileged_account()


def owner_of(cluster: Path) -> int | None:
    """Return the user id that owns a database folder, None if there is no such folder."""
    try:
        return cluster.stat().st_uid
    except FileNotFoundError:
        return None
    except PermissionError:
        return -1


def to_account(uid: int) -> Account:
    """Return the account with a user id."""
    return Account(uid, pwd.getpwuid(uid).pw_gid)


def unprivileged_account() -> Account:
    """Return the machine's own account for PostgreSQL, or the one that may do nothing."""
    for name in ("postgres", "nobody"):
        try:
            return to_account(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise UnavailableError(
        "PostgreSQL does not run as root and this machine has no account for it: "
        "start as another user, or set DATABASE_URL to a server of your own."
    )


def reachable_home(wanted: Path) -> Path:
    """Return the folder for a server's files: the wanted one, or where its account can reach.

    The home of root is closed to every other account. Instead of opening it, root's server
    then lives under /var/lib/dropwise, in a folder named after the wanted one.

    Raises:
        UnavailableError: we may not write there.
    """
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except PermissionError:
        raise UnavailableError(no_write_sentence(wanted)) from None
    if not os.access(wanted, os.W_OK):
        raise UnavailableError(no_write_sentence(wanted))
    if os.geteuid() != 0 or unprivileged_account().can_enter(wanted):
        return wanted
    home = service_home() / hashlib.sha256(os.fsencode(wanted.resolve())).hexdigest()[:12]
    home.mkdir(exist_ok=True)
    home.chmod(0o711)
    return home


def service_home() -> Path:
    """Return root's folder for what other accounts must reach, made where it does not exist."""
    SERVICE_HOME.mkdir(exist_ok=True)
    SERVICE_HOME.chmod(0o711)
    return SERVICE_HOME


def no_write_sentence(directory: Path) -> str:
    """Say that a folder is not ours to write."""
    return (
        f"The folder {directory} cannot be written: "
        "set DROPWISE_VAR_DIRECTORY to a folder of your own."
    )
