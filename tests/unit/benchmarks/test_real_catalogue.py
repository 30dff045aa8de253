"""The table that is kept, which may name no product of the catalogue."""

from decimal import Decimal
from typing import Any

import pytest

from benchmarks.oracle import Offered
from benchmarks.real_catalogue import (
    Judged,
    offered_in,
    to_asked,
    to_fit,
    to_offered,
    to_row,
    to_table,
)
from benchmarks.requests import REQUESTS

OFFERED = (Offered("A1", Decimal("18.50"), "USD"), Offered("A2", Decimal(34), "USD"))


def judged(**values: Any) -> Judged:
    given: dict[str, Any] = {
        "request": REQUESTS[0],
        "way": "recommender",
        "offered": OFFERED,
        "faults": (),
        "fits": (True, None),
        "allowed": 9,
        "names": ("Secret Serum", "Hidden Cream"),
    }
    return Judged(**{**given, **values})


def test_the_kept_table_names_no_product_and_the_terminals_does() -> None:
    assert "Secret" not in to_table([judged()], with_names=False)
    assert "Secret Serum; Hidden Cream" in to_table([judged()], with_names=True)


def test_an_answer_with_a_fault_is_told_with_it() -> None:
    answer = judged(faults=("30.00 is over 29",))
    assert not answer.obeys
    assert "no: 30.00 is over 29" in to_table([answer], with_names=False)


@pytest.mark.parametrize(("allowed", "obeys"), [(0, True), (5, False)])
def test_an_empty_answer_obeys_only_where_the_catalogue_has_nothing(
    allowed: int, obeys: bool
) -> None:
    assert judged(offered=(), allowed=allowed).obeys is obeys


def test_prices_are_shown_from_the_lowest_to_the_highest() -> None:
    assert to_offered(OFFERED) == "2, US$18–34"
    assert to_offered(OFFERED[1:]) == "1, US$34"
    assert to_offered(()) == "none"


def test_skin_fit_counts_what_is_praised_and_what_is_not_spoken_of() -> None:
    assert to_fit((True, None, True, False)) == "2 best + 1 silent + 1 other"


def test_what_was_asked_for_is_told_in_a_few_words() -> None:
    assert to_asked(REQUESTS[2]) == "serum, sensitive, no fragrance, US$0–60"


def test_the_last_products_of_a_conversation_are_its_answer() -> None:
    def turn(*ids: str) -> dict[str, Any]:
        products = [{"id": id_, "price": 10, "currency": "USD"} for id_ in ids]
        return {"replies": [{"products": []}, {"products": products}]}

    assert [item.id for item in offered_in([turn("A"), turn("B", "C"), turn()])] == ["B", "C"]
    assert offered_in([turn()]) == []


def test_the_row_counts_answers_that_obey() -> None:
    row = to_row([judged(), judged(faults=("out of stock",))])
    assert (row.ours, row.unit) == (50, "%")
