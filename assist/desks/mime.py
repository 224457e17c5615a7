"""The words of a mail's body (RFC 2045 and 2046): its plain text, or its HTML where there is none. Nothing attached.

Python's email package reads headers and transfer encodings. The parts are taken apart here: its parser takes a second
for 100 kB of parts within parts, and with `policy.default` seventeen for one odd header of 70 kB, or gives up with an
exception. Here time grows with the size alone, and parts, depth and headers have bounds.
"""

import codecs
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from itertools import islice

from assist.desks.html import text_of

MOST_PARTS, DEEPEST = 100, 8
MOST_HEAD, MOST_HEADER = 256 * 1024, 4_000  # bytes of all headers, characters of one
MOST_WORDS = 512 * 1024  # bytes of one part of text, as it was sent

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_SOME_BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,69})\r?$", re.MULTILINE)
_NO_TEXT = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_SINGLE_BYTE = ("ascii", "iso8859", "cp125", "koi8", "mac")


def split(raw: bytes, most: int = MOST_HEAD) -> tuple[Message, bytes]:
    """The headers, the first of each name, unfolded, and the body as it was sent."""
    end = _END_OF_HEAD.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    if raw.startswith((b"\n", b"\r\n")):  # no headers at all
        head, body = b"", raw.lstrip(b"\r\n")
    told, kept = HeaderParser().parsestr(decoded(head[:most], "")), Message()
    for name, value in told.items():
        if name not in kept:
            kept[name] = re.sub(r"[\r\n]+", "", str(value)).strip()[:MOST_HEADER]
    return kept, body


def words_of(head: Message, body: bytes) -> str:
    """What the sender wrote, with what is quoted in it."""
    return _Reader().words(head, body)


def pieces(head: Message, body: bytes) -> Iterator[tuple[Message, bytes]]:
    """The parts of a multipart body. A boundary that is not named is guessed; a last part may have no end."""
    named = head.get_boundary()
    guess = None if named else _SOME_BOUNDARY.search(body)
    boundary = guess.group(1).rstrip() if guess else (named or "").encode()
    if not boundary:
        return
    mark = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    start = -1
    for found in islice(mark.finditer(body), MOST_PARTS):
        if start >= 0:
            yield _part(body[start : max(start, found.start() - 1)].removesuffix(b"\r"))
        if found.group(1):
            return
        start = found.end() + 1
    if start >= 0:
        yield _part(body[start:])


def decoded(raw: bytes, charset: str) -> str:
    """The text in `raw`: by its charset where that fits, else as UTF-8, else as Windows-1252.

    What claims to be of a single-byte charset and is whole UTF-8 is UTF-8: the other way round it would be gibberish.
    """
    try:
        name = codecs.lookup(charset.strip("'\" ")).name
    except (LookupError, ValueError):
        name = "utf-8"
    own = [] if name in _NO_TEXT or name in {"ascii", "iso8859-1"} else [name]
    for each in ["utf-8", *own] if name.startswith(_SINGLE_BYTE) else [*own, "utf-8"]:
        try:
            return raw.decode(each).removeprefix("\ufeff")
        except (LookupError, ValueError):  # not of this charset, or one that is no text at all
            continue
    return raw.decode("cp1252", "replace")


def _part(raw: bytes) -> tuple[Message, bytes]:
    return split(raw, MOST_HEADER)


class _Reader:
    """Reads one body and counts its parts: a mail may claim a million of them."""

    def __init__(self) -> None:
        self._left = MOST_PARTS

    def words(self, head: Message, body: bytes, depth: int = 0) -> str:
        self._left -= 1
        kind = head.get_content_type()
        if self._left < 0 or depth > DEEPEST or _is_attached(head):
            return ""
        if kind.startswith("multipart/"):
            parts = [
                (part.get_content_type(), self.words(part, inner, depth + 1)) for part, inner in pieces(head, body)
            ]
            return _chosen(parts, is_choice=kind == "multipart/alternative") if parts else _text(head, body)
        if kind == "text/html":
            return text_of(_text(head, body))
        return _text(head, body) if kind == "text/plain" else ""


def _chosen(parts: list[tuple[str, str]], *, is_choice: bool) -> str:
    said = [(kind, words) for kind, words in parts if words.strip()]
    if not is_choice:
        return "\n\n".join(words for _, words in said)
    plain = [words for kind, words in said if kind == "text/plain"]
    return next(iter([*plain, *(words for _, words in reversed(said))]), "")


def _is_attached(head: Message) -> bool:
    is_named = head.get_param("filename", header="content-disposition") is not None
    return is_named or head.get_content_disposition() == "attachment"


def _text(head: Message, body: bytes) -> str:
    if len(body) > MOST_WORDS:  # to the end of a line, so that base64 stays whole
        body = body[: body.rfind(b"\n", 0, MOST_WORDS) + 1 or MOST_WORDS]
    encoded = Message()
    encoded["Content-Transfer-Encoding"] = head.get("Content-Transfer-Encoding", "")
    encoded.set_payload(body.decode("ascii", "surrogateescape"))
    raw = encoded.get_payload(decode=True)
    charset = head.get_param("charset", "")
    return decoded(raw if isinstance(raw, bytes) else body, charset if isinstance(charset, str) else charset[2])
