"""Asking the knowledge base: what is found, in which language, and when it does not know."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.education import Aspect
from bot.domain.languages import Language
from knowledge.education import load_education
from knowledge.education_asked import AspectReader
from knowledge.education_index import EducationIndex
from knowledge.education_passages import load_beyond
from knowledge.education_search import EducationSearch
from knowledge.education_terms import load_terms
from knowledge.embedding_store import MemoryEmbeddings
from tests.unit.knowledge.test_education import FIXTURE

EN, ZH = Language.EN, Language.ZH


@pytest.fixture(scope="module")
def index(table):
    base = load_education(table, FIXTURE)
    return EducationIndex(base, table, load_terms(table, base), AspectReader.load(), load_beyond())


@pytest.fixture(scope="module")
def by_words(index, embedder):
    """The base before its vectors are ready."""
    return EducationSearch(index, (embedder,))


@pytest.fixture(scope="module")
def search(index, embedder):
    search = EducationSearch(index, (embedder,))
    asyncio.run(search.build(MemoryEmbeddings()))
    return search


def found(search: EducationSearch, text: str, language: Language = EN, **how) -> list[str]:
    return [str(hit.id) for hit in search.find_now(text, language, **how)]


QUESTIONS = [
    ("how many weeks until I see something from retinol?", "ingredient/retinol/onset"),
    ("A醇要用多久才看得到效果", "ingredient/retinol/onset"),
    ("can I use retinal... no, retinol while pregnant", "ingredient/retinol/pregnancy"),
    ("how often should a beginner use retinol", "ingredient/retinol/how_to_use"),
    ("niacinimide benefits?", "ingredient/niacinamide/what"),
    ("what should I not mix with retinol", "ingredient/retinol/clashes"),
    ("レチノールはどのくらいで効果が出ますか", "ingredient/retinol/onset"),
    ("ไนอาซินาไมด์ใช้คู่กับอะไรได้บ้าง", "ingredient/niacinamide/pairs"),
    ("新產品怎麼先試會不會過敏", "question/patch_test"),
    ("what is moisturising supposed to mean", "question/moisturising_meaning"),
]


@pytest.mark.parametrize(("text", "passage"), QUESTIONS)
def test_a_question_finds_the_passage_that_answers_it(search, text, passage):
    assert found(search, text, limit=1) == [passage]


@pytest.mark.parametrize(("text", "passage"), QUESTIONS[:6])
def test_named_ingredients_are_answered_by_words_before_vectors_are_ready(by_words, text, passage):
    assert passage in found(by_words, text, limit=2)


@pytest.mark.parametrize(
    "text",
    ["who won the match last night?", "明天會下雨嗎", "what does unobtainium extract do for skin",
     "how many mg of isotretinoin should I take", "", "   ", "🍕"],
)  # fmt: skip
def test_what_the_base_does_not_know_finds_nothing(search, text):
    assert found(search, text) == []


def test_an_aspect_that_an_entry_lacks_finds_nothing_rather_than_another_aspect(search):
    assert found(search, "is salicylic acid fine in pregnancy?") == []
    asked = "how many weeks until salicylic acid shows results?"
    assert found(search, asked, ingredient="salicylic acid") == []


def test_facts_on_one_ingredient_only_where_it_is_told(search):
    asked = "do niacinamide and retinol go together?"
    hits = found(search, asked, ingredient="niacinamide")
    assert hits[0] == "ingredient/niacinamide/pairs"
    assert all(hit.startswith("ingredient/niacinamide/") for hit in hits)


def test_a_hit_is_in_the_language_asked_or_in_english_and_says_so(search):
    chinese = search.find_now("A醇怎麼用", ZH, 1)[0]
    japanese = search.find_now("レチノールの使い方", Language.JA, 1)[0]
    assert (chinese.language, chinese.text[:2]) == (ZH, "A醇")
    assert (japanese.language, japanese.text[:5]) == (EN, "Begin")
    assert [source.short for source in chinese.sources] == ["American Academy of Dermatology"]
    assert 0 < chinese.score <= 1


def test_an_entry_is_found_by_another_spelling_and_by_another_form(search):
    entry = search.entry("vitamin b3", ZH)
    assert entry is not None
    assert (entry.id, entry.name) == ("niacinamide", "菸鹼醯胺")
    assert list(entry.facts) == [Aspect.WHAT, Aspect.ONSET, Aspect.PAIRS]
    assert search.entry("unobtainium", ZH) is None


def test_a_fact_says_which_ingredients_it_mentions(search):
    entry = search.entry("niacinamide", EN)
    assert {"retinol", "hyaluronic acid"} <= entry.facts[Aspect.PAIRS].mentions


async def test_vectors_are_made_once_and_kept(index, embedder):
    class Counting:
        model_id, dimension = embedder.model_id, embedder.dimension
        made = 0

        def embed_passages(self, texts):
            self.made += len(texts)
            return embedder.embed_passages(texts)

        def embed_query(self, text):
            return embedder.embed_query(text)

    store, encoder = MemoryEmbeddings(), Counting()
    await EducationSearch(index, (encoder,)).build(store)
    first = encoder.made
    await EducationSearch(index, (encoder,)).build(store)
    assert first > len(index.passages)
    assert encoder.made == first


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_answered_without_an_error(search, text):
    for hit in search.find_now(text, EN):
        assert hit.text


def test_a_slip_of_the_pen_is_forgiven_and_an_ordinary_word_is_none(table):
    base = load_education(table, FIXTURE)
    terms = load_terms(table, base)
    assert list(terms.read("niacinimide or salicilic acid").ingredients) == [
        "niacinamide", "salicylic acid",
    ]  # fmt: skip
    assert not terms.read("is the difference in the price").ingredients
    assert terms.read("AHAs together with retinol").rest.count("this ingredient") == 2


async def test_what_was_embedded_before_is_used_at_once_and_nothing_is_made(index, embedder):
    """So that a second start answers by meaning from its first message on."""
    store = MemoryEmbeddings()
    fresh = EducationSearch(index, (embedder,))
    await fresh.build(store, only_kept=True)
    assert fresh.index.encoders_ready == 0

    await fresh.build(store)
    again = EducationSearch(index, (embedder,))
    await again.build(store, only_kept=True)
    assert again.index.encoders_ready == 1
    text = "what is moisturising supposed to mean"
    assert found(again, text) == found(fresh, text)
