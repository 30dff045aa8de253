"""Canonical tags of one message: what the customer is, wants, rejects, can spend, how long."""

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from bot.nlu.ages import find_ages
from bot.nlu.budget import find_budget
from bot.nlu.days import find_days
from bot.nlu.figures import find_figures
from bot.nlu.lexicon import (
    ALONE,
    AVOID,
    AVOID_ONLY,
    CANONICAL,
    INGREDIENT,
    Lexicon,
    Meaning,
    to_meanings,
)
from bot.nlu.negation import find_polarity
from bot.nlu.numbers import Number, find_numbers, to_plain
from bot.nlu.orders import find_order_id
from bot.nlu.reactions import REACTION, find_reactions
from bot.nlu.reading import TAGS, Reader, Reading, Span

NUMBER = "number"
ALLERGY: Meaning = ("condition", "allergy")
INGREDIENT_TAGS = frozenset((INGREDIENT, AVOID, AVOID_ONLY))
KEPT_OUT = frozenset(("without", "avoid", "allergy"))
SILENCED = frozenset(("without", "is_not"))
DEMONSTRATIVES = frozenset(
    ("this", "that", "it", "the", "your", "these", "those", "something", "one")
)
EFFECTS = frozenset(("redness", "dryness", "texture"))
GO_ON = frozenset(("with", "but", "and"))
NEAR = 8
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Tag:
    """One fact: the taxonomy's tag, its canonical value, and where it stands in the text.

    The value is a string, for `budget` a dict of min, max, currency, for `days` a whole number of
    days. A bare `number` that is nothing else is given too, for a question just asked, and a
    `reaction` where the message tells of a body that reacts.
    """

    name: str
    value: Any
    start: int
    end: int


class Tagger:
    """Finds tags by the lexicon; deterministic, and silent rather than wrong."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = Reader(lexicon)

    def tag(self, text: str, expecting: Optional[str] = None) -> List[Tag]:
        """Tags in order of position, each value once.

        `expecting` names what was asked for (`budget`, `order_id`): a bare number then answers it.
        Never raises; time is linear in the length, 20,000 characters of which are read.
        """
        reading = self._reader.read(text[:LONGEST_TEXT])
        reactions = [
            _to_tag(reading, REACTION, span.value, span.first, span.behind)
            for span in find_reactions(reading)
        ]
        terms = [tag for tag in _find_terms(reading) if not (reactions and _is_effect(tag))]
        found = [*terms, *reactions, *_find_amounts(reading, expecting)]
        return _without_repeats(sorted(found, key=lambda tag: (tag.start, tag.end)))


def to_values(tags: List[Tag]) -> Dict[str, Any]:
    """Tags as the taxonomy's object: lists, and the first value where a tag has only one."""
    values: Dict[str, Any] = {}
    for tag in tags:
        if tag.name in ("budget", "order_id", "days", "age_group", NUMBER):
            values.setdefault(tag.name, tag.value)
        else:
            values.setdefault(tag.name, []).append(tag.value)
    return values


def _is_effect(tag: Tag) -> bool:
    """Red or peeling skin beside a reaction is part of it, no lasting concern."""
    return tag.name == "concern" and tag.value in EFFECTS


def _find_terms(reading: Reading) -> Iterator[Tag]:
    for term in reading.spans(TAGS):
        for name, value in _to_facts(reading, term):
            yield _to_tag(reading, name, value, term.first, term.behind)
    for span in reading.spans(ALONE):
        if _is_clause(reading, span):
            for name, value in to_meanings(ALONE, span.value):
                yield _to_tag(reading, name, value, span.first, span.behind)
    for cue in reading.spans("negation_before"):
        if cue.value == "allergy" and _names_something(reading, cue):
            yield _to_tag(reading, *ALLERGY, cue.first, cue.behind)


def _is_clause(reading: Reading, span: Span) -> bool:
    """Whether nothing but marks, or "with" and "but" behind, stands beside the span."""
    before, after = reading.tokens[: span.first][-1:], reading.tokens[span.behind :][:1]
    is_first = not before or before[0].kind == "mark"
    return is_first and (not after or after[0].kind == "mark" or after[0].text in GO_ON)


def _to_facts(reading: Reading, term: Span) -> Iterator[Meaning]:
    if not term.meanings:
        return
    polarity = find_polarity(reading, term)
    for tag, value in term.meanings:
        yield from _to_fact(tag, value, polarity)
    if polarity == "allergy" and any(tag in INGREDIENT_TAGS for tag, _ in term.meanings):
        yield ALLERGY


def _to_fact(tag: str, value: str, polarity: Optional[str]) -> Iterator[Meaning]:
    if tag not in INGREDIENT_TAGS:
        if polarity not in SILENCED:
            yield tag, value
    elif polarity in KEPT_OUT or (tag == AVOID and value not in CANONICAL[AVOID]):
        yield AVOID, value
    elif polarity is None and tag != AVOID_ONLY:
        yield INGREDIENT, value


def _names_something(reading: Reading, cue: Span) -> bool:
    """As "allergic to nuts" does, not "allergic to this" or a cue inside แพ้ง่าย."""
    near = reading.between(TAGS, max(0, cue.first - NEAR), cue.behind + NEAR)
    inside = any(term.first <= cue.first and term.behind >= cue.behind for term in near)
    following = reading.tokens[cue.behind : cue.behind + 1]
    is_thai = reading.tokens[cue.first].kind == "character"
    if inside or not following or following[0].kind == "mark" or is_thai:
        return False
    return following[0].text not in DEMONSTRATIVES and not _is_denied(reading, cue)


def _is_denied(reading: Reading, cue: Span) -> bool:
    before = reading.find_ending("negation_before", cue.first)
    return before is not None and before.value in SILENCED


def _find_amounts(reading: Reading, expecting: Optional[str]) -> Iterator[Tag]:
    numbers = find_numbers(reading)
    taken = find_figures(reading)
    order = find_order_id(reading, expecting, frozenset(taken))
    if order:
        taken.update(range(order.first, order.behind))
        yield _to_tag(reading, "order_id", order.value, order.first, order.behind)
    for number, group in find_ages(reading, _free(numbers, taken)):
        taken.update(range(number.first, number.behind))
        if group:
            yield _to_tag(reading, "age_group", group, number.first, number.behind)
    for days in find_days(reading, _free(numbers, taken)):
        if taken.isdisjoint(range(days.first, days.behind)):
            yield _to_tag(reading, "days", days.value, days.first, days.behind)
        taken.update(range(days.first, days.behind))
    budget = find_budget(reading, _free(numbers, taken), expecting)
    if budget:
        taken.update(range(budget.first, budget.behind))
        yield _to_tag(reading, "budget", budget.value, budget.first, budget.behind)
    yield from _find_bare_numbers(reading, _free(numbers, taken))


def _find_bare_numbers(reading: Reading, numbers: List[Number]) -> Iterator[Tag]:
    for number in numbers:
        if number.is_spelled or reading.find_starting("measure_after", number.behind):
            continue
        if not reading.find_ending("measure_before", number.first):
            yield _to_tag(reading, NUMBER, to_plain(number.value), number.first, number.behind)


def _free(numbers: List[Number], taken: Set[int]) -> List[Number]:
    return [number for number in numbers if taken.isdisjoint(range(number.first, number.behind))]


def _to_tag(reading: Reading, name: str, value: Any, first: int, behind: int) -> Tag:
    return Tag(name, value, reading.tokens[first].start, reading.tokens[behind - 1].end)


def _without_repeats(tags: List[Tag]) -> List[Tag]:
    seen: Set[Tuple[str, str]] = set()
    kept: List[Tag] = []
    for tag in tags:
        key = (tag.name, repr(tag.value))
        if key not in seen:
            seen.add(key)
            kept.append(tag)
    return _without_wanted(kept)


def _without_wanted(tags: List[Tag]) -> List[Tag]:
    """What is to be avoided is not repeated as an ingredient."""
    avoided = {tag.value for tag in tags if tag.name == AVOID}
    return [tag for tag in tags if tag.name != INGREDIENT or tag.value not in avoided]
