"""What a training with labels changed."""

from bot.domain.languages import Language
from bot.domain.tags import Understanding
from bot.evaluation.before_after import ALL, Score, is_worse, to_scores, to_table
from bot.evaluation.gold import GoldMessage, Reading


def readings(*said: str) -> list[Reading]:
    """An English "hi" and a Chinese one, read as these intents."""
    languages = (Language.EN, Language.ZH)
    return [
        Reading(
            GoldMessage(language.value, "hi", language.value, "greet", frozenset(), {}),
            Understanding(language, intent, 0.9),
            1.0,
        )
        for language, intent in zip(languages, said, strict=True)
    ]


def test_each_language_and_all_are_scored() -> None:
    scores = to_scores(readings("greet", "thank"))
    assert {name: score.accuracy for name, score in scores.items()} == {
        "en": 1.0, "zh": 0.0, ALL: 0.5,
    }  # fmt: skip


def test_a_model_that_reads_fewer_messages_rightly_is_worse_and_an_equal_one_is_not() -> None:
    half, full = to_scores(readings("greet", "thank")), to_scores(readings("greet", "greet"))
    assert is_worse(full, half)
    assert not is_worse(half, full)


def test_the_table_shows_both() -> None:
    half, full = to_scores(readings("greet", "thank")), to_scores(readings("greet", "greet"))
    zh = next(line for line in to_table(half, full).splitlines() if line.startswith("zh"))
    assert zh.split()[:4] == ["zh", "1", "0.000", "1.000"]


def test_a_gain_in_one_language_does_not_pay_for_a_loss_in_another() -> None:
    before = {"en": Score(100, 0.90, 0.9), "th": Score(20, 0.95, 0.9), ALL: Score(120, 0.908, 0.9)}
    after = {"en": Score(100, 0.95, 0.9), "th": Score(20, 0.90, 0.9), ALL: Score(120, 0.942, 0.9)}
    assert is_worse(before, after)
    assert not is_worse(before, {**after, "th": Score(20, 0.94, 0.9)})
