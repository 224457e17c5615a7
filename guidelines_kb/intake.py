"""From a file's bytes to all that is kept of it: text, sentences and their vectors."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

import numpy as np

from guidelines_kb.documents import Document
from guidelines_kb.documents import read as read_document
from guidelines_kb.embedders.protocol import Embedder, Vectors
from guidelines_kb.errors import DocumentError
from guidelines_kb.extraction import document_language, snippets_of
from guidelines_kb.snippets import DocumentInfo, Snippet
from guidelines_kb.storage import Stored

MAX_NAME_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class File:
    """The bytes of a document called `name`, and what was said of them: `media_type` is known, the rest may be None."""

    name: str
    data: bytes
    media_type: str
    title: str | None = None
    language: str | None = None
    filename: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    def is_already(self, known: DocumentInfo) -> bool:
        """Whether putting it in would change nothing of what is known."""
        return (
            known.sha256 == self.sha256
            and known.media_type == self.media_type
            and self.title in {None, known.title}
            and self.language in {None, known.language}
        )


def check_name(document: str) -> None:
    """Raise DocumentError unless a document may be called so."""
    if not document.strip() or len(document) > MAX_NAME_CHARACTERS or not document.isprintable():
        raise DocumentError(
            f"A document's name needs 1 to {MAX_NAME_CHARACTERS} printable characters: choose another one."
        )


def understood(file: File, embedder: Embedder, languages: Sequence[str], before: Stored | None) -> Stored:
    """Return what `file` holds; sentences that it had `before` are not encoded again. Raises DocumentError."""
    document = read_document(file.data, media_type=file.media_type)
    spoken = file.language or document_language(document, languages)
    called = file.title or document.title or (PurePath(file.filename).stem if file.filename else file.name)
    snippets = snippets_of(document, name=file.name, title=called, language=spoken, languages=languages)
    if not snippets:
        raise DocumentError("The document holds no sentence of three words or more: send one whose text can be quoted.")
    info = _info(file, called, spoken, document, len(snippets))
    return Stored(info, document.text, snippets, _raw(snippets, embedder, before))


def _raw(snippets: Sequence[Snippet], embedder: Embedder, before: Stored | None) -> Vectors:
    known = {snippet.text: row for snippet, row in zip(before.snippets, before.raw, strict=True)} if before else {}
    missing = list(dict.fromkeys(s.text for s in snippets if s.text not in known))
    known.update(zip(missing, embedder.encode(missing, "passage"), strict=True))
    rows: Vectors = np.stack([known[snippet.text] for snippet in snippets]).astype(np.float32)
    return rows


def _info(file: File, title: str, language: str, document: Document, snippets: int) -> DocumentInfo:
    return DocumentInfo(
        document=file.name,
        title=title,
        language=language,
        sections=document.section_count,
        snippets=snippets,
        changed=True,
        media_type=document.media_type,
        sha256=file.sha256,
        characters=len(document.text),
    )
