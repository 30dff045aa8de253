"""Several patterns as one: any of them, in upper or lower case."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """Whichever comes first; a word's end is told by every script."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def any_of_ascii(*patterns: str) -> re.Pattern[str]:
    """The same, but an English word also ends where Chinese, Japanese or Thai goes on."""
    return re.compile("|".join(patterns), re.IGNORECASE | re.ASCII)
