"""Who is at the other end of a socket: a visitor by our signature, a customer by the shop's."""

import uuid
from dataclasses import dataclass, replace
from typing import Self

import jwt
from itsdangerous import BadData, URLSafeTimedSerializer

VISITOR_TOKEN_DAYS = 400
CLOCK_SKEW_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Visitor:
    """One browser of one shopper; `customer_id` is set once the shop has vouched for them."""

    id: str
    customer_id: str | None = None

    @classmethod
    def new(cls, customer_id: str | None = None) -> Self:
        """A visitor nobody has seen before, with an id that cannot be guessed."""
        return cls(uuid.uuid4().hex, customer_id)

    @property
    def conversation_id(self) -> str:
        """All messages of this visitor."""
        return f"web:{self.id}"


@dataclass(frozen=True, slots=True)
class CustomerProof:
    """What a shop's token says; `is_current` is False once it has expired."""

    customer_id: str
    is_current: bool


class VisitorTokens:
    """Signs and reads the token that a widget keeps between visits."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="dropwise.web.visitor")

    def to_token(self, visitor: Visitor) -> str:
        """A token to keep in the browser."""
        return str(self._serializer.dumps([visitor.id, visitor.customer_id]))

    def find_visitor(self, token: str | None) -> Visitor | None:
        """Whom the token names; None without a token that we signed."""
        if not token:
            return None
        try:
            visitor_id, customer_id = self._serializer.loads(
                token, max_age=VISITOR_TOKEN_DAYS * 86_400
            )
        except (BadData, TypeError, ValueError):
            return None
        return Visitor(visitor_id, customer_id)


class CustomerTokens:
    """Reads the token by which a shop proves a logged-in customer.

    A JSON Web Token (RFC 7519), HS256, with `sub` (the customer's id in the shop) and `exp`.
    """

    def __init__(self, shop_token_secret: str) -> None:
        self._secret = shop_token_secret

    def find_proof(self, token: str | None) -> CustomerProof | None:
        """What the token proves; None without a token that the shop signed."""
        if not token:
            return None
        try:
            return self._proof(token)
        except jwt.InvalidTokenError:
            return None

    def _proof(self, token: str) -> CustomerProof:
        try:
            return CustomerProof(self._subject(token, verify_exp=True), is_current=True)
        except jwt.ExpiredSignatureError:
            return CustomerProof(self._subject(token, verify_exp=False), is_current=False)

    def _subject(self, token: str, *, verify_exp: bool) -> str:
        claims = jwt.decode(
            token,
            self._secret,
            algorithms=["HS256"],
            leeway=CLOCK_SKEW_SECONDS,
            options={"require": ["sub", "exp"], "verify_exp": verify_exp},
        )
        return str(claims["sub"])


def to_admitted(visitor: Visitor | None, proof: CustomerProof | None) -> Visitor:
    """The visitor whose conversation this socket may see.

    A conversation that belongs to a customer opens only with a token of the same customer, so that
    the next person at a shared computer reads nothing of it; an expired one still opens it, as a
    page that stays open outlives its token, but proves nothing new.
    """
    customer_id = proof.customer_id if proof else None
    proven = customer_id if proof and proof.is_current else None
    if visitor is None or visitor.customer_id not in (None, customer_id):
        return Visitor.new(proven)
    return replace(visitor, customer_id=visitor.customer_id or proven)
