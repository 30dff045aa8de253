"""Text from strangers: nothing they write may stop the tagger, and none may make it slow."""

import json

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.nlu.tagging import Tagger
from bot.nlu.text import cut, fold, tokenise

PIECES = st.sampled_from([
    "no ", "not ", "fragrance", "、", "不要", "酒精", "1000", "$", "元", "-", "~", "到", "百", "千",
    "萬", "十", "半", "個月", "weeks", "twice a ", "order ", "#", "A-", "under ", "ไม่เกิน", "ผิวมัน",
    "なし", "香料", "ﾊﾞ", "\u200d", "é", "ﷺ", "½", "㎖", "\x00", "\ud800", "🙂", " ", "\n", "'", ",",
    "1,000", "๕", "k", "ooooily", "allergic to ", "drysensitiveskin", "swollen", "腫", "對", "過敏",
    "T字", "兩頰", "乾", "油 ", "五六百", "2026-11-03", "0912-345-678", "once a month",
    "remind me ",
])  # fmt: skip
REPEATED = [
    "no fragrance, ", "不要酒精、", "1-", "500-", "a", "十百", "not ", "ผิวมัน", "#1-", "1,", "x1 ",
    "油 ", "T字油兩頰乾",
    "腫不", "a swollen ", "對過敏", "0912-", "dryskin", "會不會",
]  # fmt: skip
MIXTURES = st.lists(PIECES, max_size=30).map("".join)
ANYTHING = st.one_of(MIXTURES, st.text(max_size=200), st.text(st.characters(), max_size=60))


@settings(
    max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=ANYTHING, expecting=st.sampled_from([None, "budget", "order_id"]))
@example(text="", expecting=None)
@example(text="0" * 400, expecting="budget")
@example(text="萬千百十" * 50, expecting="order_id")
def test_the_tagger_reads_any_text_without_raising(
    tagger: Tagger, text: str, expecting: str | None
) -> None:
    for tag in tagger.tag(text, expecting):
        assert 0 <= tag.start < tag.end <= len(text)
        json.dumps(tag.value, allow_nan=False)


@settings(max_examples=2_000, deadline=None)
@given(text=ANYTHING)
def test_tokens_stand_in_order_inside_the_text(text: str) -> None:
    tokens = tokenise(fold(text, {}))
    starts = [token.start for token in tokens]
    assert starts == sorted(starts)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)


@settings(max_examples=500, deadline=None)
@given(text=st.text(max_size=50), longest=st.integers(1, 50))
def test_a_cut_text_is_the_beginning_of_the_text(text: str, longest: int) -> None:
    assert text.startswith(cut(text, longest))
    assert len(cut(text, longest)) <= longest


@pytest.mark.parametrize("piece", REPEATED)
def test_twenty_thousand_characters_are_read_to_the_end(tagger: Tagger, piece: str) -> None:
    """What is said last is still found; a rule that looks back too far would not come to an end."""
    text = (piece * 20_000)[:19_000] + " . oily"
    assert "oily" in [tag.value for tag in tagger.tag(text)]
