"""Two ingredients together: the settled verdict, and a fact of the base that names both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.compatibility import group_of, verdict_on
from bot.domain.education import Aspect, FoundPassage
from bot.services.speech import Speech, as_sentence

_TOGETHER = frozenset({Aspect.PAIRS, Aspect.CLASHES})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two ingredients asked about, and what the base tells of them together."""

    first: str
    second: str
    fact: FoundPassage | None

    @property
    def is_unknown(self) -> bool:
        """Whether neither a rule nor a fact settles it."""
        return self.fact is None and verdict_on(self.first, self.second) is None


def find_on_pair(pair: Sequence[str], found: Iterable[FoundPassage]) -> FoundPassage | None:
    """The best fact on what goes with one of them that names the other, or its kind."""
    wanted = {group_of(name) for name in pair}
    for fact in found:
        named = {group_of(name) for name in (fact.id.name, *fact.mentions)}
        if fact.id.aspect in _TOGETHER and fact.id.name in pair and wanted <= named:
            return fact
    return None


def verdict_line(pair: Pair, speech: Speech) -> str:
    """The rule's words; none where only a fact settles it."""
    verdict = verdict_on(pair.first, pair.second)
    if verdict is None and pair.fact:
        return ""
    names = {
        "first": speech.label("ingredient", pair.first),
        "second": speech.label("ingredient", pair.second),
    }
    return as_sentence(speech.text(f"pair_{verdict or 'unknown'}", **names))


def one_of_each_group(names: Sequence[str]) -> list[str]:
    """Three acids tagged for "AHA" are one side of a pair; two names of one group are both kept."""
    groups: dict[str, str] = {}
    for name in names:
        groups.setdefault(group_of(name), name)
    return list(groups.values()) if len(groups) > 1 else list(names)[:2]
