"""`dropwise evaluate recommend` on the catalogue that was imported."""

import json
from pathlib import Path

import pytest

from bot.adapters.store.engine import make_engine
from bot.adapters.store.products import PostgresProducts
from bot.commands.evaluate_recommend import recommend
from bot.domain.errors import InputError
from tests.fakes import product

HEADER = "author_id,product_id,rating\n"


@pytest.fixture(autouse=True)
def shop_of_the_test(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", database_url)


def brand_files(tmp_path: Path) -> tuple[Path, Path]:
    """Every customer has three products of a brand; the test asks for the fourth."""
    lines: dict[str, list[str]] = {"train": [], "test": []}
    for customer in range(60):
        own = [f"p{4 * (customer % 2) + (customer // 2 + step) % 4}" for step in range(4)]
        lines["train"] += [f"c{customer},{one},5\n" for one in own[:3]]
        lines["test"].append(f"c{customer},{own[3]},5\n")
    paths = [tmp_path / f"{name}.csv" for name in lines]
    for path, rows in zip(paths, lines.values(), strict=True):
        path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return paths[0], paths[1]


async def test_ratings_meet_the_imported_catalogue(
    tmp_path: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = make_engine(database_url)
    products = [
        product(f"p{number}", f"Product {number}", "", 500, brand="Heron" if number < 4 else "Lark")
        for number in range(8)
    ]
    await PostgresProducts(engine).save(products)
    await engine.dispose()
    train, test = brand_files(tmp_path)
    await recommend(train, test, None, as_json=True)
    report = json.loads(capsys.readouterr().out)
    assert report["data"]["products"] == 8
    assert report["methods"]["ours"]["ndcg@10"] > report["methods"]["popularity"]["ndcg@10"]


async def test_without_an_imported_catalogue_it_is_told_what_to_do(tmp_path: Path) -> None:
    train, test = brand_files(tmp_path)
    with pytest.raises(InputError, match="--catalogue"):
        await recommend(train, test, None, as_json=True)
