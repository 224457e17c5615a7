"""A file as browsers get it: read, compressed and tagged once, and again when it has changed.

Whole answers from memory, because those that aiohttp compresses while it sends a file came out broken now and then
on a busy machine (one in some thousand, refused by Chromium as no HTTP).
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aiohttp import web

LEAST = 200  # bytes: below it compression gains nothing
WRITTEN = {"text/javascript", "text/css", "text/html", "application/json", "image/svg+xml"}
MOST_FILES = 256
TYPES = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Packed:
    """Bytes, the same compressed (None where that is no use), and a tag that changes when they do."""

    body: bytes
    compressed: bytes | None
    tag: str
    media_type: str


def pack(body: bytes, media_type: str) -> Packed:
    """The bytes, ready to be sent."""
    is_shorter = media_type in WRITTEN and len(body) >= LEAST
    compressed = gzip.compress(body, 9, mtime=0) if is_shorter else None
    return Packed(body, compressed, hashlib.sha256(body).hexdigest()[:16], media_type)


def packed_file(path: Path) -> Packed:
    """A file of ours; reads and compresses, so not for the event loop."""
    return _packed(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=MOST_FILES)
def _packed(path: Path, changed: int) -> Packed:
    media_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return pack(path.read_bytes(), media_type)


def packed_answer(request: web.Request, packed: Packed, headers: Mapping[str, str]) -> web.Response:
    """The answer to a request for it: unchanged, compressed or as it is."""
    all_headers = {**headers, "Vary": "Accept-Encoding", "ETag": f'"{packed.tag}"'}
    if request.if_none_match and any(tag.value in {packed.tag, "*"} for tag in request.if_none_match):
        return web.Response(status=304, headers=all_headers)
    body, charset = packed.body, "utf-8" if packed.media_type in WRITTEN else None
    if packed.compressed is not None and "gzip" in request.headers.get("Accept-Encoding", ""):
        body, all_headers["Content-Encoding"] = packed.compressed, "gzip"
    return web.Response(body=body, headers=all_headers, content_type=packed.media_type, charset=charset)
