"""What no model knows and only the shop can say: delivery, payment, returns, hours, promotions.

A fact the shop has not given is None: unknown. Whoever speaks says so and offers a person;
an empty tuple, on the other hand, says that there is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.domain.languages import Language
from bot.domain.seasons import Climate

Texts: TypeAlias = Mapping[Language, str]

_SEARCHED_DAYS = 60


@dataclass(frozen=True, slots=True)
class DayRange:
    """A span of working days, both ends included."""

    min: int
    max: int


@dataclass(frozen=True, slots=True)
class DeliveryOption:
    """One way an order reaches the shopper; amounts are in the shop's own currency.

    Attributes:
        fee: None when unknown.
        free_over: order total from which it costs nothing; None where that never happens.
        days: working days from dispatch to door; None when unknown.
    """

    id: str
    names: Texts
    areas: Texts
    fee: Decimal | None = None
    free_over: Decimal | None = None
    days: DayRange | None = None
    carriers: tuple[str, ...] = ()
    notes: Texts = field(default_factory=dict)

    def fee_for(self, order_total: Decimal) -> Decimal | None:
        """What delivery costs at this order total; None when unknown."""
        if self.free_over is not None and order_total >= self.free_over:
            return Decimal(0)
        return self.fee


@dataclass(frozen=True, slots=True)
class Overseas:
    """Delivery abroad; `countries` are ISO 3166 codes that an option of `options` reaches."""

    ships: bool
    countries: tuple[str, ...] = ()
    options: tuple[DeliveryOption, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How orders travel; `dispatch_days` is the time until an order leaves the shop."""

    options: tuple[DeliveryOption, ...]
    dispatch_days: DayRange | None = None
    overseas: Overseas | None = None


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way to pay; `fee` is None when unknown, `max_total` None when there is no limit."""

    id: str
    names: Texts
    fee: Decimal | None = None
    max_total: Decimal | None = None
    notes: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instalments:
    """One instalment plan by card."""

    months: int
    min_total: Decimal
    interest_percent: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """How orders are paid and invoiced."""

    methods: tuple[PaymentMethod, ...]
    invoices: Texts | None = None
    instalments: tuple[Instalments, ...] | None = None


@dataclass(frozen=True, slots=True)
class Returns:
    """The shop's returns policy; `days` count from the day after the parcel arrived."""

    days: int
    conditions: Texts
    who_pays: Texts | None = None
    refund_days: DayRange | None = None
    exchanges: Texts | None = None


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """Local opening time; a `closes` not after `opens` lies on the next day (24:00 is 00:00)."""

    opens: time
    closes: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """First moment open and first moment closed again, aware."""
        closing_day = day if self.closes > self.opens else day + timedelta(days=1)
        return (
            datetime.combine(day, self.opens, zone),
            datetime.combine(closing_day, self.closes, zone),
        )


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When people answer.

    Attributes:
        weekly: spans by weekday, Monday is 0; a missing day is closed.
        exceptions: spans of single days, empty on holidays; they replace the weekday's.
    """

    zone: ZoneInfo
    weekly: Mapping[int, tuple[OpenSpan, ...]]
    exceptions: Mapping[date, tuple[OpenSpan, ...]] = field(default_factory=dict)

    def spans_on(self, day: date) -> tuple[OpenSpan, ...]:
        """The spans that begin on that day."""
        return self.exceptions.get(day, self.weekly.get(day.weekday(), ()))

    def is_open(self, now: datetime) -> bool:
        """Whether a person answers at this moment (aware datetime)."""
        today = now.astimezone(self.zone).date()
        return any(
            opens <= now < closes
            for opens, closes in self._openings(today - timedelta(days=1), days=2)
        )

    def next_opening(self, now: datetime) -> datetime | None:
        """The first opening after `now` in the shop's zone; None if 60 days bring none."""
        today = now.astimezone(self.zone).date()
        openings = (opens for opens, _ in self._openings(today, days=_SEARCHED_DAYS))
        return next((opens for opens in openings if opens > now), None)

    def _openings(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        for offset in range(days):
            day = first + timedelta(days=offset)
            for span in sorted(self.spans_on(day), key=lambda span: span.opens):
                yield span.on(day, self.zone)


@dataclass(frozen=True, slots=True)
class Promotion:
    """A dated offer; both dates belong to it, counted in the shop's own zone."""

    id: str
    names: Texts
    texts: Texts
    valid_from: date
    valid_until: date
    code: str | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether it may be promised on that day."""
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach the shop outside the chat; None is unknown."""

    email: str | None = None
    phone: str | None = None
    address: Texts | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of the shop's own pages; None is unknown."""

    shop: str | None = None
    privacy: str | None = None
    returns: str | None = None
    orders: str | None = None


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """What one unit of each currency is worth in the shop's own, on a day."""

    as_of: date
    rates: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """Everything of the shop file; None is unknown: say so and offer a person.

    `climate` is the time zone's where the file names none.
    """

    names: Texts
    zone: ZoneInfo
    currency: str
    languages: tuple[Language, ...]
    exchange_rates: ExchangeRates
    delivery: Delivery | None = None
    payment: Payment | None = None
    returns: Returns | None = None
    opening_hours: OpeningHours | None = None
    promotions: tuple[Promotion, ...] | None = None
    membership: Texts | None = None
    samples: Texts | None = None
    gift_wrapping: Texts | None = None
    links: Links = Links()
    contact: Contact = Contact()
    climate: Climate | None = None

    def day_of(self, moment: datetime) -> date:
        """The shop's own calendar day of an aware moment."""
        return moment.astimezone(self.zone).date()

    def promotions_on(self, day: date) -> tuple[Promotion, ...] | None:
        """Offers valid on that day, the soonest to end first; None when unknown."""
        if self.promotions is None:
            return None
        valid = (promotion for promotion in self.promotions if promotion.is_valid_on(day))
        return tuple(sorted(valid, key=lambda promotion: promotion.valid_until))

    def promotions_after(self, day: date) -> tuple[Promotion, ...] | None:
        """Offers that begin later than that day, the next first; None when unknown."""
        if self.promotions is None:
            return None
        coming = (promotion for promotion in self.promotions if promotion.valid_from > day)
        return tuple(sorted(coming, key=lambda promotion: promotion.valid_from))
