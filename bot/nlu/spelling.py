"""Slips in a Latin word, plurals, elongated letters, lost spaces: read as the words meant."""

import re
from typing import Dict, FrozenSet, Iterable, Iterator, List, Optional, Set

SHORTEST = 7
LONGEST = 30
SHORTEST_PART, SHORTEST_GLUED, LONGEST_GLUED = 3, 7, 40

_ELONGATED = re.compile(r"(.)\1{2,}")


class Splitter:
    """Takes words apart that a customer wrote without spaces: "drysensitiveskin"."""

    def __init__(self, parts: Iterable[str], ordinary: FrozenSet[str]) -> None:
        self._parts = frozenset(part for part in parts if len(part) >= SHORTEST_PART) - ordinary
        self._ordinary = ordinary
        self._longest = max(map(len, self._parts), default=0)

    def split(self, word: str) -> List[str]:
        """The fewest known parts that make up the word; the word alone where none do."""
        if word in self._ordinary or not SHORTEST_GLUED <= len(word) <= LONGEST_GLUED:
            return [word]
        best: List[Optional[List[str]]] = [[]]
        for end in range(1, len(word) + 1):
            known = (
                [*before, word[start:end]]
                for start in range(max(0, end - self._longest), end)
                if (before := best[start]) is not None and word[start:end] in self._parts
            )
            best.append(min(known, key=len, default=None))
        return best[-1] or [word]


class Speller:
    """Finds the known word a customer meant; never changes a known or an ordinary word.

    Candidates come from a deletion index (Garbe's SymSpell, 2012), so that a look-up does not grow
    with the vocabulary.
    """

    def __init__(
        self, known: Iterable[str], ordinary: Iterable[str], unmeant: Iterable[str] = ()
    ) -> None:
        """`unmeant` are known words that no other word is taken for."""
        self._known: FrozenSet[str] = frozenset(known)
        self._ordinary: FrozenSet[str] = frozenset(ordinary)
        self._index: Dict[str, Set[str]] = {}
        for word in self._known.difference(unmeant):
            if _is_correctable(word):
                for shortened in {word, *_deletions(word)}:
                    self._index.setdefault(shortened, set()).add(word)

    def correct(self, word: str) -> str:
        """The known word meant, or the word itself."""
        if word in self._known or word in self._ordinary or not word.isalpha():
            return word
        return self._find_form(word) or self._find_elongated(word) or self._find_slip(word) or word

    def _find_form(self, word: str) -> Optional[str]:
        candidates = [word[:-1]] if word.endswith("s") else []
        if word.endswith("es"):
            candidates += [word[:-2], word[:-3] + "y"] if word.endswith("ies") else [word[:-2]]
        return next((c for c in candidates if len(c) > 2 and c in self._known), None)

    def _find_elongated(self, word: str) -> Optional[str]:
        if not _ELONGATED.search(word):
            return None
        for kept in (r"\1", r"\1\1"):
            shortened = _ELONGATED.sub(kept, word[: 4 * LONGEST])
            if shortened in self._known:
                return shortened
        return None

    def _find_slip(self, word: str) -> Optional[str]:
        if not SHORTEST <= len(word) <= LONGEST or not word.isascii():
            return None
        near = {known for key in {word, *_deletions(word)} for known in self._index.get(key, ())}
        ranked = [(rank, known) for known in near if (rank := _rank_slip(word, known)) is not None]
        best = [known for rank, known in ranked if rank == min(ranked)[0]]
        return best[0] if len(best) == 1 else None


def _is_correctable(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) >= SHORTEST


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _rank_slip(word: str, known: str) -> Optional[int]:
    """How likely the slip, 0 the likeliest: a letter left out, added, two swapped, one replaced.

    None where the words differ otherwise or in their first letter.
    """
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return None
    start = _common_prefix(word, known)
    rest, known_rest = word[start:], known[start:]
    slips = (
        rest == known_rest[1:],
        rest[1:] == known_rest,
        rest[:2] == known_rest[1::-1] and rest[2:] == known_rest[2:],
        rest[1:] == known_rest[1:],
    )
    return slips.index(True) if True in slips else None


def _common_prefix(first: str, second: str) -> int:
    length = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        length += 1
    return length
