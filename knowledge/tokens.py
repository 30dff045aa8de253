"""Cuts text into what search by words compares, in every language we have."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

_RUNS = re.compile(
    r"a[醇醛酸]|[a-z0-9]+(?:\.[0-9]+)?|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[\u0e00-\u0e7f]+"
)
_LATIN = re.compile(r"[a-z0-9]")  # also 'a醇', which is one word
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_STOP_WORDS = frozenset(
    {
        "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "does", "for",
        "from", "get", "give", "has", "have", "i", "if", "in", "is", "it", "its", "looking", "me",
        "my", "need", "of", "on", "or", "please", "recommend", "some", "something", "that", "the",
        "this", "to", "want", "was", "what", "which", "who", "with", "you", "your",
    }
)  # fmt: skip


def to_tokens(text: str) -> list[str]:
    """Latin words without plural s and stop words, CJK in pairs, Thai in threes of characters."""
    plain = unicodedata.normalize("NFKC", text).lower()
    return [token for run in _RUNS.findall(plain) for token in _cut(run)]


def _cut(run: str) -> Iterator[str]:
    if _LATIN.match(run):
        if run not in _STOP_WORDS:
            yield _singular(run)
        return
    yield from _windows(run, 3 if _THAI.match(run) else 2)


def _singular(word: str) -> str:
    ends_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if ends_plural else word


def _windows(run: str, size: int) -> Sequence[str]:
    if len(run) <= size:
        return [run]
    return [run[start : start + size] for start in range(len(run) - size + 1)]
