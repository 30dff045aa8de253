"""Which aspect of an ingredient a question is after: by meaning, by words, by cues."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.education import Aspect
from bot.domain.errors import InputError
from bot.domain.languages import Language
from knowledge.education_files import read_yaml
from knowledge.education_terms import Named, Phrases, Words, to_words, with_this
from knowledge.education_vectors import soft_maxima
from knowledge.lexical import LexicalIndex
from knowledge.passages import Passage

ASKED_FILE = Path(__file__).resolve().parent.parent / "data" / "knowledge" / "asked.yml"

ASPECTS = tuple(Aspect)
# What each side counts of a likeness; chosen on the development half of the retrieval set.
_MEANING, _CUES = 0.7, 0.3
_EARLY_WORDS = 0.44  # in the place of meaning while no vectors are ready
_TOGETHER = frozenset({Aspect.PAIRS, Aspect.CLASHES})

# One number in [0, 1] for each of ASPECTS.
Likeness = NDArray[np.float32]


Cues = Mapping[Words, frozenset[Aspect]]


class AspectReader:
    """Compares questions with the ways to ask of data/knowledge/asked.yml; read-only."""

    def __init__(self, ways: Sequence[tuple[Aspect, Language, str]], cues: Cues) -> None:
        self.passages = tuple(
            Passage(aspect.value, language, with_this(way, language), way)
            for aspect, language, way in ways
        )
        self._aspects = np.array([ASPECTS.index(aspect) for aspect, _, _ in ways])
        self._lexical = LexicalIndex(passage.text for passage in self.passages)
        self._cues = cues
        self._phrases = Phrases(cues)

    @classmethod
    def load(cls, file: Path = ASKED_FILE) -> "AspectReader":
        """Read the file.

        Raises:
            InputError: it is not of its form; the sentence says what is missing.
        """
        content = read_yaml(file)
        try:
            ways = [way for aspect in ASPECTS for way in _ways(aspect, content[aspect.value])]
            cues = _to_cues((cue, a) for a in ASPECTS for cue in _cues(content[a.value]))
        except (KeyError, TypeError, AttributeError, ValueError):
            raise InputError(
                f"{file.name} must hold ways and cues, lists by language, for each of "
                f"{', '.join(ASPECTS)}."
            ) from None
        return cls(ways, cues)

    def cued(self, named: Named) -> frozenset[Aspect]:
        """The aspects whose cues stand in a question; two names and no cue ask for both."""
        words = to_words(named.rest)
        found = {
            aspect
            for place in range(len(words))
            for cue in self._phrases.at(place, words)
            for aspect in self._cues[cue]
        }
        if not found and named.spellings > 1:
            return _TOGETHER
        return frozenset(found)

    def likeness(self, named: Named, cosines: Sequence[NDArray[np.float32]] = ()) -> Likeness:
        """How much a question asks for each aspect.

        Args:
            named: the question, read.
            cosines: by encoder, whitened, of what it asks apart from names to each of `passages`;
                none while no vectors are ready.
        """
        cued = self.cued(named)
        cues = np.array([aspect in cued for aspect in ASPECTS], np.float32)
        if not cosines:
            words = self._best_of_each(word_scores(self._lexical, named.rest, len(self.passages)))
            return (1 - _EARLY_WORDS) * cues + _EARLY_WORDS * _scaled(words)
        meaning = _scaled(soft_maxima(cosines, self._aspects, len(ASPECTS)))
        return _CUES * cues + _MEANING * meaning

    def _best_of_each(self, scores: NDArray[np.float32]) -> Likeness:
        best = np.full(len(ASPECTS), -1.0, np.float32)
        np.maximum.at(best, self._aspects, scores)
        return best


def word_scores(index: LexicalIndex, text: str, count: int) -> NDArray[np.float32]:
    """The score of each of the `count` texts of an index."""
    scores = np.zeros(count, np.float32)
    rows, found = index.best(text, count)
    scores[rows] = found
    return scores


def _scaled(scores: Likeness) -> Likeness:
    reach = float(scores.max() - scores.min())
    return (scores - scores.min()) / reach if reach > 0 else np.zeros_like(scores)


def _ways(aspect: Aspect, content: Mapping[str, Any]) -> Iterator[tuple[Aspect, Language, str]]:
    for language, ways in content["ways"].items():
        yield from ((aspect, Language(language), str(way)) for way in ways)


def _cues(content: Mapping[str, Any]) -> Iterator[str]:
    return (str(cue) for cues in content["cues"].values() for cue in cues)


def _to_cues(told: Iterable[tuple[str, Aspect]]) -> Cues:
    cues: dict[Words, frozenset[Aspect]] = {}
    for cue, aspect in told:
        words = to_words(cue)
        cues[words] = cues.get(words, frozenset()) | {aspect}
    return cues
