"""One line of an order file, validated."""

from datetime import UTC, datetime, tzinfo
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
    ValidationInfo,
    model_validator,
)

from bot.adapters.imports.catalogue_record import Text, reason_of, to_currency
from bot.adapters.imports.cells import to_amount, to_count, to_moment, to_text
from bot.domain.amounts import Amount
from bot.domain.catalogue_words import plain
from bot.domain.languages import Language
from bot.domain.orders import OrderStatus

_STATUS_WORDS = {
    OrderStatus.PROCESSING: (
        "processing", "pending", "paid", "unpaid", "open", "new", "confirmed", "unfulfilled",
        "partial", "on hold", "處理中", "待處理", "待出貨", "未出貨", "備貨中",
        "已付款", "待付款", "已成立",
    ),
    OrderStatus.SHIPPED: (
        "shipped", "fulfilled", "in transit", "dispatched", "on the way", "out for delivery",
        "已出貨", "出貨", "配送中", "運送中", "已寄出",
    ),
    OrderStatus.DELIVERED: (
        "delivered", "completed", "complete", "received", "closed",
        "已送達", "已到貨", "已取貨", "已完成", "完成",
    ),
    OrderStatus.CANCELLED: ("cancelled", "canceled", "voided", "void", "已取消", "取消", "作廢"),
    OrderStatus.RETURNED: ("returned", "refunded", "restocked", "已退貨", "退貨", "已退款", "退款"),
}  # fmt: skip
_STATUSES = {word: status for status, words in _STATUS_WORDS.items() for word in words}


def _to_status(value: Any) -> OrderStatus:
    status = _STATUSES.get(plain(str(value)).replace("_", " "))
    if status is None:
        known = ", ".join(status.value for status in OrderStatus)
        raise ValueError(f"{str(value)[:40]!r} is none of {known}")
    return status


def _to_ordered_at(value: Any, info: ValidationInfo) -> datetime:
    return to_moment(value, (info.context or {}).get("timezone", UTC))


def _to_language(value: Any) -> str | None:
    """A language we speak, by its code or locale; any other counts as not said."""
    code = str(value).strip().lower()[:2]
    return code if code in set(Language) else None


def _to_order_id(value: Any) -> str | None:
    """The number as a shopper would write it: without Shopify's #."""
    return (to_text(value) or "").lstrip("# ") or None


def _to_contact(value: Any) -> str:
    """Without the apostrophe by which spreadsheets keep a leading zero."""
    return str(value).strip().lstrip("'").strip()


Contact = Annotated[str | None, BeforeValidator(_to_contact)]


class OrderLineRecord(BaseModel):
    """One product of one order as the file says it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    order_id: Annotated[str | None, BeforeValidator(_to_order_id)] = None
    customer_id: Text = None
    customer_name: Text = None
    email: Contact = None
    phone: Contact = None
    language: Annotated[str | None, BeforeValidator(_to_language)] = None
    ordered_at: Annotated[datetime | None, BeforeValidator(_to_ordered_at)] = None
    status: Annotated[OrderStatus | None, BeforeValidator(_to_status)] = None
    cancelled_at: Text = None
    carrier: Text = None
    tracking_number: Text = None
    product_id: Text = None
    product_name: Text = None
    quantity: Annotated[int, BeforeValidator(to_count)] = 1
    unit_price: Annotated[Amount | None, BeforeValidator(to_amount)] = None
    currency: Annotated[str | None, BeforeValidator(to_currency)] = None

    @model_validator(mode="after")
    def _has_what_is_a_must(self) -> Self:
        if not self.order_id:
            raise ValueError("no order number")
        if not (self.customer_id or self.email or self.phone):
            raise ValueError("no customer: an id, an e-mail address or a phone number")
        if self.ordered_at is None:
            raise ValueError("no date")
        if not (self.product_id or self.product_name):
            raise ValueError("no product: an id or a name")
        return self


def to_line_record(cells: dict[str, Any], timezone: tzinfo) -> OrderLineRecord:
    """Read the cells of one line by field; raises ValueError with the reason."""
    try:
        return OrderLineRecord.model_validate(cells, context={"timezone": timezone})
    except ValidationError as error:
        raise ValueError(reason_of(error)) from None
