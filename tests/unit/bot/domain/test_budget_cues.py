"""Words that say that money sets no limit."""

import pytest

from bot.domain.budget_cues import lifts_budget


@pytest.mark.parametrize(
    "text",
    [
        "no limit", "actually no limit", "any price is fine", "price doesn't matter",
        "money is no object", "forget the budget",
        "價格不限", "預算不限", "不限", "那不限了", "價錢無所謂", "沒有上限",
        "予算は問わない", "値段は気にしません", "上限なし", "予算は特になし",
        "ไม่จำกัดงบ", "ไม่จำกัด", "งบไม่จำกัดค่ะ", "ราคาเท่าไหร่ก็ได้",
    ],
)  # fmt: skip
def test_no_limit_lifts_a_budget(text: str) -> None:
    assert lifts_budget(text)


@pytest.mark.parametrize(
    "text",
    [
        "under NT$500", "what is the price?", "no alcohol please", "the price matters to me",
        "500以下", "價格多少", "沒有香精的", "値段はいくら", "予算は3000円", "ราคาเท่าไหร่",
    ],
)  # fmt: skip
def test_a_budget_or_a_question_for_the_price_lifts_none(text: str) -> None:
    assert not lifts_budget(text)
