"""Which format a file is in, and its reading: text here, everything else in a limited process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from guidelines_kb.documents import markdown, sandbox, text
from guidelines_kb.documents.document import Document
from guidelines_kb.documents.limits import MAX_BYTES
from guidelines_kb.errors import DocumentError

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"

_SUFFIXES: Mapping[str, str] = {
    ".txt": text.MEDIA_TYPE,
    ".text": text.MEDIA_TYPE,
    ".md": markdown.MEDIA_TYPE,
    ".markdown": markdown.MEDIA_TYPE,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": DOCX,
}
_SYNONYMS: Mapping[str, str] = {
    "text/x-markdown": markdown.MEDIA_TYPE,
    "application/xhtml+xml": HTML,
    "application/x-pdf": PDF,
}
_UNTOLD = frozenset(
    {"", "application/octet-stream", "application/x-www-form-urlencoded", "binary/octet-stream"}
)
_KNOWN = frozenset(_SUFFIXES.values())
_BINARY_STARTS: Mapping[bytes, str] = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive (perhaps a Word document)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"\x7fELF": "a program",
    b"\x1f\x8b": "a gzip archive",
}


def read(data: bytes, *, media_type: str | None = None, filename: str | None = None) -> Document:
    """Return the document that `data` is.

    The type is `media_type`, else what the name's suffix says, else what the bytes look like. Raises
    DocumentError, with one sentence on what is wrong and how to mend it, for whatever cannot be read:
    over 20 MB, empty, of unknown type, damaged, encrypted, or larger inside than a document is.
    """
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"The file has {len(data) / 1_048_576:.1f} MB and at most 20 MB are read: split it into parts."
        )
    if not data.strip():
        raise DocumentError("The file is empty: send one with text in it.")
    kind = media_type_of(data, media_type=media_type, filename=filename)
    document = _read_as(kind, data)
    if not any(character.isalnum() for character in document.text):
        raise DocumentError("The document holds no words: send one with text in it.")
    return document


def _read_as(kind: str, data: bytes) -> Document:
    if kind not in {text.MEDIA_TYPE, markdown.MEDIA_TYPE}:
        return sandbox.read(kind, data)
    for start, what in _BINARY_STARTS.items():
        if data.startswith(start):
            raise DocumentError(
                f"The file is sent as text but is {what}: send it with its right type or suffix."
            )
    return text.read(data) if kind == text.MEDIA_TYPE else sandbox.read(kind, data)


def media_type_of(data: bytes, *, media_type: str | None = None, filename: str | None = None) -> str:
    """Return the media type to read `data` as; raises DocumentError for a type no reader knows."""
    told = (media_type or "").split(";")[0].strip().lower()
    told = _SYNONYMS.get(told, told)
    if told not in _UNTOLD:
        if told not in _KNOWN:
            raise DocumentError(f"The type {told[:80]} is not one that can be read: send {_readable()}.")
        return told
    suffix = PurePath(filename or "").suffix.lower()
    if suffix:
        if suffix not in _SUFFIXES:
            raise DocumentError(f"Files that end in {suffix[:20]} cannot be read: send {_readable()}.")
        return _SUFFIXES[suffix]
    return _sniffed(data)


def _readable() -> str:
    return "plain text, Markdown, HTML, PDF or Word (.docx)"


def _sniffed(data: bytes) -> str:
    start = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return PDF
    if start.startswith(b"pk\x03\x04"):
        return DOCX
    if start.startswith((b"<!doctype html", b"<html")):
        return HTML
    return text.MEDIA_TYPE
