"""The knowledge base as the services ask it: hybrid search that knows when it does not know."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor

import numpy as np

from bot.domain.education import Aspect, FoundPassage, IngredientEntry, PassageId
from bot.domain.languages import Language
from knowledge.education_asked import ASPECTS
from knowledge.education_index import EducationIndex, Ranking
from knowledge.education_vectors import Encoded, QueryVectors
from knowledge.embedding_store import EmbeddingStore, embed_passages, unhurried
from knowledge.embeddings import Embedder
from knowledge.passages import Passage

MAX_QUERY_CHARACTERS = 500
# When the base knows; chosen on the development half of the retrieval set.
LEAD = 0.12  # of the nearest passage before the nearest question that the base does not answer
NAMED_LEAD = 0.0  # of it or of a way to ask, where an ingredient that has an entry is named
# Aspects that no fact on another aspect answers.
OF_ITS_OWN = frozenset({Aspect.ONSET, Aspect.PREGNANCY, Aspect.SUN})
_KEPT = 64  # questions whose vectors are kept
_BATCH = 16  # texts embedded before the next look at whether to stop


class EducationSearch:
    """The domain's `KnowledgeBase`: by words from the first moment, by meaning once vectors are."""

    def __init__(self, index: EducationIndex, encoders: Sequence[Embedder]) -> None:
        self._index = index
        self._encoders = tuple(encoders)
        self._kept: dict[tuple[int, str], Sequence[QueryVectors]] = {}

    @property
    def index(self) -> EducationIndex:
        """The index in use now."""
        return self._index

    async def build(self, store: EmbeddingStore, *, only_kept: bool = False) -> None:
        """Make the vectors of texts new to the store; each encoder's are used once they are.

        With `only_kept` nothing is made: up to the first encoder that lacks some, what an earlier
        build left is used.
        """
        loop, threads = asyncio.get_running_loop(), unhurried()
        try:
            for encoder in self._encoders[self._index.encoders_ready :]:
                index = self._index
                if only_kept and not await _are_kept(index, encoder, store):
                    return
                parts = [
                    await _embed(passages, encoder, store, threads)
                    for passages in (index.passages, index.reader.passages, index.beyond)
                ]
                self._index = await loop.run_in_executor(
                    threads, index.with_vectors, Encoded(*parts)
                )
        finally:  # who stops the worker does not wait for a batch
            threads.shutdown(wait=False, cancel_futures=True)

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
        return index, index.rank(text, self._vectors(index, text))

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

    def _vectors(self, index: EducationIndex, text: str) -> Sequence[QueryVectors]:
        """The question's vectors by each encoder that is ready; the last ones asked are kept.

        An answer looks several times: in general, and for each ingredient.
        """
        key = (index.encoders_ready, text)
        kept = self._kept
        found = kept.get(key)
        if found is None:
            found = self._embedded(index, text)
            self._kept = {**(kept if len(kept) < _KEPT else {}), key: found}
        return found

    def _embedded(self, index: EducationIndex, text: str) -> Sequence[QueryVectors]:
        named = index.read(text)
        encoders = self._encoders[: index.encoders_ready]
        wholes = [encoder.embed_query(text) for encoder in encoders]
        if not named.spellings:
            return [QueryVectors(whole, whole) for whole in wholes]
        rests = [encoder.embed_query(named.rest) for encoder in encoders]
        return [QueryVectors(*pair) for pair in zip(wholes, rests, strict=True)]


async def _are_kept(index: EducationIndex, encoder: Embedder, store: EmbeddingStore) -> bool:
    hashes = {
        passage.hash
        for passages in (index.passages, index.reader.passages, index.beyond)
        for passage in passages
    }
    return len(await store.get_many(encoder.model_id, list(hashes))) == len(hashes)


async def _embed(
    passages: Sequence[Passage], encoder: Embedder, store: EmbeddingStore, threads: Executor
) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    parts = [
        await embed_passages(passages[start : start + _BATCH], encoder, store, threads)
        for start in range(0, len(passages), _BATCH)
    ]
    return np.vstack([np.empty((0, encoder.dimension), np.float32), *parts])


def is_known(index: EducationIndex, ranking: Ranking) -> bool:
    """Whether the best passage answers.

    It does not where the question is nearer to what the base is known not to tell, or where it
    clearly asks for an aspect that the ingredient's entry lacks. Before vectors are ready only
    named ingredients are answered.
    """
    passage = index.ids[int(ranking.order[0])]
    entries = {index.name_of(name) for name in ranking.named.ingredients} - {None}
    if entries and passage.aspect and _lacks_what_is_asked(index, ranking, passage.name):
        return False
    if ranking.lead is None or ranking.aspect_lead is None:
        return bool(entries)
    if entries:
        return max(ranking.lead, ranking.aspect_lead) >= NAMED_LEAD
    return ranking.lead >= LEAD


def _lacks_what_is_asked(index: EducationIndex, ranking: Ranking, ingredient: str) -> bool:
    """Whether what is clearly asked for is a matter of its own that the entry does not tell."""
    asked = ASPECTS[int(ranking.aspects.argmax())]
    is_clear = asked in OF_ITS_OWN and asked in index.reader.cued(ranking.named)
    return is_clear and asked not in index.base.aspects_of(ingredient)


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
