"""What a message is taken for, by how sure the reading is and by what is being asked."""

from typing import Any

import pytest

from bot.domain.choices import BETWEEN_TWO, NOT_UNDERSTOOD
from bot.domain.conversations import PendingQuestion
from bot.domain.languages import Language
from bot.domain.profiles import Profile
from bot.domain.tags import Tags, Understanding
from bot.services.profile_facts import Message, to_slots

CLOSE = (("ask_ingredient", 0.45), ("ask_compatibility", 0.4))


def read(text: str, *ranking: tuple[str, float], **known: Any) -> dict[str, Any]:
    """The slots after a message; the first of the ranking is its intent."""
    tags = known.pop("tags", Tags())
    intent, confidence = ranking[0]
    understanding = Understanding(Language.EN, intent, confidence, tags, ranking)
    return to_slots(Message(text, Language.EN, understanding, Profile(), **known))


def taken_for(text: str, *ranking: tuple[str, float], **known: Any) -> str:
    return str(read(text, *ranking, **known)["reading"]["intent"])


def asking(slot: str) -> dict[str, Any]:
    return {"asked": slot, "is_form_active": True}


def test_a_clear_message_is_taken_as_it_is_read() -> None:
    assert taken_for("what is retinol", ("ask_ingredient", 0.9)) == "ask_ingredient"


def test_two_close_intents_become_a_question_between_them() -> None:
    reading = read("retinol and vitamin c", *CLOSE)["reading"]
    assert reading == {"intent": BETWEEN_TWO, "between": ["ask_ingredient", "ask_compatibility"]}


def test_a_close_reaction_is_taken_as_harm_even_while_the_form_asks() -> None:
    close = (("usage_feedback", 0.45), ("adverse_reaction", 0.4))
    assert taken_for("it is a bit red", *close) == "adverse_reaction"
    assert taken_for("it is a bit red", *close, **asking("skin_type")) == "adverse_reaction"


def test_what_a_button_or_the_shopper_named_is_not_asked_again() -> None:
    assert taken_for("retinol?", *CLOSE, is_settled=True) == "ask_ingredient"


@pytest.mark.parametrize("text", ["🙂", "???", "…", "❤️❤️"])
def test_a_message_without_words_is_not_understood_however_sure_rasa_is(text: str) -> None:
    assert taken_for(text, ("affirm", 0.97)) == NOT_UNDERSTOOD


def test_a_thumb_is_a_yes() -> None:
    assert taken_for("👍", ("affirm", 0.9)) == "affirm"


def test_a_guess_is_not_understood() -> None:
    assert taken_for("blorp fnord", ("order_status", 0.2)) == NOT_UNDERSTOOD


@pytest.mark.parametrize(("confidence", "taken"), [(0.4, NOT_UNDERSTOOD), (0.9, "out_of_scope")])
def test_only_what_is_surely_none_of_our_business_is_refused(confidence: float, taken: str) -> None:
    assert taken_for("blorp", ("out_of_scope", confidence)) == taken


def test_an_answer_to_the_form_is_one_however_it_was_read() -> None:
    slots = read(
        "oilyy", ("out_of_scope", 0.3), tags=Tags(skin_type=("oily",)), **asking("skin_type")
    )
    assert slots["reading"]["intent"] == "inform"
    assert slots["skin_type"] == ["oily"]
    assert taken_for("no", ("deny", 0.9), **asking("budget")) == "inform"
    assert taken_for("no", ("deny", 0.9), **asking("skin_type")) == "deny"


def test_not_sure_answers_the_form_however_unsure_the_reading() -> None:
    assert taken_for("not sure", ("inform", 0.2), **asking("skin_type")) == "inform"


def test_a_question_in_the_form_stays_a_question() -> None:
    tags = Tags(skin_type=("sensitive",))
    text = "is the cica serum ok for sensitive skin like mine?"
    assert taken_for(text, ("ask_product", 0.9), tags=tags, **asking("skin_type")) == "ask_product"


def test_gibberish_in_the_form_is_not_understood_and_gives_up_no_question() -> None:
    for ranking in ((("inform", 0.2),), (("greet", 0.24),)):
        slots = read("asdkjh", *ranking, slots={"misses": 1}, **asking("skin_type"))
        assert slots["reading"]["intent"] == NOT_UNDERSTOOD
        assert "misses" not in slots


def test_the_form_is_not_interrupted_by_a_choice() -> None:
    assert taken_for("retinol and c", *CLOSE, **asking("skin_type")) == "ask_ingredient"


def test_an_answer_to_what_was_asked_is_never_asked_back() -> None:
    pending = PendingQuestion("identity_order")
    assert taken_for("10023", ("inform", 0.2), pending=pending) == "inform"
