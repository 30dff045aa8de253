"""Reading the knowledge base, and the faults that `dropwise lint knowledge` names."""

from pathlib import Path

import pytest

from bot.domain.education import Aspect, PassageId
from bot.domain.errors import InputError
from bot.domain.languages import Language
from knowledge.education import KNOWLEDGE_FOLDER, check_education, load_education

FIXTURE = Path(__file__).resolve().parents[2] / "fixtures" / "knowledge"
SOURCES = "book: {title: A book, authors: Lin A, year: 2001, published: A house}\n"
FACT = "{en: Retinol is a form of vitamin A., zh: A醇是維他命A。, sources: [book]}"
NAMES = "names: {en: Retinol, zh: A醇}"
QUESTION = (
    "- id: a\n  en: {question: Q?, answer: A.}\n  zh: {question: 問, answer: 答。}\n"
    "  sources: [book]\n"
)


def write(folder: Path, ingredients: str = "", questions: str = "", sources: str = SOURCES) -> Path:
    for topic, text in (
        ("ingredients", ingredients), ("questions", questions), ("sources", sources),
    ):  # fmt: skip
        (folder / topic).mkdir(parents=True, exist_ok=True)
        (folder / topic / "all.yml").write_text(text, encoding="utf-8")
    return folder


def faults_in(folder: Path, table) -> list[str]:
    return [str(fault) for fault in check_education(table, folder)[1]]


def test_facts_questions_and_sources_are_read_in_both_languages(table):
    base, faults = check_education(table, FIXTURE)
    assert not faults
    onset = base.facts[PassageId("niacinamide", Aspect.ONSET)]
    assert "four weeks" in onset.texts[Language.EN]
    assert "四週" in onset.texts[Language.ZH]
    assert base.sources[onset.sources[0]].short == "Hakozaki 2002"
    question = base.questions[PassageId("moisturising_meaning")]
    assert len(question.asked[Language.EN]) == 2
    assert base.aspects_of("retinol") == (
        Aspect.WHAT, Aspect.ONSET, Aspect.HOW_TO_USE, Aspect.CLASHES, Aspect.PREGNANCY,
    )  # fmt: skip


def test_the_shipped_base_has_no_fault(table):
    assert faults_in(KNOWLEDGE_FOLDER, table) == []


@pytest.mark.parametrize(
    ("ingredients", "says"),
    [
        (f"- id: unobtainium\n  {NAMES}\n  facts: {{what: {FACT}}}", "unobtainium: The id is not"),
        (f"- id: cica\n  {NAMES}\n  facts: {{what: {FACT}}}", "write centella asiatica"),
        (f"- id: retinol\n  {NAMES}\n  facts: {{price: {FACT}}}", "price is no aspect"),
        (f"- id: retinol\n  {NAMES}\n  facts: {{}}", "It needs facts"),
        (f"- id: retinol\n  facts: {{what: {FACT}}}", "names has no text in en and zh"),
        (
            f"- id: retinol\n  {NAMES}\n  facts: {{what: {{en: A text., sources: [book]}}}}",
            "what has no text in zh",
        ),
        (
            f"- id: retinol\n  {NAMES}\n  facts: {{what: {{en: A., zh: 甲。, sources: [novel]}}}}",
            "what cites novel",
        ),
        (f"- id: retinol\n  {NAMES}\n  facts: {{what: {{en: A., zh: 甲。}}}}", "has no source"),
        (
            f"- id: retinol\n  {NAMES}\n  facts: {{what: {FACT[:-1]}, asked: [why]}}}}",
            "asked of what holds lists of questions by language (en, zh, ja, th)",
        ),
        (f"- id: retinol\n  {NAMES}\n  fact: {{}}\n  facts: {{what: {FACT}}}", "has 'fact'"),
        (f"- {NAMES}\n  facts: {{what: {FACT}}}", "entry 1: It has no id"),
        ("- [", "cannot be read as YAML: line 2"),
        ("just words", "must hold a list"),
    ],
)
def test_each_fault_of_an_ingredient_is_one_sentence_with_its_file(
    ingredients, says, table, tmp_path
):
    told = faults_in(write(tmp_path, ingredients), table)
    assert len(told) == 1
    assert told[0].startswith("ingredients/all.yml: ")
    assert says in told[0]


@pytest.mark.parametrize(
    ("questions", "says"),
    [
        ("- id: a\n  en: {question: Q?, answer: A.}\n  sources: [book]", "zh is missing"),
        (
            "- id: a\n  en: {question: Q?}\n  zh: {question: 問, answer: 答。}\n  sources: [book]",
            "answer has no text in en",
        ),
        (
            "- id: a\n  en: {answer: A.}\n  zh: {question: 問, answer: 答。}\n  sources: [book]",
            "en has no question",
        ),
        (
            "- id: a\n  en: {question: Q?, answer: A.}\n  zh: {question: 問, answer: 答。}\n",
            "the answer has no source",
        ),
        (f"{QUESTION}  ja: [保湿とは]\n", "ja needs a question, and may have others in also"),
        (f"{QUESTION}  th: {{also: [มอยส์คืออะไร]}}\n", "th has no question"),
        (
            f"{QUESTION}  ja: {{question: 保湿とは, answer: うるおい}}\n",
            "ja has 'answer'; it may hold question, also",
        ),
    ],
)
def test_each_fault_of_a_question_is_one_sentence(questions, says, table, tmp_path):
    told = faults_in(write(tmp_path, questions=questions), table)
    assert len(told) == 1
    assert says in told[0]


def test_a_question_may_be_asked_in_languages_that_it_is_not_answered_in(table, tmp_path):
    ways = "  ja: {question: 保湿とは, also: [うるおいとは]}\n"
    base = load_education(table, write(tmp_path, questions=QUESTION + ways))
    question = base.questions[PassageId("a")]
    assert question.asked[Language.JA] == ("保湿とは", "うるおいとは")
    assert list(question.texts) == [Language.EN, Language.ZH]


def test_a_fact_may_tell_which_questions_it_answers(table, tmp_path):
    fact = FACT.replace("{", "{asked: {en: [does it peel, why], ja: [むける？]}, ", 1)
    entry = f"- id: retinol\n  {NAMES}\n  facts: {{what: {fact}}}\n"
    base, faults = check_education(table, write(tmp_path, entry))
    assert not faults
    asked = base.facts[PassageId("retinol", Aspect.WHAT)].asked
    assert asked == {Language.EN: ("does it peel", "why"), Language.JA: ("むける？",)}


def test_what_stands_twice_is_named_with_both_places(table, tmp_path):
    twice = f"- id: retinol\n  {NAMES}\n  facts: {{what: {FACT}, sun: {FACT}}}\n"
    told = faults_in(write(tmp_path, twice), table)
    assert len(told) == 2  # in English and in Chinese
    assert "ingredient/retinol/what and ingredient/retinol/sun" in told[0]
    entry = f"- id: retinol\n  {NAMES}\n  facts: {{what: {FACT}}}\n"
    assert "has an entry already" in faults_in(write(tmp_path, entry + entry), table)[0]


def test_a_source_needs_a_title_where_it_was_published_and_a_year_that_is_one(table, tmp_path):
    for source, says in (
        ("book: {authors: Lin A, published: A house}", "no title"),
        ("book: {title: A book}", "no published"),
        ("book: {title: A book, published: A house, year: soon}", "not 'soon'"),
        ("book: a novel", "no title"),
    ):
        assert says in faults_in(write(tmp_path, sources=source), table)[0]


def test_spellings_of_what_is_not_in_the_table_are_named(table, tmp_path):
    folder = write(tmp_path)
    (folder / "spellings.yml").write_text("retinol: [A]\nunobtainium: [B]\n", encoding="utf-8")
    assert faults_in(folder, table) == [
        "spellings.yml: unobtainium: Its spellings are for no ingredient of data/ingredients.csv."
    ]


def test_a_fault_leaves_out_its_entry_and_nothing_else(table, tmp_path):
    good = f"- id: retinol\n  {NAMES}\n  facts: {{what: {FACT}}}\n"
    base = load_education(table, write(tmp_path, f"{good}- id: unobtainium\n"))
    assert list(base.facts) == [PassageId("retinol", Aspect.WHAT)]


def test_a_missing_folder_is_told_in_one_sentence(table, tmp_path):
    with pytest.raises(InputError, match="There is no folder"):
        check_education(table, tmp_path / "nowhere")
