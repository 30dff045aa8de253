"""One slip in a long Latin word, a plural, elongated letters: read as the word that is meant."""

import re
from typing import Dict, FrozenSet, Iterable, Iterator, Optional, Set

SHORTEST = 7
LONGEST = 30

_ELONGATED = re.compile(r"(.)\1{2,}")


class Speller:
    """Finds the known word a customer meant; never changes a known or an ordinary word.

    Candidates come from a deletion index (Garbe's SymSpell, 2012), so that a look-up does not grow
    with the vocabulary.
    """

    def __init__(self, known: Iterable[str], ordinary: Iterable[str]) -> None:
        self._known: FrozenSet[str] = frozenset(known)
        self._ordinary: FrozenSet[str] = frozenset(ordinary)
        self._index: Dict[str, Set[str]] = {}
        for word in self._known:
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
        fitting = [known for known in near if _is_slip(word, known)]
        return fitting[0] if len(fitting) == 1 else None


def _is_correctable(word: str) -> bool:
    return word.isascii() and word.isalpha() and len(word) >= SHORTEST


def _deletions(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _is_slip(word: str, known: str) -> bool:
    """Same first letter and one letter added, left out, replaced, or two swapped."""
    if word[0] != known[0] or abs(len(word) - len(known)) > 1:
        return False
    start = _common_prefix(word, known)
    rest, known_rest = word[start:], known[start:]
    return (
        rest[1:] == known_rest
        or rest == known_rest[1:]
        or rest[1:] == known_rest[1:]
        or (rest[:2] == known_rest[1::-1] and rest[2:] == known_rest[2:])
    )


def _common_prefix(first: str, second: str) -> int:
    length = 0
    for a, b in zip(first, second, strict=False):
        if a != b:
            break
        length += 1
    return length
