"""`dropwise feedback`: what shoppers tell of each product."""

import json
from collections.abc import Mapping, Sequence

import typer

from bot.adapters.postgres import running_database
from bot.adapters.store.engine import make_engine
from bot.adapters.store.feedback import PostgresFeedback
from bot.adapters.store.migrate import upgrade
from bot.adapters.store.products import PostgresProducts
from bot.domain.feedback import FeedbackSummary
from bot.domain.languages import Language
from bot.settings import load_settings

_NO_PRODUCT = "(product not told)"


async def show(limit: int, *, as_json: bool) -> None:
    """Each product with feedback: how much, how it is on average, and what about."""
    with running_database(load_settings()) as url:
        upgrade(url)
        engine = make_engine(url, pool_size=1)
        try:
            told = await PostgresFeedback(engine).summary()
            products = await PostgresProducts(engine).all()
        finally:
            await engine.dispose()
    names = {product.id: product.name(Language.EN) for product in products}
    for line in to_lines(told[:limit], names, as_json=as_json):
        typer.echo(line)


def to_lines(
    told: Sequence[FeedbackSummary], names: Mapping[str, str], *, as_json: bool
) -> list[str]:
    """One line a product; a sentence where nothing was told yet."""
    if as_json:
        return [json.dumps(_to_json(item, names), ensure_ascii=False) for item in told]
    return [_to_text(item, names) for item in told] or ["No shopper has told of a product yet."]


def _to_json(item: FeedbackSummary, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "product_id": item.product_id,
        "name": names.get(item.product_id or ""),
        "count": item.count,
        "mean": round(item.mean, 3),
        "kinds": {kind.value: number for kind, number in item.kinds},
    }


def _to_text(item: FeedbackSummary, names: Mapping[str, str]) -> str:
    name = names.get(item.product_id or "", item.product_id or _NO_PRODUCT)
    kinds = ", ".join(f"{kind.value.replace('_', ' ')} {number}" for kind, number in item.kinds)
    return f"{item.count:>5}  {item.mean:+.2f}  {name}  ({kinds})"
