"""What `dropwise feedback` writes."""

import json

from bot.commands.feedback import to_lines
from bot.domain.feedback import FeedbackKind, FeedbackSummary

TOLD = (
    FeedbackSummary("moss", 3, -0.25, ((FeedbackKind.NO_EFFECT, 2), (FeedbackKind.LOVE, 1))),
    FeedbackSummary(None, 1, 1.0, ((FeedbackKind.LOVE, 1),)),
)


def test_a_line_tells_product_count_mean_and_kinds() -> None:
    first, second = to_lines(TOLD, {"moss": "Moss Cica Serum"}, as_json=False)
    assert " ".join(first.split()) == "3 -0.25 Moss Cica Serum (no effect 2, love 1)"
    assert "product not told" in second


def test_json_holds_the_same() -> None:
    first = json.loads(to_lines(TOLD, {"moss": "Moss Cica Serum"}, as_json=True)[0])
    assert first["product_id"] == "moss"
    assert first["kinds"] == {"no_effect": 2, "love": 1}


def test_nothing_told_is_said_in_a_sentence_and_is_no_line_of_json() -> None:
    assert to_lines((), {}, as_json=False) == ["No shopper has told of a product yet."]
    assert to_lines((), {}, as_json=True) == []
