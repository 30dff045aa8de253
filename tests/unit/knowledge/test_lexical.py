"""BM25 by our own postings, beside the library bm25s, which cannot take a passage out again."""

import bm25s
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.lexical import LexicalIndex
from knowledge.tokens import to_tokens

WORDS = ["oily", "skin", "serum", "retinol", "the", "cica", "保濕", "精華", "สิว", "spf50", "calm"]
texts = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=30
)
queries = st.lists(st.sampled_from([*WORDS, "unheard"]), max_size=6).map(" ".join)


def by_library(passages, query) -> dict[int, float]:
    """Row to score, of rows with any."""
    tokens = [to_tokens(text) for text in passages]
    library = bm25s.BM25(method="lucene")
    if not any(tokens):
        return {}
    library.index(tokens, show_progress=False)
    known = [token for token in to_tokens(query) if token in library.vocab_dict]
    scores = library.get_scores(known) if known else []
    return {row: float(score) for row, score in enumerate(scores) if score > 0}


def found(index, query, count=1_000, allowed=None) -> dict[int, float]:
    rows, scores = index.best(query, count, allowed)
    return dict(zip(rows.tolist(), scores.tolist(), strict=True))


@given(passages=texts, query=queries)
def test_scores_are_the_librarys(passages, query):
    assert found(LexicalIndex(passages), query) == pytest.approx(
        by_library(passages, query), rel=1e-4
    )


@given(passages=texts, added=texts, query=queries, data=st.data())
def test_after_a_change_scores_are_those_of_an_index_built_anew(passages, added, query, data):
    """Twice, so that a passage added before goes too."""
    index, rows, total = LexicalIndex(passages), dict(enumerate(passages)), len(passages)
    for _ in range(2):
        places = data.draw(st.sets(st.integers(0, total - 1)))
        gone = {row: rows.pop(row) for row in places if row in rows}
        index = index.changed(gone, added)
        rows |= dict(enumerate(added, total))
        total += len(added)
    anew = by_library(list(rows.values()), query)
    expected = {list(rows)[place]: score for place, score in anew.items()}
    assert len(index) == len(rows)
    assert found(index, query) == pytest.approx(expected, rel=1e-4)


def large(count: int) -> list[str]:
    rng = np.random.default_rng(7)
    common = ["skin", "serum", "for", "calm", "glow"]
    rare = [f"word{number}" for number in range(400)]
    return [" ".join([*rng.choice(common, 6), *rng.choice(rare, 3)]) for _ in range(count)]


@pytest.mark.parametrize(
    "query", ["word7 skin", "skin serum word1 word2", "skin", "word3 glow glow"]
)
def test_the_best_of_what_is_allowed_are_found_asked_once_and_again(query):
    """Of many passages, some equal; a question's scores are kept for the next set of allowed."""
    passages = large(9_000)
    index, scores = LexicalIndex(passages), by_library(passages, query)
    for allowed in (np.arange(9_000) % 3 > 0, np.arange(9_000) % 5 > 3):
        among = sorted((row for row in scores if allowed[row]), key=lambda r: (-scores[r], r))
        best = found(index, query, 50, allowed)
        assert best == pytest.approx({row: scores[row] for row in among[:50]}, rel=1e-4)


def test_of_equal_passages_the_first_are_found():
    index = LexicalIndex(["dry hair", *["oily skin"] * 30, "oily oily skin"])
    assert sorted(found(index, "oily skin", 4)) == [1, 2, 3, 31]


def test_only_what_is_allowed_is_found():
    index = LexicalIndex(["oily skin", "dry skin", "oily hair"])
    assert found(index, "oily skin", allowed=np.array([False, True, True])).keys() == {1, 2}


@settings(max_examples=50)
@given(query=st.text(max_size=60))
def test_any_question_is_answered(query):
    assert len(found(LexicalIndex(["oily skin", "保濕"]), query)) <= 2


def test_an_index_of_nothing_finds_nothing():
    assert found(LexicalIndex([]), "skin") == {}
    assert found(LexicalIndex([]).changed({}, ["oily skin"]), "skin").keys() == {0}
