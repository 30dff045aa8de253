"""Files that our own pages load: read once, named in advance, so no path leads elsewhere."""

import hashlib
import mimetypes
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Header, Response

Answer = Callable[[str | None], Awaitable[Response]]


def add_files(router: APIRouter, prefix: str, directory: Path) -> None:
    """`GET {prefix}/{name}` for every file of a directory."""
    for path in sorted(directory.iterdir()):
        media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        headers = {"Cache-Control": "public, max-age=60", "X-Content-Type-Options": "nosniff"}
        answer = answer_with(path.read_bytes(), media_type, headers)
        router.add_api_route(f"{prefix}/{path.name}", answer, include_in_schema=False)


def answer_with(content: bytes, media_type: str, headers: Mapping[str, str]) -> Answer:
    """An endpoint that always has the same content, and says so to who has it already."""
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'

    async def answer(if_none_match: Annotated[str | None, Header()] = None) -> Response:
        if if_none_match == etag:
            return Response(status_code=304, headers={**headers, "ETag": etag})
        return Response(content, media_type=media_type, headers={**headers, "ETag": etag})

    return answer
