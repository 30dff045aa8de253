"""`dropwise evaluate retrieval`: how well the knowledge base answers questions."""

import asyncio
import contextlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import typer
from rich.console import Console

from bot.bootstrap.education import education_encoders, read_index
from bot.domain.languages import Language
from bot.evaluation.halves import Half
from bot.evaluation.retrieval import Found, RetrievalQuestion, read_questions, to_figures
from bot.evaluation.retrieval_report import to_mistakes, to_text
from bot.settings import REPOSITORY_ROOT
from knowledge.education_index import EducationIndex
from knowledge.education_search import EducationSearch
from knowledge.embedding_store import MemoryEmbeddings
from knowledge.embeddings import build_embedder
from knowledge.ingredients import IngredientTable

QUESTIONS = REPOSITORY_ROOT / "data" / "evaluation" / "retrieval.jsonl"
_KEPT = 10

Rank = Callable[[str], tuple[Sequence[str], bool]]


def retrieval(file: Path | None, half: Half, *, mistakes: bool, as_json: bool) -> None:
    """Ask each question of our search, of BM25 alone and of each encoder alone; print figures."""
    index = read_index(IngredientTable.load())
    questions = read_questions(file or QUESTIONS, {str(passage) for passage in index.ids}, half)
    encoders = education_encoders(build_embedder())
    search = EducationSearch(index, encoders)
    words_only = EducationSearch(index, encoders)
    with _progress(f"Embedding {len(index.passages)} texts"):
        asyncio.run(search.build(MemoryEmbeddings()))
    times: list[float] = []
    for question in questions:
        _time(question.text, search, times)
    ours = _ask(questions, lambda text: _by_search(search, text))
    methods = {
        "ours": ours,
        "ours before vectors are ready": _ask(questions, lambda t: _by_search(words_only, t)),
        "BM25 alone": _ask(questions, lambda text: _by_words(search, text)),
    }
    for place, encoder in enumerate(encoders):
        alone = partial(_by_meaning, search, place)
        methods[f"{encoder.model_id} alone"] = _ask(questions, alone)
    report: dict[str, Any] = {
        "half": half.value,
        "questions": len(questions),
        "methods": {name: to_figures(found) for name, found in methods.items()},
        "query_ms": _percentiles(times),
    }
    if mistakes:
        report["mistakes"] = to_mistakes(ours)
    typer.echo(json.dumps(report, ensure_ascii=False) if as_json else to_text(report))


def _ask(questions: Sequence[RetrievalQuestion], rank: Rank) -> list[Found]:
    answers = ((question, *rank(question.text)) for question in questions)
    return [Found(question, tuple(ranked), refused) for question, ranked, refused in answers]


def _by_search(search: EducationSearch, text: str) -> tuple[Sequence[str], bool]:
    index, ranking = search.rank(text)
    is_refused = not search.find_now(text, Language.EN, 1)
    return _named(index, ranking.order), is_refused


def _by_words(search: EducationSearch, text: str) -> tuple[Sequence[str], bool]:
    index, ranking = search.rank(text)
    return _named(index, np.argsort(-ranking.words, kind="stable")), False


def _by_meaning(search: EducationSearch, place: int, text: str) -> tuple[Sequence[str], bool]:
    index, ranking = search.rank(text)
    return _named(index, np.argsort(-ranking.cosines[place], kind="stable")), False


def _named(index: EducationIndex, order: Sequence[int] | np.ndarray[Any, Any]) -> list[str]:
    return [str(index.ids[int(place)]) for place in order[:_KEPT]]


def _time(text: str, search: EducationSearch, times: list[float]) -> None:
    start = time.perf_counter()
    search.find_now(text, Language.EN, 1)
    times.append((time.perf_counter() - start) * 1_000)


def _percentiles(times: Sequence[float]) -> dict[str, float]:
    p50, p95 = np.percentile(times, (50, 95)) if times else (0.0, 0.0)
    return {"p50": float(p50), "p95": float(p95)}


@contextlib.contextmanager
def _progress(what: str) -> Iterator[None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield
