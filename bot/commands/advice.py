"""`dropwise search` and `dropwise recommend`."""

import json
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from decimal import Decimal, InvalidOperation
from typing import Any

import typer

from bot.adapters.postgres import running_database
from bot.bootstrap.foundation import Foundation, open_foundation
from bot.bootstrap.work import Knowledge, open_knowledge
from bot.commands.imports import to_language
from bot.commands.shop import prepare_shop
from bot.domain.errors import InputError
from bot.domain.languages import Language, detect_language
from bot.domain.money import Budget
from bot.domain.profiles import Profile
from bot.domain.recommendations import Recommendation, Wish
from bot.domain.tags import AGE_GROUPS, CONDITIONS
from bot.services.product_cards import ProductCards
from bot.services.speech import Speech
from bot.settings import load_settings
from knowledge.facts import TableFacts

_LISTS = ("skin_type", "concern", "product_type", "avoid", "condition")


@asynccontextmanager
async def _knowledge() -> AsyncIterator[tuple[Foundation, Knowledge]]:
    settings = load_settings()
    with running_database(settings) as url:
        await prepare_shop(settings, url)
        async with open_foundation(settings, url) as base:
            if not base.catalogue.all():
                raise InputError("No products yet: run `dropwise import catalogue FILE` first.")
            yield base, await open_knowledge(base)


async def search(text: str, limit: int, language: str | None, *, as_json: bool) -> None:
    """Find products by meaning and print them."""
    told = to_language(language)
    async with _knowledge() as (base, knowledge):
        wanted = told or detect_language(text)
        hits = await knowledge.search.search(text, wanted, limit)
        names = {product.id: product.name(wanted) for product in base.catalogue.all()}
    found = [
        {
            "id": hit.product_id,
            "name": names.get(hit.product_id, hit.product_id),
            "score": round(hit.score, 4),
            "passage": hit.passage,
        }
        for hit in hits
    ]
    if as_json:
        typer.echo(json.dumps({"hits": found}, ensure_ascii=False))
        return
    for hit_json in found:
        typer.echo("{score}  {id}  {name}\n    {passage}".format_map(hit_json))


async def recommend(text: str) -> None:
    """Answer each wish on its own line, in order."""
    wishes = read_wishes(text)
    async with _knowledge() as (base, knowledge):
        cards = ProductCards(base.shop, TableFacts(base.table))
        made = [to_wish(value, cards) for value in wishes]
        for wish in made:
            answer = await knowledge.recommender.recommend(wish, with_excluded=True)
            speech = Speech(base.wording, wish.language)
            typer.echo(json.dumps(to_answer(answer, cards, speech), ensure_ascii=False))


def read_wishes(text: str) -> list[Mapping[str, Any]]:
    """One JSON object, or one a line.

    Raises:
        InputError: it is neither; the sentence names the line.
    """
    if not text.strip():
        raise InputError('Write a wish on standard input, like {"skin_type": ["oily"]}.')
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return [_object(line, n) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not isinstance(whole, dict):
        raise InputError('Write one JSON object, like {"skin_type": ["oily"]}, or one a line.')
    return [whole]


def _object(line: str, number: int) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"Line {number} is not JSON: {error}.") from None
    if not isinstance(value, dict):
        raise InputError(f"Line {number} must be a JSON object.")
    return value


def to_wish(value: Mapping[str, Any], cards: ProductCards) -> Wish:
    """A wish of the contract's shape; raises InputError for a field that is not right."""
    lists = {name: _strings(value, name) for name in _LISTS}
    _check_known("condition", lists["condition"], CONDITIONS)
    age_group = value.get("age_group")
    _check_known("age_group", (age_group,) if age_group else (), AGE_GROUPS)
    budget = _budget(value.get("budget"))
    words = str(value.get("text") or "")
    language = to_language(value.get("language")) or (
        detect_language(words) if words else Language.EN
    )
    limit = value.get("limit", 3)
    if not isinstance(limit, int) or not 1 <= limit <= 100:
        raise InputError(f"limit is a number from 1 to 100, not {limit!r}.")
    return Wish(
        profile=Profile(**lists, budget=budget),
        language=language,
        ingredients=_strings(value, "ingredient"),
        text=words,
        currency=cards.currency_for(budget),
        limit=limit,
        customer_id=str(value["customer_id"]) if value.get("customer_id") else None,
        age_group=age_group or None,
    )


def _check_known(name: str, values: Iterable[Any], known: Sequence[str]) -> None:
    """Refuse a word whose rule nobody knows: a product could then be offered that must not be."""
    for value in values:
        if value not in known:
            raise InputError(f"{name} is any of {', '.join(known)}, not {value!r}.")


def _strings(value: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = value.get(name)
    if found is None:
        return ()
    items = [found] if isinstance(found, str) else found
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise InputError(f"{name} is a list of words, not {found!r}.")
    return tuple(items)


def _budget(value: Any) -> Budget | None:
    if value is None:
        return None
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        try:
            return Budget(max=Decimal(str(value)))
        except InvalidOperation:
            raise InputError(f"budget is a number or an object, not {value!r}.") from None
    if not isinstance(value, Mapping):
        raise InputError(f'budget is {{"min", "max", "currency"}} or a number, not {value!r}.')
    return Budget.from_json(value)


def to_answer(answer: Recommendation, cards: ProductCards, speech: Speech) -> dict[str, Any]:
    """The contract's answer: products with score and reasons, and what rules left out."""
    products = [
        {**cards.recommended(choice, speech).to_json(), "score": round(choice.score, 4)}
        for choice in answer.products
    ]
    excluded = [{"id": item.product_id, "why": item.why} for item in answer.excluded]
    return {"products": products, "excluded": excluded}
