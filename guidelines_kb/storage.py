"""A library's folder: one file per document, and a manifest whose renaming is the moment a change happens.

Document files are never rewritten: a changed document is a new file, and so is the file as it came. Earlier ones stay
while the manifest names them as versions; files it does not name are left-overs of a crash, or too old, and go at the
next change. Losing power at any point leaves the old state or the new one.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol
from zipfile import BadZipFile

import numpy as np

from guidelines_kb.atomic import write_atomically
from guidelines_kb.embedders.protocol import Embedder, Vectors
from guidelines_kb.errors import IndexMismatch
from guidelines_kb.manifest import Manifest, check, decoded
from guidelines_kb.snippets import DocumentInfo, Snippet
from guidelines_kb.versions import History

_MANIFEST = "manifest.json"
_DOCUMENTS = "documents"
_FILES = "files"


@dataclass(frozen=True)
class Stored:
    """All that is kept of one document: `raw` are its snippets' passage vectors as encoded, shape (n,
    dimension)."""

    info: DocumentInfo
    text: str
    snippets: tuple[Snippet, ...]
    raw: Vectors


@dataclass(frozen=True)
class State:
    """What a library holds at one moment, and what it held before."""

    documents: Mapping[str, Stored]
    history: History


class Shelf(Protocol):
    """Where a library keeps its state: a folder, or memory."""

    @property
    def path(self) -> Path | None:
        """The folder, if it is one."""

    def load(self) -> State:
        """Return what is kept."""

    def commit(self, state: State, calibration: str, file: bytes | None = None) -> None:
        """Keep `state`, and `file` as one of its documents came."""

    def content(self, name: str) -> Stored:
        """Return what was understood under a name that a version of the last state has."""

    def file(self, sha256: str) -> bytes | None:
        """Return the file of this digest as it came, None where it was not kept."""


class Memory:
    """The shelf of a library without a folder."""

    path = None

    def __init__(self) -> None:
        """Start empty."""
        self._contents: dict[str, Stored] = {}
        self._files: dict[str, bytes] = {}

    def load(self) -> State:
        """Nothing is kept from before."""
        return State({}, {})

    def commit(self, state: State, calibration: str, file: bytes | None = None) -> None:
        """Keep what `state` names, and nothing else."""
        if file is not None:
            self._files[hashlib.sha256(file).hexdigest()] = file
        known = {**self._contents, **{content_name(stored): stored for stored in state.documents.values()}}
        self._contents = {name: known[name] for name in _contents_of(state.history)}
        self._files = {name: self._files[name] for name in _files_of(state.history)}

    def content(self, name: str) -> Stored:
        """What was understood."""
        return self._contents[name]

    def file(self, sha256: str) -> bytes | None:
        """The file as it came."""
        return self._files.get(sha256)


class Folder:
    """The folder of one library, used by one process at a time."""

    def __init__(self, path: Path, embedder: Embedder) -> None:
        """Use `path`, made if missing; nothing is read yet."""
        self.path = path
        self._embedder = embedder
        path.mkdir(parents=True, exist_ok=True)

    def load(self) -> State:
        """Return what the manifest names; a folder without one is empty. Raises IndexMismatch."""
        path = self.path / _MANIFEST
        if not path.is_file():
            return State({}, {})
        manifest = decoded(path.read_bytes(), str(self.path))
        check(manifest, self._embedder, str(self.path))
        documents = {document: self.content(name) for document, name in sorted(manifest.documents.items())}
        return State(documents, manifest.history)

    def commit(self, state: State, calibration: str, file: bytes | None = None) -> None:
        """Make the folder hold exactly `state`; returns when that is on disk."""
        if file is not None:
            self._write(f"{_FILES}/{hashlib.sha256(file).hexdigest()}", file)
        names = {document: content_name(stored) for document, stored in state.documents.items()}
        for document, name in names.items():
            if not (self.path / name).is_file():  # encoding takes time
                write_atomically(self.path / name, _encoded(state.documents[document]))
        embedder = self._embedder
        told = Manifest(embedder.name, embedder.dimension, calibration, names, history=state.history)
        write_atomically(self.path / _MANIFEST, told.encoded())
        self._sweep({*names.values(), *_contents_of(state.history)}, set(_files_of(state.history)))

    def _write(self, name: str, data: bytes) -> None:
        if not (self.path / name).is_file():
            write_atomically(self.path / name, data)

    def _sweep(self, contents: set[str], files: set[str]) -> None:
        wanted = contents | {f"{_FILES}/{name}" for name in files}
        for folder in (_DOCUMENTS, _FILES):
            for path in (self.path / folder).glob("*"):
                if f"{folder}/{path.name}" not in wanted:
                    path.unlink(missing_ok=True)

    def file(self, sha256: str) -> bytes | None:
        """Return the file of this digest as it came, None where it is not there."""
        path = self.path / _FILES / sha256
        return path.read_bytes() if path.is_file() else None

    def content(self, name: str) -> Stored:
        """Return what a document file holds; raises IndexMismatch where it is missing or damaged."""
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


def _contents_of(history: History) -> Iterator[str]:
    return (version.content for own in history.values() for version in own if version.content)


def _files_of(history: History) -> Iterator[str]:
    return (version.sha256 for own in history.values() for version in own if version.sha256)


def content_name(stored: Stored) -> str:
    """Return a name safe on any disk, that changes with whatever is kept but the vectors, which follow from it."""
    identity = json.dumps(asdict(stored.info), sort_keys=True).encode()
    return f"{_DOCUMENTS}/{hashlib.sha256(identity).hexdigest()[:24]}.npz"
