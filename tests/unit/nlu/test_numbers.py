import pytest

from bot.nlu.numbers import find_numbers
from bot.nlu.reading import Reader


@pytest.fixture(scope="module")
def reader(lexicon) -> Reader:
    return Reader(lexicon)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1000", [1000]),
        ("1,000.50", [1000.5]),
        ("１２３", [123]),
        ("1.5k", [1500]),
        ("一千五", [1500]),
        ("一千五百", [1500]),
        ("一千零五", [1005]),
        ("兩百五", [250]),
        ("1千5", [1500]),
        ("三千", [3000]),
        ("十五", [15]),
        ("二十", [20]),
        ("一萬二", [12000]),
        ("三萬五千", [35000]),
        ("千元", [1000]),
        ("兩三天", [3]),
        ("two hundred fifty", [250]),
        ("twenty five", [25]),
        ("a hundred", [100]),
        ("สองร้อย", [200]),
        ("๕๐๐", [500]),
        ("500 to 800", [500, 800]),
        ("ok", []),
        ("vitamin b3", []),
    ],
)
def test_numbers_are_read_as_customers_write_them(reader, text, values):
    assert [number.value for number in find_numbers(reader.read(text))] == values
