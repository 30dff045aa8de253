"""Answers put together from facts of the knowledge base, with their sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.education import Aspect, FoundPassage, IngredientEntry, PassageId
from bot.domain.errors import InputError
from bot.domain.messages import QuickReply
from bot.domain.ports import KnowledgeBase
from bot.domain.turns import TurnContext
from bot.services.phrasing import MAX_PASSAGES, Phrasing
from bot.services.speech import Speech, to_label

# What else of an ingredient is offered, the most asked for first.
_LEADS_ON = (Aspect.ONSET, Aspect.HOW_TO_USE, Aspect.CLASHES, Aspect.PREGNANCY, Aspect.WHAT)
_OFFERED = 3
_SOURCES = 2
# A second fact is told where it fits the question nearly as well as the first.
_NEARLY = 0.92
# A language model may draw on what fits at least this well, too.
_ALSO_FITS = 0.75


@dataclass(frozen=True, slots=True)
class FactAnswers:
    """What the base tells, in the shopper's language where it is written in it."""

    knowledge: KnowledgeBase
    phrasing: Phrasing | None = None

    async def in_words(
        self, facts: Sequence[FoundPassage], context: TurnContext
    ) -> list[FoundPassage]:
        """The facts as a language model words them where one is set up, else as they are written.

        It may draw on further passages that fit the question.
        """
        if self.phrasing is None or not self.phrasing.may_word(facts, context):
            return list(facts)
        found = await self.knowledge.find(context.text, context.language, MAX_PASSAGES)
        told = {fact.id for fact in facts}
        near = [passage for passage in found if passage.score >= found[0].score * _ALSO_FITS]
        further = [passage for passage in near if passage.id not in told]
        return await self.phrasing.worded(facts, further, context)

    async def on(self, entry: IngredientEntry, text: str, speech: Speech) -> list[FoundPassage]:
        """The one or two facts on an ingredient that fit a question; none where it lacks them.

        A message that asks nothing (a tapped button) is told what the ingredient is.
        """
        if not text:
            return list(entry.facts.values())[:1]
        found = await self.knowledge.find(text, speech.language, 2, entry.id)
        return [fact for fact in found if fact.score >= found[0].score * _NEARLY]

    async def in_general(self, text: str, speech: Speech) -> FoundPassage | None:
        """What answers a question that is about no ingredient in particular."""
        found = await self.knowledge.find(text, speech.language, 1) if text else ()
        return found[0] if found else None

    def tapped(self, names: Sequence[str], speech: Speech) -> FoundPassage | None:
        """The fact that a button under an earlier answer asks for."""
        for name in names:
            passage = _to_passage(name)
            entry = self.knowledge.entry(passage.name, speech.language) if passage else None
            if passage and passage.aspect and entry and passage.aspect in entry.facts:
                return entry.facts[passage.aspect]
        return None


def told(facts: Iterable[FoundPassage], speech: Speech) -> list[str]:
    """The facts as lines, then their sources; said before them where they are in English only."""
    listed = list({fact.id: fact for fact in facts}.values())
    if not listed:
        return []
    is_foreign = any(fact.language is not speech.language for fact in listed)
    first = [speech.text("knowledge_in_english")] if is_foreign else []
    return [*first, *(fact.text for fact in listed), _sources(listed, speech)]


def leading_on(
    entry: IngredientEntry, facts: Iterable[FoundPassage], speech: Speech
) -> tuple[QuickReply, ...]:
    """Buttons for what else is told of an ingredient."""
    said = {fact.id.aspect for fact in facts}
    others = [aspect for aspect in _LEADS_ON if aspect in entry.facts and aspect not in said]
    return tuple(
        QuickReply(
            to_label(speech.label("aspect", aspect)),
            f'/ask_ingredient{{"ingredient": "{PassageId(entry.id, aspect)}"}}',
        )
        for aspect in others[:_OFFERED]
    )


def _sources(facts: Sequence[FoundPassage], speech: Speech) -> str:
    names = dict.fromkeys(source.short for fact in facts for source in fact.sources[:_SOURCES])
    return speech.text("knowledge_sources", sources=speech.listed(list(names)[:_SOURCES]))


def _to_passage(name: str) -> PassageId | None:
    try:
        return PassageId.parse(name)
    except InputError:
        return None
