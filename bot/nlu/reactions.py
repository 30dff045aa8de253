"""Signs that a body reacts, told of: "my eyes are swollen", 起疹子 (data/lexicon/reaction.yml)."""

from typing import Iterator, List

from bot.nlu.reading import Reading, Span, is_question_after

REACTION, SIGN = "reaction", "sign"
BEFORE, AFTER = "reaction_asked_before", "reaction_asked_after"
SILENCED = frozenset(("without", "is_not"))
FARTHEST = 6
NEAR_CAUSE, NEAR_AUXILIARY, NEAR_QUESTION = 4, 5, 6
AUXILIARIES = frozenset(
    ("does", "do", "will", "would", "can", "could", "might", "may", "should", "to")
)
CAUSES = frozenset(("cause", "make", "give", "lead", "trigger"))
OWN = frozenset(("my", "this", "these", "his", "her"))


def find_reactions(reading: Reading) -> Iterator[Span]:
    """Signs told of in the message, by position.

    "no rash so far", "does retinol cause swelling?" and 消腫 tell of none.
    """
    for span in reading.spans(REACTION):
        if span.value == SIGN and not _is_taken_back(reading, span):
            yield span


def _is_taken_back(reading: Reading, sign: Span) -> bool:
    return (
        reading.find_starting(AFTER, sign.behind) is not None
        or _is_taken_back_before(reading, sign)
        or _is_cause_asked(reading, sign)
    )


def _is_taken_back_before(reading: Reading, sign: Span) -> bool:
    """Walks back over fillers, "or" and other signs to a cue."""
    behind = sign.first
    for _ in range(FARTHEST):
        asked = reading.find_ending(BEFORE, behind)
        if asked and (asked.value != "question" or _is_question(reading, sign)):
            return True
        denied = reading.find_ending("negation_before", behind)
        if denied:
            return denied.value in SILENCED
        link = reading.find_ending("connector", behind)
        step = link if link and link.value == "or" else reading.find_ending("filler", behind)
        step = step or reading.find_ending(REACTION, behind) or asked
        if step is None:
            return False
        behind = step.first
    return False


def _is_question(reading: Reading, sign: Span) -> bool:
    return is_question_after(reading, sign.behind, NEAR_QUESTION)


def _is_cause_asked(reading: Reading, sign: Span) -> bool:
    """As in "can retinol cause hives"; "did it cause my hives" tells of them."""
    near = _words_before(reading, sign.first, NEAR_CAUSE)
    cause = next((place for place, word in enumerate(near) if word in CAUSES), None)
    if cause is None:
        return False
    tells = near[cause] == "cause" and not OWN.isdisjoint(near[:cause])
    first = sign.first - cause - 1
    asks = not AUXILIARIES.isdisjoint(_words_before(reading, first, NEAR_AUXILIARY))
    return asks and not tells


def _words_before(reading: Reading, behind: int, most: int) -> List[str]:
    """The nearest first, up to the mark that begins the clause."""
    words: List[str] = []
    for token in reversed(reading.tokens[max(0, behind - most) : behind]):
        if token.kind == "mark":
            break
        words.append(token.text)
    return words
