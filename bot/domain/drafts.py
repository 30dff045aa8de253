"""A language model's draft of an answer: what it was written from, and what it says and cites."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.domain.languages import Language

_CITATION = re.compile(r"\s*\[(\d{1,2})\]")
_CITATION_AFTER_STOP = re.compile(r"([.!?。！？]+)((?:\s*\[\d{1,2}\])+)")
_SENTENCE = re.compile(r"(?<=[。！？\n])|(?<=[.!?])\s+")


class Doubt(StrEnum):
    """Why a draft is not said."""

    FORM = "form"
    LENGTH = "length"
    LANGUAGE = "language"
    LEAK = "leak"
    CONTACT = "contact"
    NO_CITATION = "no_citation"
    WRONG_CITATION = "wrong_citation"
    NUMBER = "number"
    INGREDIENT = "ingredient"
    PRODUCT = "product"
    NAME = "name"
    IDEA = "idea"
    UNSUPPORTED = "unsupported"
    CONTRARY = "contrary"
    LEFT_OUT = "left_out"
    WARNING_LOST = "warning_lost"
    CLAIM = "claim"


@dataclass(frozen=True)
class Given:
    """What the model was given.

    Attributes:
        passages: numbered from 1 in a citation; all in `language`, which is the shopper's.
        told: how many of the first ones the assembled answer tells; each must be cited and keep
            its warnings.
        instructions: ours to the model, no run of which may come back.
    """

    passages: tuple[str, ...]
    language: Language
    told: int = 1
    instructions: str = ""

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The passages in the width and form in which drafts are read."""
        return tuple(unicodedata.normalize("NFKC", passage) for passage in self.passages)

    @cached_property
    def text(self) -> str:
        """All passages as one text."""
        return "\n".join(self.folded)

    def cited_by(self, sentence: "Sentence") -> str:
        """The passages that a sentence cites."""
        return "\n".join(self.folded[number - 1] for number in sentence.cited)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a draft without its citations, and what these name."""

    text: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft's verdict: `text` may be said where `doubt` is None.

    Attributes:
        cited: numbers of the passages that it tells, in order.
    """

    doubt: Doubt | None
    text: str = ""
    cited: tuple[int, ...] = ()


def to_sentences(draft: str) -> tuple[Sentence, ...]:
    """The sentences of a draft with the numbers each cites, before or after its full stop."""
    moved = _CITATION_AFTER_STOP.sub(r"\2\1", draft)
    pieces = (piece.strip() for piece in _SENTENCE.split(moved))
    return tuple(
        Sentence(
            _CITATION.sub("", piece).strip(),
            tuple(dict.fromkeys(int(number) for number in _CITATION.findall(piece))),
        )
        for piece in pieces
        if piece
    )
