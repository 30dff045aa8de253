"""Canonical tags of one message: what the customer is, wants, rejects, can spend, how long."""

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

from bot.nlu.ages import find_ages
from bot.nlu.allergies import find_unknown_allergies
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
from bot.nlu.zones import find_combination, find_zoned

NUMBER = "number"
ALLERGY: Meaning = ("condition", "allergy")
COMBINATION: Meaning = ("skin_type", "combination")
ZONE_FACTS = frozenset(
    (
        ("skin_type", "oily"),
        ("skin_type", "dry"),
        ("concern", "oiliness"),
        ("concern", "dryness"),
    )
)
INGREDIENT_TAGS = frozenset((INGREDIENT, AVOID, AVOID_ONLY))
KEPT_OUT = frozenset(("without", "avoid", "allergy"))
SILENCED = frozenset(("without", "is_not"))
EFFECTS = frozenset(("redness", "dryness", "texture"))
GO_ON = frozenset(("with", "but", "and"))
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
    combination = find_combination(reading)
    if combination:
        yield _to_tag(reading, *COMBINATION, *combination)
    told = _find_zone_states(reading, combination)
    for term in reading.spans(TAGS):
        for fact in _to_facts(reading, term):
            if fact not in ZONE_FACTS or told.isdisjoint(range(term.first, term.behind)):
                yield _to_tag(reading, *fact, term.first, term.behind)
    for span in reading.spans(ALONE):
        if _is_clause(reading, span) and told.isdisjoint(range(span.first, span.behind)):
            for fact in to_meanings(ALONE, span.value):
                yield _to_tag(reading, *fact, span.first, span.behind)
    for cue in find_unknown_allergies(reading):
        yield _to_tag(reading, *ALLERGY, cue.first, cue.behind)


def _find_zone_states(reading: Reading, combination: Optional[Tuple[int, int]]) -> Set[int]:
    """Tokens that tell how one zone is, where the whole is combination skin."""
    if combination:
        return set(range(*combination))
    if not any(COMBINATION in term.meanings for term in reading.spans(TAGS)):
        return set()
    return {i for state in find_zoned(reading) for i in range(state.first, state.behind)}


def _is_clause(reading: Reading, span: Span) -> bool:
    """Whether nothing but marks, or "with" and "but" behind, stands beside the span.

    A space ends a clause in scripts that write none between words.
    """
    tokens = reading.tokens
    before = tokens[span.first - 1] if span.first else None
    after = tokens[span.behind] if span.behind < len(tokens) else None
    spaced = tokens[span.first].kind == "character"
    is_first = before is None or before.kind == "mark"
    is_last = after is None or after.kind == "mark" or after.text in GO_ON
    return (is_first or (spaced and not reading.is_adjacent(span.first))) and (
        is_last or (spaced and not reading.is_adjacent(span.behind))
    )


def _to_facts(reading: Reading, term: Span) -> Iterator[Meaning]:
    if not term.meanings or _is_inside_cue(reading, term):
        return
    polarity = find_polarity(reading, term)
    for tag, value in term.meanings:
        yield from _to_fact(tag, value, polarity)
    if polarity == "allergy" and any(tag in INGREDIENT_TAGS for tag, _ in term.meanings):
        yield ALLERGY


def _is_inside_cue(reading: Reading, term: Span) -> bool:
    """As "sensitive" in "sensitive to fragrance"."""
    cue = reading.find_starting("negation_before", term.first)
    return cue is not None and cue.value == "avoid" and cue.behind > term.behind


def _to_fact(tag: str, value: str, polarity: Optional[str]) -> Iterator[Meaning]:
    if tag not in INGREDIENT_TAGS:
        if polarity not in SILENCED:
            yield tag, value
    elif polarity in KEPT_OUT or (tag == AVOID and value not in CANONICAL[AVOID]):
        yield AVOID, value
    elif polarity is None and tag != AVOID_ONLY:
        yield INGREDIENT, value


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
