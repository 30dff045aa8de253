"""The knowledge base as the services ask it: hybrid search that knows when it does not know."""

import asyncio
from collections.abc import Sequence

import numpy as np

from bot.domain.education import Aspect, FoundPassage, IngredientEntry, PassageId
from bot.domain.languages import Language
from knowledge.education_asked import ASPECTS
from knowledge.education_index import EducationIndex, Encoded, QueryVectors, Ranking
from knowledge.embedding_store import EmbeddingStore, embed_passages
from knowledge.embeddings import Embedder
from knowledge.passages import Passage

MAX_QUERY_CHARACTERS = 500
# When the base knows; chosen on the development half of the retrieval set.
KNOWN_FROM = 0.46  # cosine of the best passage where no known ingredient is named
# A question like those asked of ingredients that names none we know is about one we do not know.
UNNAMED_FROM, UNNAMED_SHARE = 0.4, 1.0
CLEAR_WITHIN = 0.15  # of the likeness of the aspect most asked for
_BATCH = 64  # texts embedded before the next look at whether to stop


class EducationSearch:
    """The domain's `KnowledgeBase`: by words from the first moment, by meaning once vectors are."""

    def __init__(self, index: EducationIndex, encoders: Sequence[Embedder]) -> None:
        self._index = index
        self._encoders = tuple(encoders)

    @property
    def index(self) -> EducationIndex:
        """The index in use now."""
        return self._index

    async def build(self, store: EmbeddingStore) -> None:
        """Make the vectors (only of texts that are new to the store) and use them from then on."""
        index = self._index
        encoded = [
            Encoded(
                await _embed(index.passages, encoder, store),
                await _embed(index.reader.passages, encoder, store),
            )
            for encoder in self._encoders
        ]
        self._index = index.with_vectors(encoded)

    async def find(
        self, text: str, language: Language, limit: int = 3, ingredient: str | None = None
    ) -> Sequence[FoundPassage]:
        """See `KnowledgeBase`."""
        return await asyncio.to_thread(self.find_now, text, language, limit, ingredient)

    def find_now(
        self, text: str, language: Language, limit: int = 3, ingredient: str | None = None
    ) -> Sequence[FoundPassage]:
        """The same in the calling thread."""
        asked = text.strip()[:MAX_QUERY_CHARACTERS]
        if not asked or not self._index.ids:
            return ()
        index, ranking = self.rank(asked)
        if ingredient is not None:
            return _facts_on(ingredient, index, ranking, language, limit)
        if not is_known(index, ranking):
            return ()
        return [_shown(int(place), index, ranking, language) for place in ranking.order[:limit]]

    def rank(self, text: str) -> tuple[EducationIndex, Ranking]:
        """Every passage by its score for a question, and the index the places belong to."""
        index = self._index
        vectors = self._vectors(index, text) if index.has_vectors else ()
        return index, index.rank(text, vectors)

    def entry(self, ingredient: str, language: Language) -> IngredientEntry | None:
        """See `KnowledgeBase`."""
        index = self._index
        name = index.name_of(ingredient)
        if name is None:
            return None
        facts = {
            aspect: index.show(index.place_of(PassageId(name, aspect)), language)
            for aspect in index.base.aspects_of(name)
        }
        written = index.base.names[name]
        return IngredientEntry(name, written.get(language) or written[Language.EN], facts)

    def _vectors(self, index: EducationIndex, text: str) -> list[QueryVectors]:
        rest = index.read(text).rest
        return [
            QueryVectors(encoder.embed_query(text), encoder.embed_query(rest))
            for encoder in self._encoders
        ]


async def _embed(
    passages: Sequence[Passage], encoder: Embedder, store: EmbeddingStore
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    parts = [
        await embed_passages(passages[start : start + _BATCH], encoder, store)
        for start in range(0, len(passages), _BATCH)
    ]
    return np.vstack([np.empty((0, encoder.dimension), np.float32), *parts])


def is_known(index: EducationIndex, ranking: Ranking) -> bool:
    """Whether the best passage answers: it is near in meaning, or on an ingredient that is named.

    Off-topic questions are told by the first encoder's cosine alone (SPIKES of the bundled one:
    it separates them, E5 does not). Before vectors are ready only named ingredients are answered.
    """
    best = int(ranking.order[0])
    passage = index.ids[best]
    entries = {index.name_of(name) for name in ranking.named.ingredients} - {None}
    if entries:
        return passage.aspect is None or not _lacks_what_is_asked(index, ranking, passage.name)
    if not ranking.cosines:
        return False
    unnamed = max(0.0, ranking.way_cosines[0] - UNNAMED_FROM)
    return float(ranking.cosines[0][best]) - UNNAMED_SHARE * unnamed >= KNOWN_FROM


def _lacks_what_is_asked(index: EducationIndex, ranking: Ranking, ingredient: str) -> bool:
    """Whether one aspect is clearly asked for and the entry does not tell it."""
    clear = _clearly_asked(index, ranking)
    return bool(clear) and not clear.intersection(index.base.aspects_of(ingredient))


def _clearly_asked(index: EducationIndex, ranking: Ranking) -> frozenset[Aspect]:
    """The aspects asked for beyond doubt: their cues stand there and nothing else is as near."""
    cued = index.reader.cued(ranking.named)
    nearest = float(ranking.aspects.max())
    return frozenset(
        aspect
        for aspect, likeness in zip(ASPECTS, ranking.aspects, strict=True)
        if aspect in cued and likeness >= nearest - CLEAR_WITHIN
    )


def _shown(place: int, index: EducationIndex, ranking: Ranking, language: Language) -> FoundPassage:
    return index.show(place, language, float(ranking.scores[place]))


def _facts_on(
    ingredient: str, index: EducationIndex, ranking: Ranking, language: Language, limit: int
) -> Sequence[FoundPassage]:
    """The facts on one ingredient, unless what is clearly asked for is none of them."""
    if _lacks_what_is_asked(index, ranking, ingredient):
        return ()
    facts = [
        int(place)
        for place in ranking.order
        if index.ids[place].aspect and index.ids[place].name == ingredient
    ]
    return [_shown(place, index, ranking, language) for place in facts[:limit]]
