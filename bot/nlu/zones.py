"""Skin that differs by zone: an oily T-zone and dry cheeks are combination skin."""

from itertools import pairwise
from typing import List, Optional, Tuple

from bot.nlu.reading import Reading, Span

ZONE, STATE = "zone", "zone_state"
NEAR = 6
FARTHEST = 24
DENIED = frozenset(("without", "is_not"))


def find_combination(reading: Reading) -> Optional[Tuple[int, int]]:
    """Tokens from the first to behind the last of two zones, one oily and one dry."""
    zones = reading.spans(ZONE)
    for zone, other in pairwise(zones):
        if zone.value == other.value or other.first - zone.behind > FARTHEST:
            continue
        near = _states_near(reading, zone) + _states_near(reading, other)
        if {state.value for state in near} == {"oily", "dry"}:
            spans = [zone, other, *near]
            return min(span.first for span in spans), max(span.behind for span in spans)
    return None


def find_zoned(reading: Reading) -> List[Span]:
    """States that are told of one zone only, as in "combination, oily on the nose"."""
    return [state for zone in reading.spans(ZONE) for state in _states_near(reading, zone)]


def _states_near(reading: Reading, zone: Span) -> List[Span]:
    first, behind = max(0, zone.first - NEAR), zone.behind + NEAR
    return [
        state for state in reading.between(STATE, first, behind) if not _is_denied(reading, state)
    ]


def _is_denied(reading: Reading, state: Span) -> bool:
    cue = reading.find_ending("negation_before", state.first)
    return cue is not None and cue.value in DENIED
