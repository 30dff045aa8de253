"""The texts by which each passage of the knowledge base is found."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.education import Education, Fact, Question
from bot.domain.languages import Language
from knowledge.education_files import read_yaml
from knowledge.passages import MAX_CHARACTERS, Passage

BEYOND_FILE = Path(__file__).resolve().parent.parent / "data" / "knowledge" / "beyond.yml"


def passages_of(base: Education) -> tuple[Passage, ...]:
    """Every text that is searched, those of one passage together.

    A fact is found by its words in each language and by the questions it answers; a question by
    each way to ask it and by its answer.
    """
    facts = (passage for fact in base.facts.values() for passage in _of_fact(fact))
    questions = (passage for item in base.questions.values() for passage in _of_question(item))
    return (*facts, *questions)


def load_beyond(file: Path = BEYOND_FILE) -> tuple[Passage, ...]:
    """Examples of what the base does not tell, by topic and language."""
    return tuple(
        Passage(topic, Language(language), question, question)
        for topic, by_language in read_yaml(file).items()
        for language, questions in by_language.items()
        for question in questions
    )


def _of_fact(fact: Fact) -> Iterator[Passage]:
    for language, text in fact.texts.items():
        yield Passage(str(fact.id), language, text[:MAX_CHARACTERS], text)
    for language, ways in fact.asked.items():
        for way in ways:
            yield Passage(str(fact.id), language, way, way)


def _of_question(question: Question) -> Iterator[Passage]:
    key = str(question.id)
    for language, ways in question.asked.items():
        for way in ways:
            yield Passage(key, language, way, way)
        if answer := question.texts.get(language):
            yield Passage(key, language, f"{ways[0]} {answer}"[:MAX_CHARACTERS], answer)
