"""`dropwise evaluate recommend` at a terminal: what it refuses, in one sentence."""

import json
from pathlib import Path

import pytest

from bot.commands.evaluate_recommend import recommend
from bot.domain.errors import InputError

CATALOGUE = "id,name,brand,price,currency\n" + "".join(
    f"p{number},Product {'abcdefgh'[number]},{'Heron' if number < 4 else 'Lark'},500,TWD\n"
    for number in range(8)
)
HEADER = "author_id,product_id,rating\n"


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    return written(tmp_path / "catalogue.csv", CATALOGUE)


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


async def refusal(train: Path, test: Path, catalogue: Path) -> str:
    with pytest.raises(InputError) as caught:
        await recommend(train, test, catalogue, as_json=False)
    assert "\n" not in str(caught.value)
    return str(caught.value)


async def test_a_file_that_is_not_there_is_named(tmp_path: Path, catalogue: Path) -> None:
    good = written(tmp_path / "good.csv", f"{HEADER}1,p0,5\n")
    assert "missing.csv" in await refusal(good, tmp_path / "missing.csv", catalogue)


async def test_a_catalogue_that_is_none_is_named(tmp_path: Path) -> None:
    good = written(tmp_path / "good.csv", f"{HEADER}1,p0,5\n")
    wrong = written(tmp_path / "wrong.csv", "colour\nred\n")
    assert "wrong.csv" in await refusal(good, good, wrong)


async def test_a_test_with_nothing_new_to_like_cannot_be_measured(
    tmp_path: Path, catalogue: Path
) -> None:
    good = written(tmp_path / "good.csv", f"{HEADER}1,p0,5\n1,p1,5\n2,p0,4\n")
    assert "Nothing can be measured" in await refusal(good, good, catalogue)


@pytest.mark.timeout(600)
async def test_a_small_shop_is_measured_with_every_method(
    tmp_path: Path, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every customer has three products of a brand; the test asks for the fourth."""
    train, test = [], []
    for customer in range(60):
        own = [f"p{4 * (customer % 2) + (customer // 2 + step) % 4}" for step in range(4)]
        train += [f"c{customer},{one},5\n" for one in own[:3]]
        test.append(f"c{customer},{own[3]},5\n")
    await recommend(
        written(tmp_path / "train.csv", HEADER + "".join(train)),
        written(tmp_path / "test.csv", HEADER + "".join(test)),
        catalogue,
        as_json=True,
    )
    report = json.loads(capsys.readouterr().out)
    names = {"ours", "popularity", "item_knn", "als", "ease", "rp3beta", "slim", "content"}
    assert report["methods"].keys() == names
    assert report["methods"]["ours"]["ndcg@10"] > report["methods"]["popularity"]["ndcg@10"]
    assert report["methods"]["ours"]["coverage"] == 1.0
