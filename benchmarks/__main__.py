"""Run the benchmarks: `python -m benchmarks --help`, or `make bench`."""

import argparse
import asyncio
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.catalogue_shop import find_catalogue
from benchmarks.installation import Installed, measured_installation
from benchmarks.machine import describe_load, describe_machine, describe_moment
from benchmarks.table import Row, skipped, to_markdown
from bot.settings import REPOSITORY_ROOT

RESULTS = REPOSITORY_ROOT / "benchmarks" / "results"
GROUPS = ("starts", "turns", "throughput", "memory", "webhook", "search", "speed", "requests")
_INSTALLED = frozenset({"turns", "throughput", "memory", "webhook"})


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure, with which data, and whether to be quick about it."""

    groups: frozenset[str]
    catalogue: Path | None
    is_quick: bool

    def choose(self, quick: int, thorough: int) -> int:
        """A size for a quick run or a thorough one."""
        return quick if self.is_quick else thorough


def measure(plan: Plan) -> list[Row]:
    """Every row of the plan, in the order of GROUPS."""
    steps: Sequence[tuple[frozenset[str], Callable[[Plan], list[Row]]]] = (
        (frozenset({"starts"}), _starts),
        (_INSTALLED, _installed),
        (frozenset({"search"}), _search),
        (frozenset({"speed"}), _speed),
        (frozenset({"requests"}), _requests),
    )
    rows: list[Row] = []
    for groups, step in steps:
        if groups & plan.groups:
            rows += step(plan)
    return rows


def _starts(_: Plan) -> list[Row]:
    from benchmarks.starts import start_rows

    _say("Starting the product twice, and stock Rasa …")
    return start_rows()


def _installed(plan: Plan) -> list[Row]:
    _say("Starting an installation with stand-ins for the platforms …")
    with measured_installation() as installed:
        rows = asyncio.run(_beside_rasa(plan, installed)) if _beside(plan) else []
        if "memory" in plan.groups:
            from benchmarks.memory import memory_rows

            rows += memory_rows(installed.shop, installed.cluster)
        if "webhook" in plan.groups:
            rows += _webhook(plan, installed)
    return rows


def _beside(plan: Plan) -> bool:
    return bool(plan.groups & {"turns", "throughput"})


async def _beside_rasa(plan: Plan, installed: Installed) -> list[Row]:
    """What is compared with stock Rasa, which runs beside the product for so long."""
    from benchmarks.stock_rasa import stock_rasa
    from benchmarks.throughput import measure_throughput, throughput_rows
    from benchmarks.turn_time import measure_turns, turn_rows

    shop = installed.shop
    action_url = f"{shop.action_url}/webhook"
    async with stock_rasa(shop.database_url, action_url, installed.folder) as rasa:
        _say("Asking one message at a time …")
        times = await measure_turns(shop, rasa.url, plan.choose(1, 2))
        rows = turn_rows(times) if "turns" in plan.groups else []
        if "throughput" in plan.groups:
            conversations = plan.choose(40, 200)
            _say(f"Holding {conversations} conversations at once …")
            rates = await measure_throughput(shop, rasa.url, times.recorded, conversations)
            rows += throughput_rows(rates, conversations)
    return rows


def _webhook(plan: Plan, installed: Installed) -> list[Row]:
    from benchmarks.webhook import put_under_load, webhook_rows

    seconds = plan.choose(5, 20)
    _say(f"Sending webhooks for {seconds} s with Rasa up, then with Rasa down …")
    up = put_under_load(installed.shop, seconds)
    installed.shop.wait_until_quiet()
    installed.shop.end("rasa")
    return webhook_rows(up, put_under_load(installed.shop, seconds))


def _search(plan: Plan) -> list[Row]:
    from benchmarks.search import search_rows

    if plan.catalogue is None:
        return [skipped("search and recommend", "needs --data with a catalogue (…products.csv)")]
    _say("Importing and indexing the catalogue, searching it …")
    return search_rows(plan.catalogue, plan.choose(1, 10))


def _speed(plan: Plan) -> list[Row]:
    if plan.catalogue is None:
        return [skipped("search at 100,000", "needs --data with a catalogue (…products.csv)")]
    from benchmarks.search_speed import speed_rows
    from benchmarks.vector_speed import vector_rows
    from knowledge.embeddings import build_embedder

    embedder = build_embedder()
    products, vectors = plan.choose(20_000, 100_000), plan.choose(100_000, 1_000_000)
    _say(f"Searching the catalogue, and {products:,} products grown from it …")
    rows = speed_rows(plan.catalogue, embedder, products, plan.choose(1, 4))
    _say(f"Searching {vectors:,} vectors grown from it …")
    return rows + vector_rows(plan.catalogue, embedder, vectors, plan.choose(1, 2))


def _requests(plan: Plan) -> list[Row]:
    from benchmarks.real_catalogue import run, to_row, to_table

    if plan.catalogue is None:
        return [skipped("requests obeyed", "needs --data with a catalogue (…products.csv)")]
    _say("Asking twenty requests on the catalogue …")
    judged = run(plan.catalogue, with_turns=not plan.is_quick)
    print(to_table(judged, with_names=True))
    return [to_row(judged)]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def to_page(rows: Sequence[Row], load_before: str, seconds: float) -> str:
    """The table with where, when and how it was measured."""
    return (
        f"{describe_moment()} · {describe_machine()}\n\n"
        f"Before: {load_before}; after {seconds / 60:.0f} minutes: {describe_load()}\n\n"
        f"{to_markdown(rows)}"
    )


def read_plan(arguments: Sequence[str]) -> Plan:
    """What the command line asks for; ends with a sentence where it cannot be done."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, help="folder of real data (a CSV …products.csv in it)")
    parser.add_argument("--only", help=f"groups of rows, comma-separated: {', '.join(GROUPS)}")
    parser.add_argument("--quick", action="store_true", help="few repetitions, for a first look")
    told = parser.parse_args(arguments)
    groups = frozenset(told.only.split(",") if told.only else GROUPS)
    if unknown := groups - set(GROUPS):
        parser.error(f"no such rows: {', '.join(sorted(unknown))}; there are {', '.join(GROUPS)}")
    if told.data is not None and not told.data.is_dir():
        parser.error(f"{told.data} is no folder")
    catalogue = find_catalogue(told.data) if told.data else None
    return Plan(groups, catalogue, told.quick)


def main() -> None:
    """Measure, print the table and keep it."""
    plan = read_plan(sys.argv[1:])
    # Being asked to end is an orderly end too: what was started is stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    load, began = describe_load(), time.monotonic()
    page = to_page(measure(plan), load, time.monotonic() - began)
    print(page)
    RESULTS.mkdir(parents=True, exist_ok=True)
    file = RESULTS / f"{time.strftime('%Y-%m-%d-%H%M')}.md"
    file.write_text(page, encoding="utf-8")
    _say(f"Kept in {file.relative_to(REPOSITORY_ROOT)}")


if __name__ == "__main__":
    main()
