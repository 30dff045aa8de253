"""Is it genuine?"""

import base64
import hashlib
import hmac


def is_genuine(body: bytes, signature: str | None, *, channel_secret: str) -> bool:
    """Whether LINE signed this raw body (header `x-line-signature`).

    HMAC-SHA256 of the body with the channel secret, in base64, compared in constant time:
    https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/. Not the SDK's
    validator: it wants the body as text and raises without a signature.
    """
    if signature is None:
        return False
    digest = hmac.digest(channel_secret.encode(), body, hashlib.sha256)
    return hmac.compare_digest(base64.b64encode(digest), signature.encode())
