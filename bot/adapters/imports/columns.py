"""Which column of a file holds what."""

from collections.abc import Sequence


def to_column_map(pairs: Sequence[str]) -> dict[str, str]:
    """Read `field=column` pairs of the command line; raises InputError for one that is none."""
    raise NotImplementedError
