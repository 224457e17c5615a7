"""A library's folder: one file per document, and a manifest whose renaming is the moment a change happens.

Document files are never rewritten: a changed document is a new file, and files no manifest names are
left-overs of
a crash, removed at the next change. Losing power at any point leaves the old state or the new one.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from guidelines_kb.atomic import write_atomically
from guidelines_kb.embedders.protocol import Embedder, Vectors
from guidelines_kb.errors import IndexMismatch
from guidelines_kb.manifest import Manifest, check, decoded
from guidelines_kb.snippets import DocumentInfo, Snippet

_MANIFEST = "manifest.json"
_DOCUMENTS = "documents"


@dataclass(frozen=True)
class Stored:
    """All that is kept of one document: `raw` are its snippets' passage vectors as encoded, shape (n,
    dimension)."""

    info: DocumentInfo
    text: str
    snippets: tuple[Snippet, ...]
    raw: Vectors


class Folder:
    """The folder of one library, used by one process at a time."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        """Use `path`, made if missing; nothing is read yet."""
        self.path = path
        self._embedder = embedder
        path.mkdir(parents=True, exist_ok=True)

    def load(self) -> tuple[Stored, ...]:
        """Return the documents the manifest names; a folder without one is empty. Raises IndexMismatch."""
        path = self.path / _MANIFEST
        if not path.is_file():
            return ()
        manifest = decoded(path.read_bytes(), str(self.path))
        check(manifest, self._embedder, str(self.path))
        return tuple(self._read(name) for _, name in sorted(manifest.documents.items()))

    def commit(self, documents: Mapping[str, Stored], calibration: str) -> None:
        """Make the folder hold exactly `documents`; returns when that is on disk."""
        names = {name: _file_name(stored) for name, stored in documents.items()}
        for document, name in names.items():
            if not (self.path / name).is_file():
                write_atomically(self.path / name, _encoded(documents[document]))
        manifest = Manifest(self._embedder.name, self._embedder.dimension, calibration, names)
        write_atomically(self.path / _MANIFEST, manifest.encoded())
        self._sweep(set(names.values()))

    def _sweep(self, wanted: set[str]) -> None:
        for path in (self.path / _DOCUMENTS).glob("*"):
            if f"{_DOCUMENTS}/{path.name}" not in wanted:
                path.unlink(missing_ok=True)

    def _read(self, name: str) -> Stored:
        try:
            with np.load(io.BytesIO((self.path / name).read_bytes()), allow_pickle=False) as found:
                head: dict[str, Any] = json.loads(bytes(found["head"]))
                raw = found["raw"]
        except (OSError, ValueError, KeyError, BadZipFile) as error:
            raise IndexMismatch(
                f"The file {self.path / name} of the index is missing or damaged: "
                "restore it, or build the index again from the documents, into a new folder."
            ) from error
        text: str = head["text"]
        info = DocumentInfo(**head["info"])
        snippets = tuple(_snippet(info, text, *fields) for fields in head["snippets"])
        return Stored(info, text, snippets, raw)


def _snippet(info: DocumentInfo, text: str, section: str, language: str, start: int, end: int) -> Snippet:
    return Snippet(info.document, info.title, section, language, text[start:end], start, end)


def _encoded(stored: Stored) -> bytes:
    head = {
        "info": asdict(stored.info),
        "text": stored.text,
        "snippets": [(s.section, s.language, s.start, s.end) for s in stored.snippets],
    }
    buffer = io.BytesIO()
    np.savez(buffer, head=np.frombuffer(json.dumps(head).encode(), dtype=np.uint8), raw=stored.raw)
    return buffer.getvalue()


def _file_name(stored: Stored) -> str:
    """A name safe on any disk, that changes with whatever the file holds but the vectors, which follow
    from it."""
    identity = json.dumps(asdict(stored.info), sort_keys=True).encode()
    return f"{_DOCUMENTS}/{hashlib.sha256(identity).hexdigest()[:24]}.npz"
