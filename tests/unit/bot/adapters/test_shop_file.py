"""Reading the shop file: what is known, what stays unknown, and what a bad file is told."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.shop_file import load_shop_file
from bot.domain.errors import InputError
from bot.domain.languages import Language

DEMO = Path(__file__).parents[4] / "data" / "demo" / "shop.yml"
SMALLEST = """
name: {en: Corner Shop, zh: 街角小店}
timezone: Asia/Taipei
currency: TWD
languages: [zh, en]
exchange_rates: {as_of: 2026-11-16, rates: {USD: 32}}
"""
Refuse = Callable[[str], str]


@pytest.fixture
def refuse(tmp_path: Path) -> Refuse:
    """The words with which a file of this text is refused, the folder cut off."""

    def words(text: str) -> str:
        path = tmp_path / "shop.yml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as refusal:
            load_shop_file(path)
        return str(refusal.value).replace(f"{tmp_path}/", "")

    return words


def test_the_demo_shop_file_is_taken_whole() -> None:
    facts = load_shop_file(DEMO)
    assert facts.names[Language.ZH] == "曦露研"
    assert facts.delivery is not None
    assert facts.delivery.overseas is not None
    assert facts.payment is not None
    assert {"credit_card", "line_pay", "cash_on_delivery", "pay_at_store"} <= {
        method.id for method in facts.payment.methods
    }
    assert facts.returns is not None
    assert facts.returns.days == 7
    assert facts.links.privacy is not None


def test_the_demo_shop_has_past_current_and_coming_promotions() -> None:
    facts = load_shop_file(DEMO)
    day = date(2026, 11, 22)
    current, coming = facts.promotions_on(day), facts.promotions_after(day)
    assert [item.id for item in current or ()] == ["first-cold-front-2026", "refill-bottle-2026"]
    assert next(item.id for item in coming or ()) == "double-twelve-2026"
    assert any(item.valid_until < day for item in facts.promotions or ())


def test_the_demo_agents_answer_till_midnight_on_sale_day_and_not_on_new_years_day() -> None:
    facts = load_shop_file(DEMO)
    hours = facts.opening_hours
    assert hours is not None
    assert hours.is_open(datetime(2026, 11, 11, 23, 59, tzinfo=facts.zone))
    assert not hours.is_open(datetime(2026, 11, 12, 0, 0, tzinfo=facts.zone))
    assert not hours.is_open(datetime(2027, 1, 1, 11, 0, tzinfo=facts.zone))
    eve_of_the_break = datetime(2027, 2, 3, 20, 0, tzinfo=facts.zone)
    assert hours.next_opening(eve_of_the_break) == datetime(2027, 2, 11, 9, 30, tzinfo=facts.zone)


def test_what_the_file_leaves_out_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "shop.yml"
    path.write_text(SMALLEST, encoding="utf-8")
    facts = load_shop_file(path)
    unknown = (facts.delivery, facts.payment, facts.returns, facts.opening_hours, facts.promotions)
    assert unknown == (None,) * 5
    assert facts.gift_wrapping is None
    assert facts.contact.phone is None


def test_the_shops_own_currency_always_has_a_rate(tmp_path: Path) -> None:
    path = tmp_path / "shop.yml"
    path.write_text(SMALLEST, encoding="utf-8")
    assert load_shop_file(path).exchange_rates.rates == {"USD": Decimal(32), "TWD": Decimal(1)}


def test_no_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"there is no such shop file; copy data/demo/shop\.yml"):
        load_shop_file(tmp_path / "absent.yml")


def test_a_missing_field_is_named_with_an_example(refuse: Refuse) -> None:
    text = SMALLEST.replace("timezone: Asia/Taipei\n", "")
    expected = "shop.yml: timezone is missing. Write for example `timezone: Asia/Taipei`."
    assert refuse(text) == expected


def test_a_wrong_amount_names_its_place_and_what_to_write(refuse: Refuse) -> None:
    option = "{id: home, name: {en: a, zh: b}, areas: {en: a, zh: b}, fee: free}"
    words = refuse(f"{SMALLEST}delivery: {{options: [{option}]}}\n")
    assert words.startswith("shop.yml: delivery.options.0.fee is 'free', but ")
    assert words.endswith("Write for example `fee: 60`.")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("Asia/Taipei", "Asia/Formosa"), "timezone is 'Asia/Formosa', which is no time zone"),
        (("zh: 街角小店", "zh: ' '"), "name has no words in zh"),
        (
            ("currency: TWD", "currency: NT"),
            "currency is 'NT', which has not the form it needs. Write for example `currency: TWD`.",
        ),
        (("USD: 32", "USD: 0"), "exchange_rates.rates.USD is 0, but"),
        (("[zh, en]", "[zh, kr]"), "languages.1 is 'kr', but"),
        (("zh: 街角小店", "zh: 街角小店, jp: 角店"), "name.jp is 'jp', but it should be"),
        (("languages", "langauges"), "langauges is no field of a shop file"),
    ],
)
def test_each_fault_is_a_sentence_with_its_field(
    change: tuple[str, str], sentence: str, refuse: Refuse
) -> None:
    assert f"shop.yml: {sentence}" in refuse(SMALLEST.replace(*change))


def test_a_wrong_time_shows_how_a_time_is_written(refuse: Refuse) -> None:
    hours = 'opening_hours: {weekly: {monday: [{from: "09:00", until: noon}]}}'
    words = refuse(SMALLEST + hours)
    assert "opening_hours.weekly.monday.0.until is 'noon'" in words
    assert words.endswith('Write for example `until: "18:30"`.')


def test_hours_that_take_no_time_are_refused(refuse: Refuse) -> None:
    hours = 'opening_hours: {weekly: {monday: [{from: "09:00", until: "09:00"}]}}'
    assert "opening_hours.weekly.monday.0 opens and closes at once" in refuse(SMALLEST + hours)


def test_a_promotion_that_ends_before_it_begins_is_refused(refuse: Refuse) -> None:
    offer = "{id: a, name: {en: a, zh: b}, text: {en: a, zh: b}, %s}"
    dates = "valid_from: 2026-12-12, valid_until: 2026-12-10"
    words = refuse(f"{SMALLEST}promotions: [{offer % dates}]")
    assert "promotions.0 ends on 2026-12-10, before it begins: swap the dates." in words


def test_two_promotions_of_one_id_are_refused(refuse: Refuse) -> None:
    dates = "valid_from: 2026-12-10, valid_until: 2026-12-12"
    offer = f"{{id: a, name: {{en: a, zh: b}}, text: {{en: a, zh: b}}, {dates}}}"
    assert "names the promotion 'a' twice" in refuse(f"{SMALLEST}promotions: [{offer}, {offer}]")


def test_broken_yaml_names_the_line(refuse: Refuse) -> None:
    assert "shop.yml: is not valid YAML at line 3" in refuse("name: {en: a, zh: b}\nlinks: [a\n")


@pytest.mark.parametrize("value", ["2026-06-31", "[" * 5000])
def test_a_value_yaml_itself_cannot_read_is_refused(value: str, refuse: Refuse) -> None:
    assert "shop.yml: holds a value YAML cannot read" in refuse(f"{SMALLEST}samples: {value}\n")


def test_a_field_written_twice_is_refused(refuse: Refuse) -> None:
    assert "is not valid YAML at line" in refuse(f"{SMALLEST}currency: USD\n")


def test_a_file_that_is_no_mapping_is_refused(refuse: Refuse) -> None:
    assert refuse("- just\n- a list\n") == "shop.yml: the whole file must hold named fields."


def test_at_most_five_faults_are_shown(refuse: Refuse) -> None:
    words = refuse("{a: 1, b: 2, c: 3}").splitlines()
    assert len(words) == 6
    assert words[-1] == "shop.yml: 3 more faults follow."


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.yml"
    path.write_bytes(SMALLEST.encode("big5"))
    with pytest.raises(InputError, match="cannot be read as UTF-8 text"):
        load_shop_file(path)


@given(st.text(max_size=200))
def test_any_text_is_either_taken_or_refused_in_sentences(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any-shop.yml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError):
        load_shop_file(path)
