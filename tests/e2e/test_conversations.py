"""Whole conversations of tests/conversations, played by `dropwise chat` on real parts.

Each turn of a conversation may say what its answer must hold: `kind`, `says` and `never` (pieces
of the replies' words), `buttons`, `products` (at_least, at_most, at_most_price, product_type,
without), `profile` (facts known afterwards), `owner`, `handoff` and `refill`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.adapters.scratch_databases import create_scratch_database, drop_database

FOLDER = Path(__file__).resolve().parent.parent / "conversations"
CONVERSATIONS: dict[str, Mapping[str, Any]] = {
    conversation["id"]: conversation
    for file in sorted(FOLDER.glob("*.yml"))
    for conversation in YAML(typ="safe").load(file.read_text(encoding="utf-8"))
}


def to_script(conversation: Mapping[str, Any]) -> dict[str, Any]:
    """The line that `dropwise chat --jsonl` reads."""
    return {
        "id": conversation["id"],
        "channel": conversation["channel"],
        "given": conversation.get("given", {}),
        "turns": [turn["say"] for turn in conversation["turns"]],
    }


@pytest.fixture(scope="session")
def played(
    postgres_url: str, trained_model: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, Any]]]:
    """Every conversation's turns, by its id; played once, on a database that was empty before."""
    scripts = tmp_path_factory.mktemp("conversations") / "all.jsonl"
    lines = (json.dumps(to_script(item), ensure_ascii=False) for item in CONVERSATIONS.values())
    scripts.write_text("\n".join(lines), encoding="utf-8")
    shop = create_scratch_database(postgres_url)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "bot.cli", "chat", "--jsonl", str(scripts)],
            env={**os.environ, "DATABASE_URL": shop},
            capture_output=True, text=True, timeout=1800, check=False,
        )  # fmt: skip
    finally:
        drop_database(shop)
    assert done.returncode == 0, done.stderr[-2000:]
    return {item["id"]: item["turns"] for item in map(json.loads, done.stdout.splitlines())}


@pytest.mark.rasa
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_the_conversation_goes_as_written(
    name: str, played: dict[str, list[dict[str, Any]]]
) -> None:
    expected = CONVERSATIONS[name]["turns"]
    assert len(played[name]) == len(expected)
    for wanted, turn in zip(expected, played[name], strict=True):
        assert find_faults(wanted, turn) == [], json.dumps(turn, ensure_ascii=False, indent=1)


def find_faults(wanted: Mapping[str, Any], turn: Mapping[str, Any]) -> list[str]:
    """What of a turn is not as wanted."""
    words = "\n".join(reply["text"] for reply in turn["replies"])
    buttons = [label for reply in turn["replies"] for label in reply["quick_replies"]]
    state = turn["state"]
    faults = [f"lacks {piece!r}" for piece in wanted.get("says", ()) if piece not in words]
    faults += [f"holds {piece!r}" for piece in wanted.get("never", ()) if piece in words]
    faults += [
        f"lacks button {label}" for label in wanted.get("buttons", ()) if label not in buttons
    ]
    told = {
        "kind": turn["kind"],
        "owner": state["owner"],
        "handoff": (state["handoff"] or {}).get("reason"),
        "refill": (state["refill"] or {}).get("status"),
    }
    faults += [
        f"{what} is {got}, not {wanted[what]}"
        for what, got in told.items()
        if what in wanted and got != wanted[what]
    ]
    faults += [
        f"profile's {fact} is {state['profile'][fact]}"
        for fact, value in wanted.get("profile", {}).items()
        if state["profile"][fact] != value
    ]
    return faults + find_product_faults(wanted.get("products", {}), turn)


def find_product_faults(wanted: Mapping[str, Any], turn: Mapping[str, Any]) -> list[str]:
    """What of the products shown is not as wanted."""
    products = [product for reply in turn["replies"] for product in reply["products"]]
    faults = []
    if not wanted.get("at_least", 0) <= len(products) <= wanted.get("at_most", 99):
        faults.append(f"{len(products)} products")
    for product in products:
        if product["price"] > wanted.get("at_most_price", product["price"]):
            faults.append(f"{product['name']} costs {product['price']}")
        if product["product_type"] not in wanted.get("product_type", [product["product_type"]]):
            faults.append(f"{product['name']} is a {product['product_type']}")
        held = {name.casefold() for name in product["ingredients"]}
        faults += [
            f"{product['name']} holds {bad}" for bad in wanted.get("without", ()) if bad in held
        ]
    return faults
