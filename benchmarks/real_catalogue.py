"""Twenty shopper requests on a real catalogue, each answer judged by an independent oracle.

    python -m benchmarks.real_catalogue --data FOLDER [--turns] [--keep FILE]

FOLDER holds, at any depth, a catalogue CSV named …products.csv. Each request goes to the
recommender; with --turns its messages are also played through the whole turn path (`dropwise chat`,
which needs the trained model). --keep writes the table without a product's name. Ends with 1 where
an answer disobeys, or is empty though the catalogue has what was asked for.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.catalogue_shop import CatalogueShop, find_catalogue, open_catalogue_shop
from benchmarks.installation import place_model
from benchmarks.machine import describe_load, describe_machine, describe_moment
from benchmarks.oracle import Offered, Oracle
from benchmarks.requests import REQUESTS, Request
from benchmarks.scratch import scratch_server
from benchmarks.search import to_wish
from benchmarks.table import Row, markdown_table
from bot.adapters.scratch_databases import create_scratch_database
from bot.domain.languages import Language
from bot.settings import REPOSITORY_ROOT

_PLAY_SECONDS = 900
_SIGNS = {"USD": "US$", "TWD": "NT$"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer with its verdict.

    Attributes:
        way: "recommender" or "whole turn".
        allowed: how many products of the catalogue obey the request.
        names: of the products offered, for the terminal alone.
    """

    request: Request
    way: str
    offered: tuple[Offered, ...]
    faults: tuple[str, ...]
    fits: tuple[bool | None, ...]
    allowed: int
    names: tuple[str, ...]

    @property
    def obeys(self) -> bool:
        """Whether nothing offered disobeys, and something is offered where something is allowed."""
        return not self.faults and (bool(self.offered) or not self.allowed)


def run(file: Path, *, with_turns: bool) -> list[Judged]:
    """Import, index, ask and judge."""
    with scratch_server() as (folder, server):
        url = create_scratch_database(server)
        return asyncio.run(_run(file, url, folder / "var", with_turns=with_turns))


async def _run(file: Path, url: str, folder: Path, *, with_turns: bool) -> list[Judged]:
    async with open_catalogue_shop(file, url, folder) as shop:
        oracle = Oracle(file, shop.base.rates)
        names = {product.id: product.name(Language.EN) for product in shop.base.catalogue.all()}
        judge = _Judge(oracle, names)
        judged = [await _recommended(shop, judge, request) for request in REQUESTS]
        if with_turns:
            turns = await asyncio.to_thread(play, url, folder)
            judged += [
                judge.judge(request, "whole turn", offered_in(turns.get(request.id, ())))
                for request in REQUESTS
            ]
    return judged


@dataclass(frozen=True, slots=True)
class _Judge:
    oracle: Oracle
    names: Mapping[str, str]

    def judge(self, request: Request, way: str, offered: Sequence[Offered]) -> Judged:
        faults = [f for item in offered for f in self.oracle.faults(request, item)]
        known = [item.id for item in offered if item.id in self.names]
        return Judged(
            request=request,
            way=way,
            offered=tuple(offered),
            faults=tuple(faults),
            fits=tuple(self.oracle.fits_skin(request, id_) for id_ in known),
            allowed=self.oracle.count_allowed(request),
            names=tuple(self.names[id_] for id_ in known),
        )


async def _recommended(shop: CatalogueShop, judge: _Judge, request: Request) -> Judged:
    answer = await shop.knowledge.recommender.recommend(to_wish(request))
    offered = [Offered(r.product.id, r.price.amount, r.price.currency) for r in answer.products]
    return judge.judge(request, "recommender", offered)


def play(url: str, folder: Path) -> dict[str, Sequence[Mapping[str, Any]]]:
    """The requests' turns as `dropwise chat --jsonl` answers them in a shop with this catalogue."""
    place_model(folder)
    scripts = folder / "requests.jsonl"
    lines = [{"id": r.id, "channel": "line", "turns": list(r.turns)} for r in REQUESTS]
    scripts.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DROPWISE_VAR_DIRECTORY": str(folder),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    told = subprocess.run(
        [sys.executable, "-m", "bot.cli", "chat", "--jsonl", str(scripts)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY_ROOT,
        env=environment,
        timeout=_PLAY_SECONDS,
    )
    played = map(json.loads, told.stdout.splitlines())
    return {conversation["id"]: conversation["turns"] for conversation in played}


def offered_in(turns: Sequence[Mapping[str, Any]]) -> list[Offered]:
    """The products of a conversation's last recommendation."""
    for turn in reversed(turns):
        products = [product for reply in turn["replies"] for product in reply["products"]]
        if products:
            return [Offered(p["id"], Decimal(str(p["price"])), p["currency"]) for p in products]
    return []


def to_table(judged: Sequence[Judged], *, with_names: bool) -> str:
    """The verdicts as a Markdown table; names are for the terminal alone."""
    headings = ["request", "way", "asked for", "offered", "for this skin", "of", "obeyed"]
    cells = [[*headings, *(["names"] if with_names else [])]]
    for item in judged:
        verdict = "yes" if item.obeys else f"no: {'; '.join(item.faults) or 'nothing offered'}"
        line = [
            item.request.id,
            item.way,
            to_asked(item.request),
            to_offered(item.offered),
            to_fit(item.fits),
            str(item.allowed),
            verdict,
        ]
        cells.append([*line, *(["; ".join(item.names)] if with_names else [])])
    return markdown_table(cells)


def to_asked(request: Request) -> str:
    """What an answer is bound to, in a few words."""
    budget = request.budget
    parts = [*request.ingredient, *request.product_type, *request.skin_type, *request.condition]
    parts += [f"no {name}" for name in request.avoid]
    if budget and budget.max is not None:
        sign = _SIGNS[budget.currency or "USD"]
        parts.append(f"{sign}{budget.min or 0}–{budget.max}")
    return ", ".join(parts)


def to_offered(offered: Sequence[Offered]) -> str:
    """How many products, and their prices from the lowest to the highest."""
    if not offered:
        return "none"
    sign = _SIGNS.get(offered[0].currency, offered[0].currency)
    prices = sorted(item.price for item in offered)
    span = dict.fromkeys((f"{prices[0]:.0f}", f"{prices[-1]:.0f}"))
    return f"{len(offered)}, {sign}{'–'.join(span)}"


def to_fit(fits: Sequence[bool | None]) -> str:
    """How many the shop calls best for that skin, says nothing of, and calls best for another."""
    counts = [fits.count(value) for value in (True, None, False)]
    return " + ".join(
        f"{count} {name}"
        for count, name in zip(counts, ("best", "silent", "other"), strict=True)
        if count
    )


def to_page(judged: Sequence[Judged], load: str) -> str:
    """The page that is kept: no product is named in it."""
    obeyed = sum(item.obeys for item in judged)
    return f"""# A run on a real catalogue

    python -m benchmarks.real_catalogue --data FOLDER --turns --keep docs/real_catalogue.md

{describe_moment()} · {describe_machine()} · {load}

The catalogue is a public one of 2,420 products that may be measured with but not passed on, so
the products are counted here and not named. Every request goes to the recommender as facts
("recommender") and, in the shopper's words, through turn engine, Rasa and actions ("whole turn").
An independent oracle (`benchmarks/oracle.py`) judges each product offered against the raw file:
budget, product type, stock, what to avoid, conditions, skin types declared unsuitable, single
products and no sets, and the price shown. "For this skin" counts what the catalogue itself calls
best for that skin, says nothing of, or calls best for another: a preference, no rule. "Of" is how
many products of the catalogue the oracle would let pass. {obeyed} of {len(judged)} answers obey.

{to_table(judged, with_names=False)}"""


def to_row(judged: Sequence[Judged]) -> Row:
    """How many answers obey, in per cent."""
    obeyed = sum(item.obeys for item in judged)
    remark = f"{obeyed} of {len(judged)} answers; judged by benchmarks/oracle.py"
    return Row(
        "requests obeyed on the real catalogue", 100 * obeyed / len(judged), "%", None, remark
    )


def main() -> None:
    """Run, print with names, keep without."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the catalogue's CSV")
    parser.add_argument("--turns", action="store_true", help="play the whole turn path as well")
    parser.add_argument("--keep", type=Path, help="where the page without names is written")
    arguments = parser.parse_args()
    file = find_catalogue(arguments.data)
    if file is None:
        sys.exit(f"No catalogue named …products.csv is in {arguments.data}.")
    load = describe_load()
    judged = run(file, with_turns=arguments.turns)
    print(to_table(judged, with_names=True))
    if arguments.keep:
        arguments.keep.write_text(to_page(judged, load), encoding="utf-8")
    sys.exit(0 if all(item.obeys for item in judged) else 1)


if __name__ == "__main__":
    main()
