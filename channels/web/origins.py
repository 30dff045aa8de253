"""Which pages may open the chat's socket."""

from collections.abc import Iterable
from urllib.parse import urlsplit


class AllowedOrigins:
    """The shop's own pages, besides those we serve ourselves; `*` allows any.

    Browsers always send an Origin with a WebSocket (RFC 6455, section 10.2). A client without one
    is no browser, carries no cookie of a shopper and could claim any origin: it is let in.
    """

    def __init__(self, origins: Iterable[str]) -> None:
        self._origins = frozenset(to_normal_origin(origin) for origin in origins)

    def accepts(self, origin: str | None, host: str | None) -> bool:
        """Whether a page of `origin` may talk to us at `host` (the request's Host header)."""
        if origin is None or "*" in self._origins:
            return True
        normal = to_normal_origin(origin)
        return normal in self._origins or (
            bool(host) and normal.partition("://")[2] == str(host).lower()
        )


def to_normal_origin(origin: str) -> str:
    """An origin as browsers write it: lower case, without a path or a default port."""
    if origin in ("*", "null"):
        return origin
    parts = urlsplit(origin.strip().lower())
    default = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(default) if default else parts.netloc}"
