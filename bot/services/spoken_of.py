"""The ingredient that was explained just before, where the next message means it."""

from dataclasses import replace

from bot.domain.cues import asks_together
from bot.domain.references import asks_what_else, points_back
from bot.domain.tags import Tags
from bot.domain.turns import TurnContext

_OTHER_SUBJECTS = ("product", "product_type", "concern", "avoid")


def with_spoken_of(context: TurnContext) -> TurnContext:
    """The turn with the ingredients explained just before, where nothing else is named."""
    tags = context.understanding.tags
    if not context.explained or tags.ingredient or _has_subject(tags):
        return context
    if not context.text or not points_back(context.text):
        return context
    return _asking(context, context.explained)


def with_partner(context: TurnContext) -> TurnContext:
    """The same where things are asked of together: "can I use it with retinol?"."""
    named = context.understanding.tags.ingredient
    if not named:
        return with_spoken_of(context)
    before = [name for name in context.explained if name not in named]
    is_pair = asks_together(context.text) and not asks_what_else(context.text)
    if len(named) != 1 or len(before) != 1 or not is_pair or not points_back(context.text):
        return context
    return _asking(context, (*before, *named))


def _has_subject(tags: Tags) -> bool:
    return any(getattr(tags, name) for name in _OTHER_SUBJECTS)


def _asking(context: TurnContext, ingredients: tuple[str, ...]) -> TurnContext:
    tags = replace(context.understanding.tags, ingredient=ingredients)
    return replace(context, understanding=replace(context.understanding, tags=tags))
