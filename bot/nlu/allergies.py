"""Allergies to what the lexicon does not know: "allergic to nuts", 對塵蟎過敏."""

from typing import Iterator

from bot.nlu.reading import TAGS, Reading, Span

DENIED = frozenset(("without", "is_not"))
DEMONSTRATIVES = frozenset(
    ("this", "that", "it", "the", "your", "these", "those", "something", "one")
)
POINTING = frozenset("這你妳您它那此該什啥哪")
TOWARDS = "對"
NEAR = 8


def find_unknown_allergies(reading: Reading) -> Iterator[Span]:
    """Words that state an allergy, whatever is named; not "allergic to this"."""
    for cue in reading.spans("negation_before"):
        if cue.value == "allergy" and _names_something(reading, cue):
            yield cue
    for cue in reading.spans("negation_after"):
        if cue.value == "allergy" and _is_towards_something(reading, cue):
            yield cue


def _names_something(reading: Reading, cue: Span) -> bool:
    """As "allergic to nuts" does, not a cue inside แพ้ง่าย."""
    near = reading.between(TAGS, max(0, cue.first - NEAR), cue.behind + NEAR)
    inside = any(term.first <= cue.first and term.behind >= cue.behind for term in near)
    following = reading.tokens[cue.behind : cue.behind + 1]
    is_thai = reading.tokens[cue.first].kind == "character"
    if inside or not following or following[0].kind == "mark" or is_thai:
        return False
    return following[0].text not in DEMONSTRATIVES and not _is_denied(reading, cue)


def _is_denied(reading: Reading, cue: Span) -> bool:
    before = reading.find_ending("negation_before", cue.first)
    return before is not None and before.value in DENIED


def _is_towards_something(reading: Reading, cue: Span) -> bool:
    """As 對精油過敏, not 對這個過敏."""
    first = max(0, cue.first - NEAR)
    texts = [token.text for token in reading.tokens[first : cue.first]]
    if TOWARDS not in texts[:-1] or _is_denied(reading, cue):
        return False
    place = len(texts) - 1 - texts[::-1].index(TOWARDS)
    named = reading.tokens[first + place + 1 : cue.first]
    return not any(token.kind == "mark" or token.text in POINTING for token in named)
