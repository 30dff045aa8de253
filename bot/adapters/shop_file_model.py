"""The shop file's shape: what may be written, and how it becomes the domain's facts.

Only `name`, `timezone`, `currency`, `languages` and `exchange_rates` must be there; what is left
out is unknown to the assistant, which then says so and offers a person.
"""

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.adapters.shop_file_terms import (
    Address,
    Currency,
    DeliveryPart,
    Part,
    PaymentPart,
    ReturnsPart,
    Texts,
)
from bot.domain.languages import Language
from bot.domain.seasons import Climate, climate_of
from bot.domain.shop import (
    Contact,
    ExchangeRates,
    Links,
    OpeningHours,
    OpenSpan,
    Promotion,
    ShopFacts,
)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"is {name!r}, which is no time zone of the IANA list") from None
    return name


def _end_of_day(value: object) -> object:
    return "00:00" if value == "24:00" else value


class SpanPart(Part):
    """From when until when people answer; `until` may be 24:00 or lie after midnight."""

    opens: time = Field(alias="from", examples=['"09:30"'])
    closes: Annotated[time, BeforeValidator(_end_of_day)] = Field(
        alias="until", examples=['"18:30"']
    )

    @model_validator(mode="after")
    def _takes_time(self) -> Self:
        if self.opens == self.closes and self.opens != time(0):
            raise ValueError('opens and closes at once: write from: "00:00", until: "24:00"')
        return self

    def to_facts(self) -> OpenSpan:
        """The domain's span."""
        return OpenSpan(self.opens, self.closes)


class ExceptionalDayPart(Part):
    """A holiday (no hours) or a day with hours of its own."""

    day: date = Field(alias="date", examples=["2027-01-01"])
    name: Texts
    hours: tuple[SpanPart, ...] = ()


class OpeningHoursPart(Part):
    """When people answer."""

    weekly: dict[
        Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
        tuple[SpanPart, ...],
    ]
    exceptions: tuple[ExceptionalDayPart, ...] = ()

    def to_facts(self, zone: ZoneInfo) -> OpeningHours:
        """The domain's hours."""
        return OpeningHours(
            zone=zone,
            weekly={WEEKDAYS.index(day): _to_spans(spans) for day, spans in self.weekly.items()},
            exceptions={item.day: _to_spans(item.hours) for item in self.exceptions},
        )


def _to_spans(spans: tuple[SpanPart, ...]) -> tuple[OpenSpan, ...]:
    return tuple(span.to_facts() for span in spans)


class PromotionPart(Part):
    """A dated offer."""

    id: str = Field(examples=["double-twelve-2026"])
    name: Texts
    text: Texts
    valid_from: date = Field(examples=["2026-12-10"])
    valid_until: date = Field(examples=["2026-12-12"])
    code: str | None = Field(default=None, examples=["DEW1212"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until < self.valid_from:
            raise ValueError(f"ends on {self.valid_until}, before it begins: swap the dates")
        return self

    def to_facts(self) -> Promotion:
        """The domain's promotion."""
        return Promotion(
            self.id, self.name, self.text, self.valid_from, self.valid_until, self.code
        )


class ContactPart(Part):
    """How to reach the shop outside the chat."""

    email: str | None = Field(default=None, pattern=r"^\S+@\S+$", examples=["hello@shop.example"])
    phone: str | None = Field(default=None, examples=['"02-5550-0100"'])
    address: Texts | None = None


class LinksPart(Part):
    """The shop's own pages."""

    shop: Address | None = None
    privacy: Address | None = None
    returns: Address | None = None
    orders: Address | None = None


class ExchangeRatesPart(Part):
    """What one unit is worth in the shop's own currency."""

    as_of: date = Field(examples=["2026-11-16"])
    rates: dict[Currency, Annotated[Decimal, Field(gt=0, allow_inf_nan=False)]] = Field(
        examples=["{USD: 32}"]
    )


class ShopFile(Part):
    """The whole file."""

    name: Texts
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(examples=["Asia/Taipei"])
    currency: Currency
    climate: Climate | None = Field(default=None, examples=["subtropical"])
    languages: list[Language] = Field(min_length=1, examples=["[zh, en]"])
    exchange_rates: ExchangeRatesPart
    delivery: DeliveryPart | None = None
    payment: PaymentPart | None = None
    returns: ReturnsPart | None = None
    opening_hours: OpeningHoursPart | None = None
    promotions: list[PromotionPart] | None = None
    membership: Texts | None = None
    samples: Texts | None = None
    gift_wrapping: Texts | None = None
    links: LinksPart = LinksPart()
    contact: ContactPart = ContactPart()

    @model_validator(mode="after")
    def _promotions_differ(self) -> Self:
        ids = [promotion.id for promotion in self.promotions or ()]
        twice = sorted({item for item in ids if ids.count(item) > 1})
        if twice:
            raise ValueError(f"names the promotion {twice[0]!r} twice: give each its own id")
        return self

    def to_facts(self) -> ShopFacts:
        """The domain's facts; the shop's own currency is worth one of itself."""
        zone = ZoneInfo(self.timezone)
        rates = {**self.exchange_rates.rates, self.currency: Decimal(1)}
        return ShopFacts(
            names=self.name,
            zone=zone,
            currency=self.currency,
            languages=tuple(self.languages),
            exchange_rates=ExchangeRates(self.exchange_rates.as_of, rates),
            delivery=self.delivery.to_facts() if self.delivery else None,
            payment=self.payment.to_facts() if self.payment else None,
            returns=self.returns.to_facts() if self.returns else None,
            opening_hours=self.opening_hours.to_facts(zone) if self.opening_hours else None,
            promotions=self._promotions_to_facts(),
            membership=self.membership,
            samples=self.samples,
            gift_wrapping=self.gift_wrapping,
            links=Links(**self.links.model_dump()),
            contact=Contact(**self.contact.model_dump()),
            climate=self.climate or climate_of(self.timezone),
        )

    def _promotions_to_facts(self) -> tuple[Promotion, ...] | None:
        if self.promotions is None:
            return None
        return tuple(promotion.to_facts() for promotion in self.promotions)
