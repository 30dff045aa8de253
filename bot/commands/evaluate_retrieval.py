"""`dropwise evaluate retrieval`: how well the knowledge base answers questions."""

import asyncio
import contextlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console

from bot.bootstrap.education import education_encoders, read_index
from bot.evaluation.halves import Half
from bot.evaluation.retrieval import Found, RetrievalQuestion, read_questions, to_figures
from bot.evaluation.retrieval_report import to_mistakes, to_text
from bot.settings import REPOSITORY_ROOT
from knowledge.education_index import EducationIndex, Ranking
from knowledge.education_search import EducationSearch, is_known
from knowledge.education_vectors import Scores
from knowledge.embedding_store import MemoryEmbeddings, embed_passages
from knowledge.embeddings import build_embedder
from knowledge.ingredients import IngredientTable

QUESTIONS = REPOSITORY_ROOT / "data" / "evaluation" / "retrieval.jsonl"
_KEPT = 10


def retrieval(file: Path | None, half: Half, *, mistakes: bool, as_json: bool) -> None:
    """Ask each question of our search, of BM25 alone and of each encoder alone; print figures."""
    index = read_index(IngredientTable.load())
    questions = read_questions(file or QUESTIONS, {str(passage) for passage in index.ids}, half)
    encoders = education_encoders(build_embedder())
    search = EducationSearch(index, encoders)
    words_only = EducationSearch(index, encoders)
    store = MemoryEmbeddings()
    with _progress(f"Embedding {len(index.passages)} texts"):
        asyncio.run(search.build(store))
    times: list[float] = []
    with _progress(f"Asking {len(questions)} questions"):
        asked = [(question, *_rank(question.text, search, times)) for question in questions]
        early = [(question, *words_only.rank(question.text)) for question in questions]
    ours = [_to_found(*one) for one in asked]
    methods = {
        "ours": ours,
        "ours before vectors are ready": [_to_found(*one) for one in early],
        "BM25 alone": [_alone(question, i, ranking.words) for question, i, ranking in asked],
    }
    for encoder in encoders:
        texts = asyncio.run(embed_passages(index.passages, encoder, store))
        methods[f"{encoder.model_id} alone"] = [
            _alone(one, index, index.best_of_each(texts @ encoder.embed_query(one.text)))
            for one in questions
        ]
    report: dict[str, Any] = {
        "half": half.value,
        "questions": len(questions),
        "methods": {name: to_figures(found) for name, found in methods.items()},
        "query_ms": _percentiles(times),
    }
    if mistakes:
        report["mistakes"] = to_mistakes(ours)
    typer.echo(json.dumps(report, ensure_ascii=False) if as_json else to_text(report))


def _rank(text: str, search: EducationSearch, times: list[float]) -> tuple[EducationIndex, Ranking]:
    start = time.perf_counter()
    ranked = search.rank(text)
    times.append((time.perf_counter() - start) * 1_000)
    return ranked


def _to_found(question: RetrievalQuestion, index: EducationIndex, ranking: Ranking) -> Found:
    is_refused = not is_known(index, ranking)
    return Found(question, _named(index, ranking.order), is_refused)


def _alone(question: RetrievalQuestion, index: EducationIndex, scores: Scores) -> Found:
    """One side's own ranking, which never refuses."""
    return Found(question, _named(index, np.argsort(-scores, kind="stable")))


def _named(index: EducationIndex, order: NDArray[np.int64]) -> tuple[str, ...]:
    return tuple(str(index.ids[int(place)]) for place in order[:_KEPT])


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
