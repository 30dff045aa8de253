"""Names of the demo shop with a slip of the finger: the right product, or none, never another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.languages import Language
from knowledge.catalogue import Snapshot
from knowledge.names import family_of

ASKED = {
    Language.EN: ("{}", "how much is the {}?", "is {} ok for sensitive skin", "{} 還有貨嗎"),
    Language.ZH: ("{}", "{}多少錢", "請問{}還有貨嗎"),
}
_SLIPS = ("drop", "double", "swap", "change")
_WRONG_CHARACTERS = {Language.EN: "aeiostrnl", Language.ZH: "的水光月雨露清新"}
_SHORTEST_WORD = 5


@pytest.fixture(scope="module")
def snapshot(demo_products, table):
    return Snapshot(demo_products, table)


def slipped(word: str, place: int, slip: str, wrong: str) -> str:
    if slip == "drop":
        return word[:place] + word[place + 1 :]
    if slip == "double":
        return word[: place + 1] + word[place:]
    if slip == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + wrong + word[place + 1 :]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_one_slip_in_a_name_leads_to_the_right_product_or_to_none(snapshot, data):
    product = data.draw(st.sampled_from(snapshot.products))
    language = data.draw(st.sampled_from(tuple(ASKED)))
    name = product.name(language)
    words = name.split() if language is Language.EN else [name.split(" ", 1)[-1]]
    long_words = [w for w in words if len(w) >= _SHORTEST_WORD and (w.isalpha() or w is words[-1])]
    if not long_words or (language is Language.EN and not long_words[0].isalpha()):
        return
    word = data.draw(st.sampled_from(long_words))
    place = data.draw(st.integers(1, len(word) - 2))
    slip = data.draw(st.sampled_from(_SLIPS))
    wrong = data.draw(st.sampled_from(_WRONG_CHARACTERS[language]))
    typed = name.replace(word, slipped(word, place, slip, wrong))
    text = data.draw(st.sampled_from(ASKED[language])).format(typed)
    found = snapshot.names.match(text)
    if len(found) == 1:
        assert family_of(found[0]) == family_of(product), text
    elif found:
        assert family_of(product) in {family_of(item) for item in found}, text
