"""Prices and budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Self

from bot.domain.errors import InputError

# Units without a smaller coin in daily use: shown without decimals.
_WHOLE_CURRENCIES = frozenset({"TWD", "JPY", "KRW", "THB"})


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def in_currency(self, currency: str, rates: Mapping[str, Decimal]) -> "Price":
        """The same worth in another currency; `rates` says what one unit is worth in a common base.

        Raises:
            InputError: a currency has no rate.
        """
        if currency == self.currency:
            return self
        missing = {currency, self.currency} - rates.keys()
        if missing:
            raise InputError(f"No exchange rate for {', '.join(sorted(missing))} in the shop file.")
        return Price(self.amount * rates[self.currency] / rates[currency], currency)

    def rounded(self) -> "Price":
        """The amount that can be paid: to the cent, or whole where no smaller coin is in use."""
        places = Decimal(1) if self.currency in _WHOLE_CURRENCIES else Decimal("0.01")
        return Price(self.amount.quantize(places, ROUND_HALF_UP), self.currency)

    def __str__(self) -> str:
        """How a shopper reads it: `NT$1,280`, `US$39.50`."""
        amount = self.rounded().amount
        sign = {"TWD": "NT$", "USD": "US$", "JPY": "¥", "THB": "฿", "EUR": "€", "GBP": "£"}
        return f"{sign.get(self.currency, self.currency + ' ')}{amount:,}"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a shopper wants to spend; no currency means the shop's own."""

    min: Decimal | None = None
    max: Decimal | None = None
    currency: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The taxonomy's budget object."""
        return {"min": _number(self.min), "max": _number(self.max), "currency": self.currency}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """Read the taxonomy's budget object; raises InputError where it is not one."""
        return cls(
            _decimal(value.get("min")), _decimal(value.get("max")), value.get("currency") or None
        )


def _decimal(value: Any) -> Decimal | None:
    if value is None:
        return None
    try:
        amount = Decimal(str(value))
    except ArithmeticError:
        raise InputError(f"A budget's min and max are numbers, not {value!r}.") from None
    if not amount.is_finite() or amount < 0:
        raise InputError(f"A budget's min and max are numbers from 0 up, not {value!r}.")
    return amount


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
