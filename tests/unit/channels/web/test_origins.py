"""Which pages may open the chat's socket."""

import pytest

from channels.web.origins import AllowedOrigins


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://shop.example", "chat.example"),
        ("https://SHOP.example:443", "chat.example"),
        ("http://127.0.0.1:8000", "127.0.0.1:8000"),
        ("https://chat.example", "chat.example"),
        (None, "chat.example"),
    ],
)
def test_our_own_and_the_shops_pages_may(origin: str | None, host: str) -> None:
    assert AllowedOrigins(["https://shop.example/"]).accepts(origin, host)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://shop.example",
        "https://shop.example.evil.example",
        "https://shop.example:8443",
        "null",
        "",
    ],
)
def test_others_may_not(origin: str) -> None:
    assert not AllowedOrigins(["https://shop.example"]).accepts(origin, "chat.example")


def test_a_star_lets_any_page() -> None:
    assert AllowedOrigins(["*"]).accepts("https://any.example", "chat.example")
