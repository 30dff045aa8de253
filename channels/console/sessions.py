"""Who is signed in: a signed cookie, and the token that proves a form came from our own page."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from itsdangerous import BadData, URLSafeTimedSerializer

COOKIE = "dropwise_console"
SESSION_HOURS = 12


@dataclass(frozen=True, slots=True)
class Session:
    """One browser's visit; without `agent_id` nobody is signed in yet.

    Attributes:
        nonce: random, new at every sign-in; forms' tokens derive from it.
        session_key: the agent's at sign-in; a changed password ends the session.
    """

    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    agent_id: str | None = None
    session_key: str | None = None


class Sessions:
    """Writes and reads the cookie, and the token of a session's forms."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeTimedSerializer(secret_key, salt="dropwise.console.session")
        self._csrf_key = hashlib.sha256(b"dropwise.console.csrf" + secret_key.encode()).digest()

    def to_cookie(self, session: Session) -> str:
        """The cookie's value."""
        return str(self._serializer.dumps([session.nonce, session.agent_id, session.session_key]))

    def find_session(self, cookie: str | None) -> Session | None:
        """The session of a cookie that we signed within the last twelve hours."""
        try:
            values = self._serializer.loads(cookie or "", max_age=SESSION_HOURS * 3600)
        except BadData:
            return None
        return Session(*values)

    def csrf_token(self, session: Session) -> str:
        """What every form of this session must carry."""
        return hmac.new(self._csrf_key, session.nonce.encode(), hashlib.sha256).hexdigest()

    def is_own_form(self, session: Session, token: str) -> bool:
        """Whether a form's token is this session's."""
        return hmac.compare_digest(self.csrf_token(session).encode(), token.encode())
