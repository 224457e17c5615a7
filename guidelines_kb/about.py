"""What is known of a document beside its sentences: its name, its file, its language."""

from __future__ import annotations

import hashlib

from guidelines_kb.documents import Document
from guidelines_kb.errors import DocumentError
from guidelines_kb.snippets import DocumentInfo

MAX_NAME_CHARACTERS = 200


def check_name(document: str) -> None:
    """DocumentError for a name that cannot be shown."""
    if not document.strip() or len(document) > MAX_NAME_CHARACTERS or not document.isprintable():
        raise DocumentError(
            f"A document's name needs 1 to {MAX_NAME_CHARACTERS} printable characters: choose another one."
        )


def is_same(
    known: DocumentInfo, data: bytes, media_type: str, title: str | None, language: str | None
) -> bool:
    """Return whether these bytes, so described, are the document that is known already."""
    return (
        known.sha256 == hashlib.sha256(data).hexdigest()
        and known.media_type == media_type
        and title in {None, known.title}
        and language in {None, known.language}
    )


def info_of(
    name: str, title: str, language: str, document: Document, data: bytes, snippets: int
) -> DocumentInfo:
    """Return what is known of a document with so many snippets."""
    return DocumentInfo(
        document=name,
        title=title,
        language=language,
        sections=document.section_count,
        snippets=snippets,
        changed=True,
        media_type=document.media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        characters=len(document.text),
    )
