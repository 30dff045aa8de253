"""A phrase that a rule matched, with the words around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in its sentence, all folded.

    Attributes:
        before, after: the rest of its sentence.
        following: how the next sentence begins, where an answer or a denial may stand.
    """

    before: str
    phrase: str
    after: str
    can_be_advised: bool
    is_promise: bool = False
    is_mention: bool = False
    following: str = ""

    @property
    def sentence(self) -> str:
        """The whole of it."""
        return self.before + self.phrase + self.after
