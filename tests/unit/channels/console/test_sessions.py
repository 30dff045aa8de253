"""The console's cookie and its forms' tokens."""

import pytest

from channels.console.sessions import Session, Sessions
from channels.console.sign_in import to_own_page


def test_a_cookie_brings_the_same_session_back() -> None:
    sessions = Sessions("ours")
    session = Session(agent_id="mei", session_key="k")
    assert sessions.find_session(sessions.to_cookie(session)) == session


@pytest.mark.parametrize("cookie", [None, "", "x", Sessions("theirs").to_cookie(Session())])
def test_a_cookie_we_did_not_sign_is_no_session(cookie: str | None) -> None:
    assert Sessions("ours").find_session(cookie) is None


def test_a_form_is_ours_only_in_its_own_session() -> None:
    sessions = Sessions("ours")
    one, other = Session(), Session()
    assert sessions.is_own_form(one, sessions.csrf_token(one))
    assert not sessions.is_own_form(one, sessions.csrf_token(other))
    assert not sessions.is_own_form(one, "")
    assert not sessions.is_own_form(one, "é")


@pytest.mark.parametrize(
    ("referer", "page"),
    [
        ("https://chat.example/console/conversations/web:a", "/console/conversations/web:a"),
        ("https://chat.example/console", "/console"),
        ("https://evil.example/consoles", "/console"),
        (None, "/console"),
    ],
)
def test_one_returns_to_a_page_of_ours(referer: str | None, page: str) -> None:
    assert to_own_page(referer) == page
