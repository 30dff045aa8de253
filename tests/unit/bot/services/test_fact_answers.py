"""Answers from the knowledge base: facts with sources, hard rules first, honesty where it lacks."""

from typing import Any

from actions.registry import Services, build_services
from bot.domain.education import Aspect, FoundPassage, IngredientEntry, PassageId, Source
from bot.domain.languages import Language
from bot.domain.profiles import Profile
from bot.domain.tags import Tags
from bot.domain.turns import Answer
from tests.fakes import FakeKnowledge, Said, context, fake_ports

KAFI = Source("kafi", "Improvement of aged skin", "Kafi R, Kwak HSR", 2007, "Arch Dermatol")
AAD = Source("aad", "Retinoids", "American Academy of Dermatology", None, "public advice")
EN, ZH, JA = Language.EN, Language.ZH, Language.JA


def fact(
    name: str, aspect: Aspect, text: str, score: float = 0.9, mentions: tuple[str, ...] = ()
) -> FoundPassage:
    source = KAFI if aspect is Aspect.ONSET else AAD
    return FoundPassage(PassageId(name, aspect), text, EN, (source,), score, frozenset(mentions))


ONSET = fact("retinol", Aspect.ONSET, "Retinol needs about twelve weeks.")
WHAT = fact("retinol", Aspect.WHAT, "Retinol is a form of vitamin A.", 0.5)
CLASHES = fact("retinol", Aspect.CLASHES, "Keep retinol and urea apart.", 0.6, ("urea",))
PREGNANCY = fact("retinol", Aspect.PREGNANCY, "Leave retinol out in pregnancy.", 0.9)
GENERAL = FoundPassage(PassageId("pilling"), "Pilling is product that rolls up.", EN, (AAD,))
RETINOL = IngredientEntry(
    "retinol", "Retinol", {f.id.aspect: f for f in (ONSET, WHAT, CLASHES, PREGNANCY)}
)
UREA = IngredientEntry("urea", "Urea", {Aspect.WHAT: fact("urea", Aspect.WHAT, "Urea softens.")})


def services(*passages: FoundPassage, retinol: IngredientEntry = RETINOL) -> Services:
    entries = {"retinol": retinol, "urea": UREA}
    return build_services(fake_ports(knowledge=FakeKnowledge(entries, passages)))


def words(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


async def ask(text: str, *names: str, desk: Services | None = None, **known: Any) -> Answer:
    language = known.pop("language", EN)
    tags = Tags(ingredient=names, condition=known.pop("condition", ()))
    said = Said(text, "ask_ingredient", language, tags=tags)
    return await (desk or services()).ingredients.about(context(said, **known))


async def test_the_fact_that_fits_is_told_alone_with_its_source_in_the_last_line() -> None:
    answer = await ask("how long does retinol take", "retinol")
    assert words(answer) == "Retinol needs about twelve weeks.\n(Source: Kafi 2007)"


async def test_buttons_lead_on_to_other_aspects_and_to_products() -> None:
    answer = await ask("how long does retinol take", "retinol")
    payloads = [button.payload for button in answer.replies[0].quick_replies]
    assert '/ask_ingredient{"ingredient": "ingredient/retinol/clashes"}' in payloads
    assert '/recommend_product{"ingredient": "retinol"}' in payloads
    assert not any("onset" in str(payload) for payload in payloads)
    assert all(len(button.label) <= 20 for button in answer.replies[0].quick_replies)


async def test_a_tapped_button_is_answered_with_that_aspect() -> None:
    answer = await ask("", "ingredient/retinol/clashes")
    assert words(answer).startswith("Keep retinol and urea apart.")


async def test_several_ingredients_are_each_answered_with_one_fact() -> None:
    told = words(await ask("what do retinol and urea do", "retinol", "urea"))
    assert "twelve weeks" in told
    assert "Urea softens." in told
    assert "Leave retinol out" not in told


async def test_a_retinoid_in_pregnancy_is_refused_before_any_fact() -> None:
    entry = IngredientEntry("retinol", "Retinol", {Aspect.PREGNANCY: PREGNANCY})
    desk = services(retinol=entry)
    told = words(await ask("is retinol ok when pregnant", "retinol", desk=desk))
    assert told.startswith("No: retinoids are not for pregnancy")
    assert "Leave retinol out" in told
    known = await ask("how long does retinol take", "retinol",
                      profile=Profile(condition=("pregnancy",)))  # fmt: skip
    assert words(known).startswith("No: retinoids are not for pregnancy")
    assert not known.replies[0].products
    assert not any("recommend" in str(b.payload) for b in known.replies[0].quick_replies)


async def test_what_the_base_lacks_of_an_ingredient_is_said_and_a_person_offered() -> None:
    answer = await ask("something unknown about retinol", "retinol")
    assert "nothing sourced" in words(answer)
    assert "person" in answer.replies[0].quick_replies[0].label


async def test_a_question_without_an_ingredient_is_answered_or_honestly_not() -> None:
    told = await ask("why does it roll into balls", desk=services(GENERAL))
    assert words(told).startswith("Pilling is product that rolls up.")
    lost = await ask("why is the sky blue")
    assert "I'd rather not guess" in words(lost)
    assert lost.replies[0].quick_replies


async def test_japanese_gets_english_facts_and_is_told_so() -> None:
    answer = await ask("レチノールはどのくらいで", "retinol", language=JA)
    first, second, *_ = words(answer).splitlines()
    assert "英語" in first
    assert second.startswith("Retinol needs")


async def test_a_pair_without_a_verdict_is_settled_by_a_fact_that_names_both() -> None:
    said = Said("retinol with urea?", "ask_compatibility",
                tags=Tags(ingredient=("retinol", "urea")))  # fmt: skip
    known = await services(CLASHES).ingredients.compatibility(context(said))
    assert words(known).startswith("Keep retinol and urea apart.")
    assert "won't guess" not in words(known)
    unknown = await services(ONSET).ingredients.compatibility(context(said))
    assert "won't guess" in words(unknown)


async def test_a_verdict_comes_before_the_fact_that_supports_it() -> None:
    clash = fact("retinol", Aspect.CLASHES, "Alternate evenings.", 0.6, ("glycolic acid",))
    said = Said("retinol with glycolic?", "ask_compatibility",
                tags=Tags(ingredient=("retinol", "glycolic acid")))  # fmt: skip
    told = words(await services(clash).ingredients.compatibility(context(said)))
    assert told.index("not in the same evening") < told.index("Alternate evenings.")


async def test_a_routine_question_about_an_ingredient_is_answered_from_its_facts() -> None:
    said = Said("how do I fit retinol in", "ask_routine", tags=Tags(ingredient=("retinol",)))
    assert "twelve weeks" in words(await services().ingredients.routine(context(said)))


async def test_medicines_name_a_doctor() -> None:
    adapalene = IngredientEntry(
        "adapalene", "Adapalene",
        {Aspect.SUN: fact("adapalene", Aspect.SUN, "Adapalene needs sunscreen.")},
    )  # fmt: skip
    ports = fake_ports(knowledge=FakeKnowledge({"adapalene": adapalene}))
    told = words(await ask("adapalene and sun", "adapalene", desk=build_services(ports)))
    assert "doctor or pharmacist" in told
    assert "Adapalene needs sunscreen." in told


async def test_a_question_taken_for_one_about_a_product_is_answered_where_none_is_meant() -> None:
    """Something on the table, a fact asked of a product, or a base that lacks it: asked back."""
    desk = services(GENERAL)
    said = Said("cream that rolls up into bits, is that normal?", "ask_product")
    assert words(await desk.products.about(context(said))).startswith("Pilling is product")
    for text in ("how much is the cream that rolls up?", "unknown cream, is it normal?"):
        asked = await desk.products.about(context(Said(text, "ask_product")))
        assert "hich" in words(asked)
    shown = ("DW-1001", "DW-1002")
    assert "hich" in words(await desk.products.about(context(said, shown_products=shown)))
