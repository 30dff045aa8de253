"""What a reply becomes where a platform can show less than it holds; shared by the platforms."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from bot.domain.languages import Language
from bot.domain.messages import ProductCard, QuickReply, Reply
from bot.domain.ports import Pictures, Wording
from channels.text import length, one_line, safe_text, shorten

# Both platforms show 13 quick replies of 20 characters.
MAX_QUICK_REPLIES = 13
MAX_LABEL = 20
MAX_REASONS = 2
_URL_SAFE = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Labels:
    """The words on a product card's buttons, in one language."""

    wording: Wording
    language: Language

    @property
    def view(self) -> str:
        """On the button that opens the shop's page."""
        return self.wording.text("label_card_view", self.language)

    @property
    def ask(self) -> str:
        """On the button that asks about the product."""
        return self.wording.text("label_card_ask", self.language)

    def question(self, card: ProductCard) -> str:
        """What a tap on "ask" says for the shopper."""
        return self.wording.text("label_card_question", self.language, name=name_of(card))


@dataclass(frozen=True, slots=True)
class CardParts:
    """A card reduced to what platforms can show: one-line texts and usable addresses."""

    name: str
    price: str
    reasons: tuple[str, ...]
    page: str | None
    address: str | None
    picture: str | None
    question: str


def to_parts(
    card: ProductCard, labels: Labels, pictures: Pictures, longest_address: int
) -> CardParts:
    """Reduce a card; `address` is the page's in words where no button may open it."""
    page = to_https(card.url, longest_address)
    picture = pictures.url_of(card)
    return CardParts(
        name=name_of(card),
        price=str(card.price),
        reasons=tuple(filter(None, map(one_line, card.reasons)))[:MAX_REASONS],
        page=page,
        address=one_line(card.url) or None if card.url and page is None else None,
        picture=to_https(picture, longest_address),
        question=labels.question(card),
    )


def name_of(card: ProductCard) -> str:
    """The name to show; a card without one shows its id."""
    return shorten(card.name, 100) or shorten(card.id, 100) or "–"


def to_https(url: str | None, longest: int) -> str | None:
    """The address as platforms take it (https, ASCII, not too long); None where it is not one."""
    try:
        parts = urlsplit((url or "").strip())
        host, _port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme != "https" or not host or not host.isascii() or " " in parts.netloc:
        return None
    encoded = quote(safe_text(parts.geturl()), safe=_URL_SAFE)
    return encoded if len(encoded) <= longest else None


def usable(buttons: Sequence[QuickReply]) -> list[QuickReply]:
    """The buttons that have words on them."""
    return [button for button in buttons if one_line(button.label)]


def payload_of(button: QuickReply, longest: int) -> str | None:
    """What a tap sends back; None where there is nothing or too much for the platform."""
    payload = safe_text(button.payload or "").strip()
    return payload if payload and length(payload) <= longest else None


def text_of(reply: Reply) -> str:
    """The reply's words, with a line for each button there is no room for.

    Where buttons or nothing else carries the message, their labels stand for the text: no
    platform sends buttons alone.
    """
    buttons = usable(reply.quick_replies)
    text = safe_text(reply.text).strip()
    unseen = buttons[MAX_QUICK_REPLIES:]
    if not text and not reply.products:
        unseen = buttons
    lines = [f"• {one_line(button.label)}" for button in unseen]
    return "\n".join(filter(None, [text, *lines]))
