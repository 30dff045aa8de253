"""Replies of every awkward kind, for the platforms' outbound tests."""

from decimal import Decimal

from hypothesis import strategies as st

from bot.domain.messages import ProductCard, QuickReply, Reply
from bot.domain.money import Price

ANY = st.characters(exclude_categories=[])
WORDS = st.text(ANY, max_size=60) | st.text(
    st.sampled_from("好a👍🏽 \n.。\x00\ud800"), max_size=3_000
)
LONG = st.builds(lambda text, times: text * times, WORDS, st.integers(1, 300))
URLS = (
    st.none()
    | WORDS
    | st.sampled_from(
        [
            "https://shop.example/p/1",
            "http://shop.example/p/1",
            "https://shop.example/商品/1?q=精華 液",
            "https://" + "x" * 300 + ".example/" + "y" * 3_000,
            "https://商店.example/1",
            "https://[::1",
            "https://shop.example:port/",
            "javascript:alert(1)",
            "https://shop.example/%E5%95%86?a=%20&b=c#d",
        ]
    )
)
CARDS = st.builds(
    ProductCard,
    id=WORDS,
    name=WORDS,
    price=st.builds(
        Price,
        st.decimals(0, 10**9, places=2),
        st.sampled_from(["TWD", "USD", "XXX"]),
    ),
    url=URLS,
    reasons=st.lists(WORDS, max_size=4).map(tuple),
)
BUTTONS = st.builds(QuickReply, label=WORDS, payload=st.none() | WORDS)
REPLIES = st.builds(
    Reply,
    text=WORDS | LONG,
    products=st.lists(CARDS, max_size=14).map(tuple),
    quick_replies=st.lists(BUTTONS, max_size=16).map(tuple),
)


def card(number=1, **fields):
    """A plain product."""
    return ProductCard(
        **{
            "id": f"p{number}",
            "name": f"Dew Drop Serum {number}",
            "price": Price(Decimal(1280), "TWD"),
            "url": f"https://shop.example/p/{number}",
            "reasons": ("for dry skin", "with ceramide", "within your budget"),
            **fields,
        }
    )
