"""Ranks the knowledge base's passages for a question: by meaning, by words, by what it names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.education import Education, Fact, FoundPassage, PassageId, Question, shown_in
from bot.domain.languages import Language
from knowledge.education_asked import ASPECTS, AspectReader, word_scores
from knowledge.education_passages import passages_of
from knowledge.education_terms import IngredientTerms, Named
from knowledge.education_vectors import (
    Encoded,
    Likenesses,
    QueryVectors,
    Scores,
    Side,
    soft_sums,
)
from knowledge.ingredients import IngredientTable
from knowledge.lexical import LexicalIndex
from knowledge.passages import Passage

# What each signal counts; fitted on the development half of the retrieval set.
MEANING, WORDS, MENTIONED, ASPECT = 1.14, 0.52, 0.5, 1.06
RELATED = 0.3  # of a name, for another form of the ingredient named
_CANDIDATES = 200  # texts that set the scale of a side
_MOST = MEANING + WORDS + MENTIONED + ASPECT  # the score of a fact that has all


@dataclass(frozen=True, slots=True)
class Ranking:
    """Every passage's score for one question, and what the question was read as.

    Attributes:
        order: places of passages, best first.
        aspects: how much each of ASPECTS is asked for.
        lead: how much nearer the nearest passage is than any question the base does not answer,
            as the encoders' mean difference of cosines; None where no vectors are ready.
        aspect_lead: the same of the nearest way to ask for an aspect.
    """

    named: Named
    order: NDArray[np.int64]
    scores: Scores
    words: Scores
    aspects: Scores
    lead: float | None
    aspect_lead: float | None


class EducationIndex:
    """One state of the base, ready to be asked; read-only.

    `beyond` are examples of questions that it does not answer.
    """

    def __init__(
        self,
        base: Education,
        table: IngredientTable,
        terms: IngredientTerms,
        reader: AspectReader,
        beyond: Sequence[Passage] = (),
        encoded: Sequence[Encoded] = (),
    ) -> None:
        """Take the base and, once they are made, its vectors by each encoder."""
        self.base = base
        self.passages = passages_of(base)
        self.ids = (*base.facts, *base.questions)
        self.reader = reader
        self.beyond = tuple(beyond)
        self._table = table
        self._terms = terms
        self._sides = tuple(map(Side.of, encoded))
        self._starts = _starts([passage.product_id for passage in self.passages])
        lengths = np.diff(self._starts, append=len(self.passages))
        self._passage_of = np.repeat(np.arange(len(lengths)), lengths)
        self._place_of = {passage_id: place for place, passage_id in enumerate(self.ids)}
        self._lexical = LexicalIndex(passage.text for passage in self.passages)
        self._subjects = _Subjects(base, table, terms)

    def with_vectors(self, encoded: Encoded) -> "EducationIndex":
        """The same with the next encoder's vectors."""
        other = object.__new__(EducationIndex)
        other.__dict__ = {**self.__dict__, "_sides": (*self._sides, Side.of(encoded))}
        return other

    @property
    def encoders_ready(self) -> int:
        """How many encoders' vectors count already."""
        return len(self._sides)

    def place_of(self, passage: PassageId) -> int:
        """Where a passage of the base stands; raises KeyError for one it does not hold."""
        return self._place_of[passage]

    def show(self, place: int, language: Language, score: float = 1.0) -> FoundPassage:
        """The passage at a place, as an answer shows it."""
        passage_id = self.ids[place]
        passage = self.base.facts.get(passage_id) or self.base.questions[passage_id]
        text, shown = shown_in(passage.texts, language)
        sources = tuple(self.base.sources[source] for source in passage.sources)
        mentions = self._subjects.mentioned_at(place)
        return FoundPassage(passage_id, text, shown, sources, score, mentions)

    def name_of(self, ingredient: str) -> str | None:
        """The entry meant by an ingredient's name or another spelling; None where there is none.

        Another form of an ingredient ("sodium hyaluronate crosspolymer") has the entry of its
        family, where that has one.
        """
        row = self._table.find(ingredient)
        names = (ingredient, row.name, row.family) if row else (ingredient,)
        return next((name for name in names if name in self.base.names), None)

    def read(self, text: str) -> Named:
        """What a question names."""
        return self._terms.read(text)

    def rank(self, text: str, query: Sequence[QueryVectors] = ()) -> Ranking:
        """Score every passage for a question; `query` has vectors by the index's encoders."""
        named = self.read(text)
        words = self.best_of_each(word_scores(self._lexical, text, len(self.passages)))
        likenesses = [
            side.likenesses(asked) for side, asked in zip(self._sides, query, strict=False)
        ]
        ways = [one.ways for one in likenesses]
        aspects = self.reader.likeness(named, ways)
        scores = (
            MEANING * _scaled(self._meaning(likenesses))
            + WORDS * _scaled(words)
            + self._subjects.scores(named.ingredients, aspects)
        ) / _MOST
        order = np.argsort(-scores, kind="stable")
        beyond = [one.beyond for one in likenesses]
        leads = (_lead([one.texts for one in likenesses], beyond), _lead(ways, beyond))
        return Ranking(named, order, np.clip(scores, 0, 1), words, aspects, *leads)

    def best_of_each(self, scores: Scores) -> Scores:
        """Of each passage the score of its best text."""
        if not len(self._starts):
            return np.zeros(0, np.float32)
        best: Scores = np.maximum.reduceat(scores, self._starts)
        return best

    def _meaning(self, likenesses: Sequence[Likenesses]) -> Scores:
        """Of each passage how near all its texts together are; nothing while no vectors are."""
        return soft_sums([one.texts for one in likenesses], self._passage_of, len(self.ids))


def _lead(near: Sequence[Scores], far: Sequence[Scores]) -> float | None:
    """How much nearer the nearest of the one is than of the other, the encoders' mean."""
    pairs = list(zip(near, far, strict=True))
    if not pairs:
        return None
    return sum(float(one.max() - other.max()) for one, other in pairs) / len(pairs)


class _Subjects:
    """What each passage is about: its ingredient and aspect, and the ingredients it mentions."""

    def __init__(self, base: Education, table: IngredientTable, terms: IngredientTerms) -> None:
        self._table = table
        facts = list(base.facts.values())
        self._count = len(facts) + len(base.questions)
        self._aspects = np.array([ASPECTS.index(fact.aspect) for fact in facts], np.int64)
        self._of_name = _places((fact.ingredient, n) for n, fact in enumerate(facts))
        families = (self._family(fact.ingredient) for fact in facts)
        self._of_family = _places((family, n) for n, family in enumerate(families))
        said: list[Fact | Question] = [*facts, *base.questions.values()]
        self._mentioned = [
            frozenset(name for text in _all_texts(item) for name in terms.find(text))
            for item in said
        ]
        self._mentions = _places(
            (name, n) for n, names in enumerate(self._mentioned) for name in names
        )

    def scores(self, ingredients: Mapping[str, float], aspects: Scores) -> Scores:
        """What the ingredients named, and the aspects asked of them, add to each passage."""
        named = np.zeros(self._count, np.float32)
        mentioned = np.zeros(self._count, np.float32)
        for name, weight in ingredients.items():
            related = self._of_family.get(self._family(name), [])
            named[related] = np.maximum(named[related], RELATED * weight)
        for name, weight in ingredients.items():
            named[self._of_name.get(name, [])] = weight
            mentioned[self._mentions.get(name, [])] += weight / len(ingredients)
        wanted = np.zeros(self._count, np.float32)
        if len(self._aspects):
            wanted[: len(self._aspects)] = aspects[self._aspects]
        is_meant = np.minimum(1.0, 2 * named)
        total: Scores = MENTIONED * mentioned + ASPECT * wanted * is_meant
        return total

    def mentioned_at(self, place: int) -> frozenset[str]:
        """The ingredients that a passage's texts name."""
        return self._mentioned[place]

    def _family(self, name: str) -> str:
        row = self._table.find(name)
        return row.family if row and row.family else name


def _all_texts(item: Fact | Question) -> Iterable[str]:
    asked = item.asked.values() if isinstance(item, Question) else ()
    return (*item.texts.values(), *(way for ways in asked for way in ways))


def _places(pairs: Iterable[tuple[str, int]]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for name, place in pairs:
        places.setdefault(name, []).append(place)
    return places


def _starts(keys: Sequence[str]) -> NDArray[np.int64]:
    """Where each run of the same key begins."""
    return np.array([n for n, key in enumerate(keys) if n == 0 or key != keys[n - 1]], np.int64)


def _scaled(scores: Scores) -> Scores:
    """The best as 1, the last of the candidates (and all below it) as 0."""
    if not len(scores):
        return scores
    last = np.partition(scores, -_CANDIDATES)[-_CANDIDATES] if len(scores) > _CANDIDATES else 0.0
    reach = float(scores.max() - last)
    if reach <= 0:
        return np.zeros_like(scores)
    scaled: Scores = np.clip((scores - last) / reach, 0, 1)
    return scaled
