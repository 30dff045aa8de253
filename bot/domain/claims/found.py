"""A phrase that a rule matched, with the words around it."""

import re
from dataclasses import dataclass

_CLAUSE_END = re.compile("[，,；;：]")


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


def clauses_around(found: Found) -> str:
    """The clauses a phrase stands in, and one on either side: what is said in the same breath."""
    before = _CLAUSE_END.split(found.before)[-2:]
    after = _CLAUSE_END.split(found.after)[:2]
    return "，".join(before) + found.phrase + "，".join(after)
