"""What a benchmark found, and how it is written down."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADINGS = ("what", "ours", "peer", "ratio", "unit", "remark")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Attributes:
        what: what was measured.
        ours: our figure; None where it was not measured, and then the remark says why.
        unit: of both figures.
        peer: what it is compared with, measured in the same run; None where there is no peer.
        remark: conditions, the peer's name, what to mind in reading it.
    """

    what: str
    ours: float | None
    unit: str
    peer: float | None = None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the peer's."""
        if self.ours is None or not self.peer:
            return None
        return self.ours / self.peer


def skipped(what: str, reason: str) -> Row:
    """A row that was not measured, with the reason."""
    return Row(what, None, "", remark=f"skipped: {reason}")


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` % of the values do not exceed (nearest rank).

    Raises:
        ValueError: there are no values, or `percent` is not in (0, 100].
    """
    if not values:
        raise ValueError("no values to take a percentile of")
    if not 0 < percent <= 100:
        raise ValueError(f"a percentile is above 0 and at most 100, not {percent}")
    rank = math.ceil(len(values) * percent / 100)
    return sorted(values)[rank - 1]


def to_markdown(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table with aligned columns."""
    cells = [HEADINGS, *(_cells(row) for row in rows)]
    return markdown_table(cells)


def markdown_table(cells: Sequence[Sequence[str]]) -> str:
    """Lines of cells, the first of them the headings, as a Markdown table."""
    safe = [[cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in cells]
    widths = [max(3, *(len(line[column]) for line in safe)) for column in range(len(safe[0]))]
    lines = [_line(line, widths) for line in safe]
    lines.insert(1, _line(["-" * width for width in widths], widths))
    return "\n".join(lines) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"


def _cells(row: Row) -> tuple[str, ...]:
    figures = (to_figure(row.ours), to_figure(row.peer), to_figure(row.ratio))
    return (row.what, *figures, row.unit, row.remark)


def to_figure(value: float | None) -> str:
    """Three figures that count, without an exponent; a dash where there is none."""
    if value is None:
        return "–"
    if value == 0:
        return "0"
    decimals = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:,.{decimals}f}"
