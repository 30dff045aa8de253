"""Canonical tags of one message: what the customer is, wants, rejects, can spend, how long."""

from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterator, List, Optional, Sequence, Set, Tuple, TypeVar

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
from bot.nlu.zones import find_combination, find_greasy, find_zoned

NUMBER = "number"
ALLERGY: Meaning = ("condition", "allergy")
COMBINATION: Meaning = ("skin_type", "combination")
OILINESS: Meaning = ("concern", "oiliness")
OIL_FACTS = frozenset((("skin_type", "oily"), OILINESS))
ZONE_TYPES = frozenset((("skin_type", "oily"), ("skin_type", "dry")))
ZONE_FACTS = ZONE_TYPES | {OILINESS, ("concern", "dryness")}
INGREDIENT_TAGS = frozenset((INGREDIENT, AVOID, AVOID_ONLY))
TRAITS = frozenset(("skin_type", "concern"))
CODE_WORDS = frozenset(("code", "碼"))
KEPT_OUT = frozenset(("without", "avoid", "allergy"))
SILENCED = frozenset(("without", "is_not"))
EFFECTS = frozenset(("redness", "dryness", "texture", "dark_circles"))
GO_ON = frozenset(("with", "but", "and"))
LONGEST_TEXT = 20_000
FIRST, LAST = 250, 50  # terms and numbers read of a message; a label lists fewer ingredients
Found = TypeVar("Found")


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
        Never raises; time is linear in the length, 20,000 characters of which are read, and of
        more than 300 terms or numbers the first and the last.
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
    zoned, silenced, told = _find_zoned_tags(reading)
    yield from zoned
    for term in _first_and_last(reading.spans(TAGS)):
        for fact in _to_facts(reading, term):
            if fact not in silenced or told.isdisjoint(range(term.first, term.behind)):
                yield _to_tag(reading, *fact, term.first, term.behind)
    for span in reading.spans(ALONE):
        if _is_clause(reading, span) and told.isdisjoint(range(span.first, span.behind)):
            for fact in to_meanings(ALONE, span.value):
                yield _to_tag(reading, *fact, span.first, span.behind)
    for cue in find_unknown_allergies(reading):
        yield _to_tag(reading, *ALLERGY, cue.first, cue.behind)


def _first_and_last(found: List[Found]) -> List[Found]:
    """Not all of thousands: around each there is looked for what it means, which takes time."""
    if len(found) <= FIRST + LAST:
        return found
    return [*found[:FIRST], *found[-LAST:]]


def _find_zoned_tags(reading: Reading) -> Tuple[List[Tag], FrozenSet[Meaning], Set[int]]:
    """What zones say together, and the facts that count no more on the tokens given last."""
    is_named = any(COMBINATION in term.meanings for term in reading.spans(TAGS))
    combination = None if is_named else find_combination(reading)
    if combination:
        return (
            [_to_tag(reading, *COMBINATION, *combination)],
            ZONE_FACTS,
            set(range(*combination)),
        )
    greasy = _find_greasy(reading, is_named)
    told = _to_tokens([*greasy, *(find_zoned(reading) if is_named else [])])
    tags = [_to_tag(reading, *OILINESS, state.first, state.behind) for state in greasy]
    return tags, ZONE_TYPES, told


def _find_greasy(reading: Reading, is_combination: bool) -> List[Span]:
    """Oil told of a zone, unless its word is part of another term (油性粉刺)."""
    others = [term for term in reading.spans(TAGS) if OIL_FACTS.isdisjoint(term.meanings)]
    taken = _to_tokens(others)
    return [
        state
        for state in find_greasy(reading, is_combination)
        if taken.isdisjoint(range(state.first, state.behind))
    ]


def _to_tokens(spans: Sequence[Span]) -> Set[int]:
    return {index for span in spans for index in range(span.first, span.behind)}


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
    if not term.meanings or _is_inside_cue(reading, term) or _is_code(reading, term):
        return
    polarity = find_polarity(reading, term)
    if polarity in SILENCED and _is_pointed_at(reading, term):
        polarity = None
    for tag, value in term.meanings:
        yield from _to_fact(tag, value, polarity)
    if polarity == "allergy" and any(tag in INGREDIENT_TAGS for tag, _ in term.meanings):
        yield ALLERGY


def _is_inside_cue(reading: Reading, term: Span) -> bool:
    """As "sensitive" in "sensitive to fragrance"."""
    cue = reading.find_starting("negation_before", term.first)
    return cue is not None and cue.value == "avoid" and cue.behind > term.behind


def _is_pointed_at(reading: Reading, term: Span) -> bool:
    """As in "I no longer use that serum": the thing is meant, though it is not used."""
    if not any(tag == "product_type" for tag, _ in term.meanings):
        return False
    return (
        reading.find_ending("pointer_before", term.first) is not None
        or reading.find_starting("pointer_after", term.behind) is not None
    )


def _is_code(reading: Reading, term: Span) -> bool:
    """As "glow" in "code GLOW10"; "spf50" and "retinol 1%" are none."""
    first, last = reading.tokens[term.first], reading.tokens[term.behind - 1]
    if first.kind != "word" or not all(tag in TRAITS for tag, _ in term.meanings):
        return False
    glued = term.behind < len(reading.tokens) and reading.is_adjacent(term.behind)
    before = reading.tokens[term.first - 1].text if term.first else ""
    return before in CODE_WORDS or (glued and reading.text[last.end].isdigit())


def _to_fact(tag: str, value: str, polarity: Optional[str]) -> Iterator[Meaning]:
    if tag not in INGREDIENT_TAGS:
        if polarity not in SILENCED:
            yield tag, value
    elif polarity in KEPT_OUT or (tag == AVOID and value not in CANONICAL[AVOID]):
        yield AVOID, value
    elif polarity is None and tag != AVOID_ONLY:
        yield INGREDIENT, value


def _find_amounts(reading: Reading, expecting: Optional[str]) -> Iterator[Tag]:
    numbers = _first_and_last(find_numbers(reading))
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
