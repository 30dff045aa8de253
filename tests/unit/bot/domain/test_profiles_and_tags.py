"""What a message changes in a profile, and which tags are believed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import InputError
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.tags import CONCERNS, SKIN_TYPES, Tags

KNOWN = Profile(skin_type=("oily",), concern=("acne",), budget=Budget(max=Decimal(900)))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


def test_what_is_told_replaces_what_was_said_before() -> None:
    assert KNOWN.with_tags(Tags(skin_type=("dry",))).skin_type == ("dry",)


def test_what_a_question_mentions_replaces_nothing_but_fills_gaps() -> None:
    mentioned = KNOWN.with_mentioned(Tags(skin_type=("sensitive",), product_type=("serum",)))
    assert (mentioned.skin_type, mentioned.product_type) == (("oily",), ("serum",))


@pytest.mark.parametrize("change", [Profile.with_tags, Profile.with_mentioned])
def test_health_facts_only_ever_add_up(change: Any) -> None:
    careful = Profile(avoid=("fragrance",), condition=("eczema",))
    after = change(careful, Tags(avoid=("alcohol",), condition=("pregnancy",)))
    assert (after.avoid, after.condition) == (("fragrance", "alcohol"), ("eczema", "pregnancy"))


def test_a_profile_survives_its_way_through_json() -> None:
    assert Profile.from_json(KNOWN.to_json()) == KNOWN


def test_entities_outside_the_taxonomy_are_not_believed() -> None:
    tags = Tags.from_entities(
        [
            {"entity": "skin_type", "value": "<script>"},
            {"entity": "concern", "value": ["acne", 7]},
            {"entity": "days", "value": 10**9},
            {"entity": "order_id", "value": "1" * 1_000},
        ]
    )
    assert tags == Tags(concern=("acne",))


@given(st.lists(st.fixed_dictionaries({"entity": st.sampled_from(
    ["skin_type", "concern", "budget", "days", "order_id", "ingredient", "number", "?"]
), "value": JSON})))  # fmt: skip
def test_whatever_a_payload_holds_gives_canonical_tags_or_one_error(entities: Any) -> None:
    try:
        tags = Tags.from_entities(entities)
    except InputError:
        return
    assert set(tags.skin_type) <= set(SKIN_TYPES)
    assert set(tags.concern) <= set(CONCERNS)
    assert Tags.from_json(tags.to_json()) == tags
