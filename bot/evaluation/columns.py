"""Tables at a terminal."""

from collections.abc import Sequence


def to_columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows under each other, the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_to_line(row, widths) for row in rows)


def _to_line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    cells = (first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others))
    return "  ".join(cells).rstrip()


def to_figure(value: float | None) -> str:
    """Three decimals, or a dash for what there is not."""
    return "-" if value is None else f"{value:.3f}"
