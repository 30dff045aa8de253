"""A set of questions in two halves; imports nothing heavy, the command line reads it."""

from enum import StrEnum


class Half(StrEnum):
    """Which questions are asked: those we may look at, those we may not, or both."""

    DEV = "dev"
    HELD_OUT = "held_out"
    ALL = "all"
