"""Is it genuine?"""

import hashlib
import hmac

_SCHEME = "sha256="


def is_genuine(body: bytes, signature: str | None, *, app_secret: str) -> bool:
    """Whether Meta signed this raw body (header `X-Hub-Signature-256`).

    HMAC-SHA256 of the body with the app secret, in hexadecimal, compared in constant time:
    https://developers.facebook.com/docs/messenger-platform/webhooks#validate-payloads
    """
    if signature is None:
        return False
    digest = hmac.digest(app_secret.encode(), body, hashlib.sha256).hex()
    return hmac.compare_digest((_SCHEME + digest).encode(), signature.encode())


def is_our_subscription(mode: str | None, token: str | None, *, verify_token: str) -> bool:
    """Whether a GET is Meta asking us, with the word we agreed on, to confirm the webhook."""
    is_word = hmac.compare_digest((token or "").encode(), verify_token.encode())
    return mode == "subscribe" and is_word
