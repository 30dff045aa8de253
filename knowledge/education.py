"""The knowledge base read from data/knowledge; what is not right is left out and named."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.domain.education import (
    WRITTEN_LANGUAGES,
    Aspect,
    Education,
    Fact,
    PassageId,
    Question,
    Source,
)
from bot.domain.errors import InputError
from bot.domain.languages import Language
from knowledge.education_files import Entry, Fault, Faults, read_entries, read_file
from knowledge.ingredients import IngredientTable

log = logging.getLogger(__name__)

KNOWLEDGE_FOLDER = Path(__file__).resolve().parent.parent / "data" / "knowledge"

_LANGUAGES = tuple(language.value for language in WRITTEN_LANGUAGES)
_ASPECTS = tuple(aspect.value for aspect in Aspect)
_YEARS = range(1800, 2101)


def load_education(table: IngredientTable, folder: Path = KNOWLEDGE_FOLDER) -> Education:
    """What is right in the folder; a fault leaves its entry out and is logged, never fatal."""
    education, faults = check_education(table, folder)
    if faults:
        log.warning("%d faults in %s: run `dropwise lint knowledge`", len(faults), folder.name)
    return education


def check_education(table: IngredientTable, folder: Path) -> tuple[Education, list[Fault]]:
    """What is right in the folder, and each fault of the rest.

    Raises:
        InputError: there is no such folder.
    """
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}: name one like data/knowledge.")
    faults = Faults()
    sources = _read_sources(folder, faults)
    facts, names = _read_ingredients(folder, table, sources, faults)
    questions = _read_questions(folder, sources, faults)
    _find_unspelt(folder, table, faults)
    _find_said_twice((*facts.values(), *questions.values()), faults)
    return Education(facts, questions, sources, names), faults.found


def _read_sources(folder: Path, faults: Faults) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for entry in read_entries(folder, "sources", faults):
        if entry.id in sources:
            faults.add(entry, "A source of this id stands above: give each source one place.")
        elif source := _to_source(entry, faults):
            sources[entry.id] = source
    return sources


def _to_source(entry: Entry, faults: Faults) -> Source | None:
    _find_unknown(entry, entry.content, ("title", "authors", "year", "published"), faults)
    told = {key: str(entry.content.get(key) or "").strip() for key in ("title", "published")}
    for key, value in told.items():
        if not value:
            faults.add(entry, f"The source has no {key}.")
    year = entry.content.get("year")
    if year is not None and not (isinstance(year, int) and year in _YEARS):
        faults.add(entry, f"The year is a number like 2002, not {year!r}.")
        return None
    authors = entry.content.get("authors") or told["published"].split(",")[0]
    written = ", ".join(map(str, authors)) if isinstance(authors, list) else str(authors)
    return Source(entry.id, **told, authors=written, year=year) if all(told.values()) else None


def _read_ingredients(
    folder: Path, table: IngredientTable, sources: Mapping[str, Source], faults: Faults
) -> tuple[dict[PassageId, Fact], dict[str, Mapping[Language, str]]]:
    facts: dict[PassageId, Fact] = {}
    names: dict[str, Mapping[Language, str]] = {}
    for entry in read_entries(folder, "ingredients", faults):
        _find_unknown(entry, entry.content, ("names", "facts"), faults)
        if not _is_in_table(entry, table, faults):
            continue
        if entry.id in names:
            faults.add(entry, "The ingredient has an entry already: put all its facts there.")
            continue
        names[entry.id] = _texts(entry, "names", entry.content.get("names"), faults)
        for fact in _to_facts(entry, sources, faults):
            facts[fact.id] = fact
    return facts, names


def _is_in_table(entry: Entry, table: IngredientTable, faults: Faults) -> bool:
    if entry.id in table:
        return True
    known = table.find(entry.id)
    hint = f"write {known.name}" if known else "use a name of its first column"
    faults.add(entry, f"The id is not in data/ingredients.csv: {hint}.")
    return False


def _to_facts(entry: Entry, sources: Mapping[str, Source], faults: Faults) -> Iterable[Fact]:
    told = entry.content.get("facts")
    if not isinstance(told, Mapping) or not told:
        faults.add(entry, f"It needs facts, any of {', '.join(_ASPECTS)}.")
        return
    for aspect, content in told.items():
        if aspect not in _ASPECTS:
            faults.add(entry, f"{aspect} is no aspect: use one of {', '.join(_ASPECTS)}.")
            continue
        if not isinstance(content, Mapping):
            faults.add(entry, f"{aspect} needs en, zh and sources.")
            continue
        _find_unknown(entry, content, (*_LANGUAGES, "asked", "sources"), faults, aspect)
        texts = _texts(entry, aspect, content, faults)
        cited = _sources(entry, aspect, content.get("sources"), sources, faults)
        if texts and cited:
            asked = _asked(entry, aspect, content.get("asked") or {}, faults)
            yield Fact(entry.id, Aspect(aspect), texts, cited, asked)


def _asked(entry: Entry, aspect: str, told: Any, faults: Faults) -> dict[Language, tuple[str, ...]]:
    """Questions that a fact answers, by language; it need have none."""
    known = {language.value for language in Language}
    if not isinstance(told, Mapping) or not all(
        language in known and isinstance(ways, list) for language, ways in told.items()
    ):
        languages = ", ".join(Language)
        faults.add(entry, f"asked of {aspect} holds lists of questions by language ({languages}).")
        return {}
    return {
        Language(language): tuple(str(way).strip() for way in ways if way)
        for language, ways in told.items()
    }


def _read_questions(
    folder: Path, sources: Mapping[str, Source], faults: Faults
) -> dict[PassageId, Question]:
    questions: dict[PassageId, Question] = {}
    for entry in read_entries(folder, "questions", faults):
        question = _to_question(entry, sources, faults)
        if question and question.id in questions:
            faults.add(entry, "A question of this id stands above: give it another id.")
        elif question:
            questions[question.id] = question
    return questions


def _to_question(entry: Entry, sources: Mapping[str, Source], faults: Faults) -> Question | None:
    _find_unknown(entry, entry.content, (*Language, "sources"), faults)
    asked: dict[Language, tuple[str, ...]] = {}
    answers: dict[str, str] = {}
    for language in Language:
        content = entry.content.get(language.value)
        if isinstance(content, Mapping):
            asked[language] = _ways(entry, language, content, faults)
            answers[language.value] = content.get("answer") or ""
        elif language in WRITTEN_LANGUAGES:
            faults.add(entry, f"{language.value} is missing: it needs a question and an answer.")
        elif language.value in entry.content:
            faults.add(entry, f"{language.value} needs a question, and may have others in also.")
    is_written = asked.keys() >= set(WRITTEN_LANGUAGES)
    texts = _texts(entry, "answer", answers, faults) if is_written else {}
    cited = _sources(entry, "the answer", entry.content.get("sources"), sources, faults)
    is_whole = texts and cited and all(asked.values())
    return Question(entry.id, asked, texts, cited) if is_whole else None


def _ways(
    entry: Entry, language: Language, content: Mapping[str, Any], faults: Faults
) -> tuple[str, ...]:
    """The ways to ask in a language; an answer stands only in those that are written."""
    answer = ("answer",) if language in WRITTEN_LANGUAGES else ()
    _find_unknown(entry, content, ("question", "also", *answer), faults, language.value)
    if not content.get("question"):
        faults.add(entry, f"{language.value} has no question.")
    ways = [content.get("question"), *_also(entry, language, content, faults)]
    return tuple(str(way).strip() for way in ways if way)


def _also(
    entry: Entry, language: Language, content: Mapping[str, Any], faults: Faults
) -> Sequence[Any]:
    also = content.get("also") or []
    if isinstance(also, list):
        return also
    faults.add(entry, f"also ({language.value}) is a list of questions.")
    return []


def _texts(entry: Entry, what: str, content: Any, faults: Faults) -> dict[Language, str]:
    """The texts in every written language; none at all where one is missing."""
    told = content if isinstance(content, Mapping) else {}
    texts = {
        language: str(told[language.value]).strip()
        for language in WRITTEN_LANGUAGES
        if isinstance(told.get(language.value), str) and told[language.value].strip()
    }
    missing = [language.value for language in WRITTEN_LANGUAGES if language not in texts]
    if missing:
        faults.add(entry, f"{what} has no text in {' and '.join(missing)}.")
        return {}
    return texts


def _sources(
    entry: Entry, what: str, cited: Any, sources: Mapping[str, Source], faults: Faults
) -> tuple[str, ...]:
    """The ids of the sources cited that exist; empty where none does."""
    listed = [cited] if isinstance(cited, str) else cited or []
    if not isinstance(listed, list) or not listed:
        faults.add(entry, f"{what} has no source: name one of data/knowledge/sources.")
        return ()
    for unknown in (source for source in listed if source not in sources):
        faults.add(entry, f"{what} cites {unknown}, which is not in data/knowledge/sources.")
    return tuple(source for source in listed if source in sources)


def _find_unknown(
    entry: Entry,
    content: Mapping[str, Any],
    known: Sequence[str],
    faults: Faults,
    place: str = "the entry",
) -> None:
    for key in content:
        if key not in known:
            faults.add(entry, f"{place} has {key!r}; it may hold {', '.join(known)}.")


def _find_unspelt(folder: Path, table: IngredientTable, faults: Faults) -> None:
    """Spellings of an ingredient that the table does not have."""
    for entry in read_file(folder, "spellings.yml", faults):
        if entry.id not in table:
            faults.add(entry, "Its spellings are for no ingredient of data/ingredients.csv.")


def _find_said_twice(passages: Iterable[Fact | Question], faults: Faults) -> None:
    """Texts, and ways to ask, that stand under two ids."""
    places: dict[str, list[PassageId]] = defaultdict(list)
    for passage in passages:
        asked = passage.asked.values()
        said = {*passage.texts.values(), *(way for ways in asked for way in ways)}
        for text in {_comparable(text) for text in said}:
            places[text].append(passage.id)
    for text, ids in places.items():
        if len(ids) > 1:
            both = " and ".join(map(str, ids))
            faults.found.append(Fault(both, "", f"The same words stand in each: “{text[:60]}”."))


def _comparable(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
