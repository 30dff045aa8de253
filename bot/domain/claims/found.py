"""A phrase that a rule matched, with the words around it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in its sentence, all folded."""

    before: str
    phrase: str
    after: str
    can_be_advised: bool
    is_promise: bool = False

    @property
    def sentence(self) -> str:
        """The whole of it."""
        return self.before + self.phrase + self.after
