"""What the shop's facts answer: opening hours, promotions and delivery fees."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from bot.domain.languages import Language
from bot.domain.shop import (
    DeliveryOption,
    ExchangeRates,
    OpeningHours,
    OpenSpan,
    Promotion,
    ShopFacts,
)

TAIPEI = ZoneInfo("Asia/Taipei")
MORNING = OpenSpan(time(9, 30), time(12, 30))
AFTERNOON = OpenSpan(time(13, 30), time(18, 30))
LATE = OpenSpan(time(20, 0), time(2, 0))
WHOLE_DAY = OpenSpan(time(0, 0), time(0, 0))
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TAIPEI)


def weekdays(**more: object) -> OpeningHours:
    return OpeningHours(TAIPEI, dict.fromkeys(range(5), (MORNING, AFTERNOON)), **more)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-20T09:29:59", False),
        ("2026-11-20T09:30:00", True),
        ("2026-11-20T12:29:59", True),
        ("2026-11-20T12:30:00", False),
        ("2026-11-20T13:30:00", True),
        ("2026-11-20T18:30:00", False),
        ("2026-11-21T10:00:00", False),
    ],
)
def test_opening_belongs_to_the_span_and_closing_does_not(moment: str, is_open: bool) -> None:
    assert weekdays().is_open(at(moment)) is is_open


def test_hours_count_in_the_shops_zone_whatever_zone_the_moment_is_in() -> None:
    assert weekdays().is_open(datetime(2026, 11, 20, 1, 30, tzinfo=UTC))
    assert not weekdays().is_open(datetime(2026, 11, 20, 11, 0, tzinfo=UTC))


def test_a_span_over_midnight_stays_open_on_the_next_day() -> None:
    hours = OpeningHours(TAIPEI, {FRIDAY: (LATE,)})
    assert hours.is_open(at("2026-11-20T23:59:59"))
    assert hours.is_open(at("2026-11-21T00:00:00"))
    assert hours.is_open(at("2026-11-21T01:59:59"))
    assert not hours.is_open(at("2026-11-21T02:00:00"))
    assert not hours.is_open(at("2026-11-20T01:00:00"))


def test_midnight_to_midnight_is_the_whole_day_and_no_more() -> None:
    hours = OpeningHours(TAIPEI, {SATURDAY: (WHOLE_DAY,)})
    assert hours.is_open(at("2026-11-21T00:00:00"))
    assert hours.is_open(at("2026-11-21T23:59:59"))
    assert not hours.is_open(at("2026-11-22T00:00:00"))


def test_a_holiday_closes_the_day_and_a_special_day_replaces_the_hours() -> None:
    hours = weekdays(exceptions={date(2026, 12, 25): (), date(2026, 12, 12): (MORNING,)})
    assert not hours.is_open(at("2026-12-25T10:00:00"))
    assert hours.is_open(at("2026-12-12T10:00:00"))
    assert hours.next_opening(at("2026-12-24T19:00:00")) == at("2026-12-28T09:30:00")


def test_the_night_before_a_holiday_still_ends_on_the_holiday() -> None:
    hours = OpeningHours(TAIPEI, {FRIDAY: (LATE,)}, {date(2026, 11, 21): ()})
    assert hours.is_open(at("2026-11-21T01:00:00"))


@pytest.mark.parametrize(
    ("now", "opening"),
    [
        ("2026-11-20T08:00:00", "2026-11-20T09:30:00"),
        ("2026-11-20T12:45:00", "2026-11-20T13:30:00"),
        ("2026-11-20T18:30:00", "2026-11-23T09:30:00"),
        ("2026-11-22T23:59:59", "2026-11-23T09:30:00"),
        ("2026-11-20T09:30:00", "2026-11-20T13:30:00"),
    ],
)
def test_the_next_opening_is_the_first_that_lies_ahead(now: str, opening: str) -> None:
    assert weekdays().next_opening(at(now)) == at(opening)


def test_spans_given_out_of_order_still_give_the_earliest_opening() -> None:
    hours = OpeningHours(TAIPEI, {MONDAY: (AFTERNOON, MORNING)})
    assert hours.next_opening(at("2026-11-23T00:00:00")) == at("2026-11-23T09:30:00")


def test_a_shop_that_never_opens_has_no_next_opening() -> None:
    assert OpeningHours(TAIPEI, {}).next_opening(at("2026-11-20T08:00:00")) is None


def promotion(name: str, first: date, last: date) -> Promotion:
    texts = {Language.EN: name}
    return Promotion(name, texts, texts, first, last)


def shop(promotions: tuple[Promotion, ...] | None) -> ShopFacts:
    return ShopFacts(
        names={Language.EN: "A shop"},
        zone=TAIPEI,
        currency="TWD",
        languages=(Language.EN,),
        exchange_rates=ExchangeRates(date(2026, 11, 16), {"TWD": Decimal(1)}),
        promotions=promotions,
    )


def ids(promotions: tuple[Promotion, ...] | None) -> list[str]:
    assert promotions is not None
    return [item.id for item in promotions]


def test_a_promotion_holds_on_its_first_and_last_day_and_not_around_them() -> None:
    offer = promotion("offer", date(2026, 12, 10), date(2026, 12, 12))
    days = [date(2026, 12, day) for day in (9, 10, 12, 13)]
    assert [offer.is_valid_on(day) for day in days] == [False, True, True, False]


def test_current_promotions_come_with_the_soonest_to_end_first() -> None:
    long = promotion("long", date(2026, 11, 1), date(2026, 12, 31))
    short = promotion("short", date(2026, 11, 16), date(2026, 12, 6))
    later = promotion("later", date(2026, 12, 10), date(2026, 12, 12))
    facts = shop((long, later, short))
    assert ids(facts.promotions_on(date(2026, 11, 20))) == ["short", "long"]
    assert ids(facts.promotions_after(date(2026, 11, 20))) == ["later"]
    assert ids(facts.promotions_after(date(2026, 12, 10))) == []


def test_unknown_promotions_are_not_the_same_as_none() -> None:
    assert shop(None).promotions_on(date(2026, 11, 20)) is None
    assert shop(None).promotions_after(date(2026, 11, 20)) is None
    assert shop(()).promotions_on(date(2026, 11, 20)) == ()


def test_the_shops_day_turns_at_its_own_midnight() -> None:
    facts = shop(())
    assert facts.day_of(datetime(2026, 12, 12, 15, 59, tzinfo=UTC)) == date(2026, 12, 12)
    assert facts.day_of(datetime(2026, 12, 12, 16, 0, tzinfo=UTC)) == date(2026, 12, 13)


def option(fee: Decimal | None, free_over: Decimal | None) -> DeliveryOption:
    texts = {Language.EN: "Home"}
    return DeliveryOption("home", texts, texts, fee=fee, free_over=free_over)


def test_delivery_is_free_from_the_threshold_on() -> None:
    home = option(Decimal(100), Decimal(1500))
    assert home.fee_for(Decimal("1499.99")) == 100
    assert home.fee_for(Decimal(1500)) == 0


def test_an_unknown_fee_stays_unknown() -> None:
    assert option(None, None).fee_for(Decimal(10_000)) is None
