"""What the assistant read wrongly, gathered so that a person can see why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.evaluation.gold import Reading
from bot.evaluation.nlu_metrics import to_found


@dataclass(frozen=True, slots=True)
class Mistake:
    """Readings that went wrong in the same way: what is right, what was said instead.

    Of a tag one of the two is nothing: it was missed, or invented.
    """

    gold: str
    said: str
    readings: tuple[Reading, ...]

    def to_json(self, examples: int) -> dict[str, Any]:
        """With the texts of so many examples, the most confident first."""
        worst = sorted(self.readings, key=lambda r: -r.said.confidence)[:examples]
        told = {"gold": self.gold, "said": self.said, "count": len(self.readings)}
        return {**told, "examples": [_to_example(reading) for reading in worst]}


def find_confusions(readings: Iterable[Reading]) -> list[Mistake]:
    """Pairs of gold intent and the wrong one said, the most frequent first."""
    return _gather(
        (reading.gold.intent, reading.said.intent, reading)
        for reading in readings
        if not reading.is_right
    )


def find_tag_mistakes(readings: Sequence[Reading]) -> list[Mistake]:
    """Tags missed (`said` is empty) and invented (`gold` is empty), the most frequent first."""
    wrong: list[tuple[str, str, Reading]] = []
    for reading in readings:
        gold, said = to_found(reading.gold.tags), to_found(reading.said.tags.to_json())
        wrong += [(_to_words(*pair), "", reading) for pair in sorted(gold - said, key=str)]
        wrong += [("", _to_words(*pair), reading) for pair in sorted(said - gold, key=str)]
    return _gather(wrong)


def _gather(wrong: Iterable[tuple[str, str, Reading]]) -> list[Mistake]:
    groups: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for gold, said, reading in wrong:
        groups[gold, said].append(reading)
    mistakes = [Mistake(gold, said, tuple(found)) for (gold, said), found in groups.items()]
    return sorted(mistakes, key=lambda m: (-len(m.readings), m.gold, m.said))


def _to_words(tag: str, value: Any) -> str:
    if isinstance(value, tuple):
        low, high, currency = ("-" if part is None else part for part in value)
        return f"{tag} {low}..{high} {currency}"
    return f"{tag} {value}"


def _to_example(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.gold.id,
        "language": reading.gold.language,
        "text": reading.gold.text,
        "confidence": round(reading.said.confidence, 3),
    }
