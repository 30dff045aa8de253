"""Whose conversation a socket may see."""

from datetime import UTC, datetime, timedelta

import jwt
import pytest

from channels.web.demo import sign_customer
from channels.web.visitors import (
    CustomerProof,
    CustomerTokens,
    Visitor,
    VisitorTokens,
    to_admitted,
)

SECRET = "the shop's token secret, at least 32 bytes"
NOW = datetime.now(UTC)
MEI = CustomerProof("mei", is_current=True)
MEI_EXPIRED = CustomerProof("mei", is_current=False)


def signed(secret: str = SECRET, algorithm: str = "HS256", **claims: object) -> str:
    whole = {"sub": "mei", "exp": NOW + timedelta(hours=1)} | claims
    return jwt.encode({k: v for k, v in whole.items() if v is not None}, secret, algorithm)


def test_a_visitors_token_brings_the_same_visitor_back() -> None:
    tokens = VisitorTokens("ours")
    visitor = Visitor("abc", "mei")
    assert tokens.find_visitor(tokens.to_token(visitor)) == visitor


@pytest.mark.parametrize(
    "token", [None, "", "x", "a.b.c", VisitorTokens("theirs").to_token(Visitor("abc"))]
)
def test_a_token_we_did_not_sign_is_nobodys(token: str | None) -> None:
    assert VisitorTokens("ours").find_visitor(token) is None


def test_a_token_changed_by_one_letter_is_nobodys() -> None:
    tokens = VisitorTokens("ours")
    token = tokens.to_token(Visitor("abc"))
    assert tokens.find_visitor(("A" if token[0] != "A" else "B") + token[1:]) is None


def test_what_the_shop_signed_proves_the_customer() -> None:
    assert CustomerTokens(SECRET).find_proof(sign_customer("mei", SECRET, NOW)) == MEI


def test_an_expired_token_proves_nothing_new() -> None:
    token = signed(exp=NOW - timedelta(hours=1))
    assert CustomerTokens(SECRET).find_proof(token) == MEI_EXPIRED


@pytest.mark.parametrize(
    "token",
    [
        None,
        "no token",
        signed(secret="somebody else's secret, just as long"),
        signed(exp=None),
        signed(sub=None),
        signed(algorithm="HS512"),
        jwt.encode({"sub": "mei", "exp": NOW + timedelta(hours=1)}, "", algorithm="none"),
    ],
)
def test_other_tokens_prove_nothing(token: str | None) -> None:
    assert CustomerTokens(SECRET).find_proof(token) is None


def test_a_stranger_gets_a_conversation_of_their_own() -> None:
    one, other = to_admitted(None, None), to_admitted(None, None)
    assert one.id != other.id
    assert one.customer_id is None


def test_logging_in_keeps_the_conversation_and_binds_it() -> None:
    assert to_admitted(Visitor("abc"), MEI) == Visitor("abc", "mei")


def test_an_expired_token_binds_nothing() -> None:
    assert to_admitted(Visitor("abc"), MEI_EXPIRED) == Visitor("abc")
    assert to_admitted(None, MEI_EXPIRED).customer_id is None


def test_a_page_left_open_keeps_its_customers_conversation() -> None:
    assert to_admitted(Visitor("abc", "mei"), MEI_EXPIRED) == Visitor("abc", "mei")


def test_after_logging_out_the_next_person_reads_nothing() -> None:
    assert to_admitted(Visitor("abc", "mei"), None).id != "abc"


def test_another_customer_reads_nothing() -> None:
    tom = CustomerProof("tom", is_current=True)
    admitted = to_admitted(Visitor("abc", "mei"), tom)
    assert admitted.id != "abc"
    assert admitted.customer_id == "tom"
