"""What an import is told, and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo

from bot.domain.claims.product_copy import FlaggedCopy
from bot.domain.languages import Language


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a file is to be read.

    Attributes:
        columns: field → column of the file, where the names are not found by themselves.
        currency: of prices that say none; None takes the shop's.
        shop_currency: the shop's own currency; of several prices of a product its comes first.
        language: of the copy; None tells it by the script of each text.
        timezone: of moments that name none; the shop's.
        dry_run: find out what would change, and change nothing.
        replaces: ids of products that leave when these come in (the demo shop's).
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    currency: str | None = None
    shop_currency: str = "TWD"
    language: Language | None = None
    timezone: tzinfo = UTC
    dry_run: bool = False
    replaces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that was left out, and one sentence why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class FlaggedLine:
    """A claim in the copy of a product that stands on this line; the copy is not shown."""

    line: int
    copy: FlaggedCopy


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        read: lines of the file that held something.
        added, changed, unchanged: products or orders (an order may take several lines).
        removed: products that left to make room.
        rejected: by line.
        flagged: copy that may not be shown, by line; the products themselves came in.
    """

    read: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: tuple[Rejection, ...] = ()
    flagged: tuple[FlaggedLine, ...] = ()
