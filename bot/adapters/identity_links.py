"""One-time links: the shop's own login proves who a conversation is.

The shopper opens `/identify/<token>`, is sent to the shop's login page, and comes back with a
token the shop signed (JWT, HS256, `sub` is the customer's id). The link's token is signed by us,
so that nothing is written before it is used; a used one is kept as a digest.
"""

import hashlib

import jwt
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.adapters.store.tables import ConversationRow, UsedLinkRow
from bot.domain.errors import InputError

LINK_MINUTES = 30


class SignedIdentityLinks:
    """Implements the `IdentityLinks` port and redeems what comes back."""

    def __init__(
        self, secret_key: str, base_url: str, *, has_login_page: bool, shop_secret: str | None
    ) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="dropwise.identity.link")
        self._base_url = base_url
        self._is_on = has_login_page and shop_secret is not None
        self._shop_secret = shop_secret or ""

    def link_for(self, conversation_id: str, event_id: str) -> str | None:
        """A link to send, None where the shop has no login page set up."""
        if not self._is_on:
            return None
        return f"{self._base_url}/identify/{self._serializer.dumps([conversation_id, event_id])}"

    def conversation_of(self, token: str) -> str:
        """The conversation a link was sent to; raises InputError for a foreign or old one."""
        try:
            conversation_id, _ = self._serializer.loads(token, max_age=LINK_MINUTES * 60)
        except (BadData, TypeError, ValueError):
            raise InputError(
                "This link is not valid any more: ask in the chat for a new one."
            ) from None
        return str(conversation_id)

    def customer_of(self, shop_token: str) -> str:
        """The customer the shop vouches for; raises InputError for another's signature."""
        try:
            claims = jwt.decode(
                shop_token,
                self._shop_secret,
                algorithms=["HS256"],
                options={"require": ["exp", "sub"]},
            )
        except jwt.InvalidTokenError:
            raise InputError("The shop's login did not confirm you: please try again.") from None
        return str(claims["sub"])


async def redeem(engine: AsyncEngine, token: str, conversation_id: str, customer_id: str) -> bool:
    """Tie the conversation to the customer; False where the link was used before."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    async with engine.begin() as connection:
        fresh = await connection.execute(
            insert(UsedLinkRow)
            .values(digest=digest)
            .on_conflict_do_nothing()
            .returning(UsedLinkRow.digest)
        )
        if fresh.one_or_none() is None:
            return False
        await connection.execute(
            update(ConversationRow)
            .where(ConversationRow.id == conversation_id)
            .values(customer_id=customer_id)
        )
    return True


async def is_used(engine: AsyncEngine, token: str) -> bool:
    """Whether a link has been used."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    async with engine.connect() as connection:
        found = await connection.scalar(
            select(UsedLinkRow.digest).where(UsedLinkRow.digest == digest)
        )
    return found is not None
