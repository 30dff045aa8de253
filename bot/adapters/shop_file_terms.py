"""How orders travel, are paid and go back, as the shop file writes it."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from bot.domain.languages import Language
from bot.domain.shop import (
    DayRange,
    Delivery,
    DeliveryOption,
    Instalments,
    Overseas,
    Payment,
    PaymentMethod,
    Returns,
)


def _both_languages(texts: dict[Language, str]) -> dict[Language, str]:
    missing = [
        language.value
        for language in (Language.EN, Language.ZH)
        if not texts.get(language, "").strip()
    ]
    if missing:
        raise ValueError(f"has no words in {' and '.join(missing)}")
    return texts


_TEXT_EXAMPLE = ["{en: English words, zh: 中文}"]
Texts = Annotated[
    dict[Language, str], AfterValidator(_both_languages), Field(examples=_TEXT_EXAMPLE)
]
Amount = Annotated[Decimal, Field(ge=0, allow_inf_nan=False, examples=["60"])]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["TWD"])]
Address = Annotated[str, Field(pattern=r"^(https://|/)\S+$", examples=["https://shop.example/"])]


class Part(BaseModel):
    """Named fields of the file; any other name is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DayRangePart(Part):
    """Working days, from `min` to `max`."""

    min: int = Field(ge=0, examples=["1"])
    max: int = Field(ge=0, examples=["3"])

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max < self.min:
            raise ValueError(f"has max {self.max} below min {self.min}: swap them")
        return self

    def to_facts(self) -> DayRange:
        """The domain's range."""
        return DayRange(self.min, self.max)


class DeliveryOptionPart(Part):
    """One way an order travels."""

    id: str = Field(examples=["home"])
    name: Texts
    areas: Texts
    fee: Amount | None = None
    free_over: Amount | None = Field(default=None, examples=["1200"])
    days: DayRangePart | None = Field(default=None, examples=["{min: 1, max: 3}"])
    carriers: list[str] = Field(default=[], examples=["[Heron Express]"])
    note: Texts | None = None

    def to_facts(self) -> DeliveryOption:
        """The domain's option."""
        return DeliveryOption(
            id=self.id,
            names=self.name,
            areas=self.areas,
            fee=self.fee,
            free_over=self.free_over,
            days=self.days.to_facts() if self.days else None,
            carriers=tuple(self.carriers),
            notes=self.note or {},
        )


class OverseasPart(Part):
    """Delivery abroad; left out when the shop has not decided."""

    ships: bool = Field(examples=["false"])
    countries: list[Annotated[str, Field(pattern=r"^[A-Z]{2}$")]] = Field(
        default=[], examples=["[HK, MO]"]
    )
    options: tuple[DeliveryOptionPart, ...] = ()

    def to_facts(self) -> Overseas:
        """The domain's delivery abroad."""
        options = tuple(option.to_facts() for option in self.options)
        return Overseas(self.ships, tuple(self.countries), options)


class DeliveryPart(Part):
    """How orders travel."""

    dispatch_days: DayRangePart | None = Field(default=None, examples=["{min: 0, max: 2}"])
    options: list[DeliveryOptionPart] = Field(min_length=1)
    overseas: OverseasPart | None = None

    def to_facts(self) -> Delivery:
        """The domain's delivery."""
        return Delivery(
            options=tuple(option.to_facts() for option in self.options),
            dispatch_days=self.dispatch_days.to_facts() if self.dispatch_days else None,
            overseas=self.overseas.to_facts() if self.overseas else None,
        )


class PaymentMethodPart(Part):
    """One way to pay."""

    id: str = Field(examples=["credit_card"])
    name: Texts
    fee: Amount | None = None
    max_total: Amount | None = Field(default=None, examples=["20000"])
    note: Texts | None = None

    def to_facts(self) -> PaymentMethod:
        """The domain's method."""
        return PaymentMethod(self.id, self.name, self.fee, self.max_total, self.note or {})


class InstalmentsPart(Part):
    """One instalment plan."""

    months: int = Field(ge=2, le=60, examples=["3"])
    min_total: Amount
    interest_percent: Amount = Field(examples=["0"])

    def to_facts(self) -> Instalments:
        """The domain's plan."""
        return Instalments(self.months, self.min_total, self.interest_percent)


class PaymentPart(Part):
    """How orders are paid."""

    methods: list[PaymentMethodPart] = Field(min_length=1)
    invoices: Texts | None = None
    instalments: list[InstalmentsPart] | None = None

    def to_facts(self) -> Payment:
        """The domain's payment."""
        plans = self.instalments
        return Payment(
            methods=tuple(method.to_facts() for method in self.methods),
            invoices=self.invoices,
            instalments=None if plans is None else tuple(plan.to_facts() for plan in plans),
        )


class ReturnsPart(Part):
    """The returns policy."""

    days: int = Field(ge=0, examples=["7"])
    conditions: Texts
    who_pays: Texts | None = None
    refund_days: DayRangePart | None = Field(default=None, examples=["{min: 7, max: 14}"])
    exchanges: Texts | None = None

    def to_facts(self) -> Returns:
        """The domain's policy."""
        refund_days = self.refund_days.to_facts() if self.refund_days else None
        return Returns(self.days, self.conditions, self.who_pays, refund_days, self.exchanges)
