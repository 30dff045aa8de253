"""Skin that differs by zone: an oily T-zone and dry cheeks are combination skin."""

from itertools import pairwise
from typing import List, Optional, Tuple

from bot.nlu.reading import Reading, Span

ZONE, STATE, LINK = "zone", "zone_state", "zone_link"
GREASY = "greasy"
OILY = frozenset(("oily", GREASY))
NEAR = 6
FARTHEST = 24
LINKS = 3
SENTENCE_ENDS = frozenset(".!?。！？\n")
DENIED = frozenset(("without", "is_not"))


def find_combination(reading: Reading) -> Optional[Tuple[int, int]]:
    """Tokens from the first to behind the last of two zones, one oily and one dry."""
    zones = reading.spans(ZONE)
    for zone, other in pairwise(zones):
        if zone.value == other.value or other.first - zone.behind > FARTHEST:
            continue
        near = _states_near(reading, zone) + _states_near(reading, other)
        if {"oily" if state.value in OILY else state.value for state in near} == {"oily", "dry"}:
            spans = [zone, other, *near]
            return min(span.first for span in spans), max(span.behind for span in spans)
    return None


def find_zoned(reading: Reading) -> List[Span]:
    """States that are told of one zone only, as in "combination, oily on the nose"."""
    return [state for zone in reading.spans(ZONE) for state in _states_near(reading, zone)]


def find_greasy(reading: Reading, is_combination: bool) -> List[Span]:
    """Oil told of a zone: a concern there, no type of the whole skin ("greasy forehead").

    Of combination skin only what is a nuisance counts, and it may stand farther from the zone.
    """
    attached = [_find_attached(reading, zone) for zone in reading.spans(ZONE)]
    states = [state for state in attached if state and not _is_denied(reading, state)]
    if is_combination:
        return [state for state in (*find_zoned(reading), *states) if state.value == GREASY]
    return [state for state in states if state.value in OILY]


def _find_attached(reading: Reading, zone: Span) -> Optional[Span]:
    """The state right before a zone, or behind it over "gets so"."""
    before = reading.find_ending(STATE, zone.first)
    place = zone.behind
    for _ in range(LINKS):
        state = reading.find_starting(STATE, place)
        link = reading.find_starting(LINK, place)
        if before or state or link is None:
            return before or state
        place = link.behind
    return reading.find_starting(STATE, place)


def _states_near(reading: Reading, zone: Span) -> List[Span]:
    first, behind = max(0, zone.first - NEAR), zone.behind + NEAR
    return [
        state
        for state in reading.between(STATE, first, behind)
        if not _is_denied(reading, state) and _is_same_sentence(reading, zone, state)
    ]


def _is_same_sentence(reading: Reading, zone: Span, state: Span) -> bool:
    between = range(min(zone.behind, state.behind), max(zone.first, state.first))
    return not any(reading.tokens[index].text in SENTENCE_ENDS for index in between)


def _is_denied(reading: Reading, state: Span) -> bool:
    cue = reading.find_ending("negation_before", state.first)
    return cue is not None and cue.value in DENIED
