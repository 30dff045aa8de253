"""How a rule's claims are worded in a language."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from bot.domain.claims.folding import fold_pattern
from bot.domain.claims.rules import Rule

_SENTENCE_GAP = r"[^.!?;\n]{0,70}?"  # in one sentence, and bounded


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to make a claim.

    Attributes:
        pattern: on folded text; every gap in it is bounded, so that a search takes linear time.
        needs: stems of which one must be in the text before the pattern is worth a try (plain
            searches for them are many times faster than the pattern); empty where it always is.
        can_be_advised: whether it is a mere subject ("acne treatment"), which a sentence that sends
            people to a doctor may have; a verb that asserts ("cures acne") may not.
        is_mention: whether it is a mere name, which may also be warned of or explained.
        parts: patterns of which each must be found before the whole is worth a try: a pattern of
            two lists with a gap between is slow where one list has nothing in the text.
    """

    rule: Rule
    pattern: re.Pattern[str]
    needs: frozenset[str] = frozenset()
    can_be_advised: bool = False
    is_mention: bool = False
    parts: tuple[re.Pattern[str], ...] = ()

    def may_be_in(self, text: str, stems: Set[str]) -> bool:
        """Whether the pattern is worth a search; `stems` are those that the text holds."""
        if self.needs and self.needs.isdisjoint(stems):
            return False
        return all(part.search(text) for part in self.parts)


def phrasing(
    rule: Rule,
    pattern: str,
    *,
    needs: str = "",
    can_be_advised: bool = False,
    is_mention: bool = False,
    parts: Iterable[str] = (),
) -> Phrasing:
    """A phrasing of a rule; `needs` are stems parted by blanks."""
    return Phrasing(
        rule,
        re.compile(fold_pattern(pattern)),
        frozenset(fold_pattern(stem).replace("_", " ") for stem in needs.split()),
        can_be_advised,
        is_mention,
        tuple(re.compile(fold_pattern(part)) for part in parts),
    )


def together(rule: Rule, subject: str, outcome: str, **facts: bool) -> Phrasing:
    """Both in one sentence, or the outcome right after it."""
    pattern = (
        rf"\b(?:{subject})\b(?:{_SENTENCE_GAP}|[?!.:] ?{_SENTENCE_GAP})\b(?:{outcome})\b|"
        rf"\b(?:{outcome})\b{_SENTENCE_GAP}\b(?:{subject})\b"
    )
    return phrasing(
        rule,
        pattern,
        can_be_advised=facts.get("can_be_advised", False),
        parts=(rf"\b(?:{subject})\b", rf"\b(?:{outcome})\b"),
    )
