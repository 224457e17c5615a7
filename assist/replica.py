"""The folder of guidelines where processes share no disk: what one machine changes is kept in the store for the others.

A library's folder is a manifest and files that never change, named by what they hold. So a document is replicated by
its part of the manifest, kept under its name, once the files that it names are kept, too. Of two machines that change
the same document in the same second the later one counts. What this machine had when it last exchanged stands in a
file of the folder, so that a change of its own is told from one that it has not heard of.
"""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import structlog

from assist.ports import Store
from guidelines_kb.atomic import write_atomically
from guidelines_kb.turns import Turn

log = structlog.get_logger(__name__)

KIND, BODY = "guidelines", "body"
MANIFEST, EXCHANGED = "manifest.json", "exchanged.json"
FITS = ("embedder", "dimension", "splitting", "format")  # of two manifests, for one to be read like the other

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A document as its manifest has it: what stands under its name in each of the manifest's tables, and its files."""

    document: str
    tables: Json
    files: tuple[str, ...] = ()
    head: Json = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Changes with whatever the manifest says of the document."""
        return hashlib.sha256(json.dumps(self.tables, sort_keys=True).encode()).hexdigest()

    def packed(self) -> bytes:
        """As the store keeps it."""
        return json.dumps({"tables": self.tables, "files": self.files, "head": self.head}).encode()

    @classmethod
    def unpacked(cls, document: str, body: bytes) -> "Part":
        """What `packed` made."""
        found = json.loads(body)
        return cls(document, found["tables"], tuple(found["files"]), found["head"])


class Replica:
    """One folder, and how it is exchanged with a store."""

    def __init__(self, folder: Path) -> None:
        """Use the folder of a library."""
        self._folder = folder

    async def exchange(self, store: Store, workspace: str) -> None:
        """Keep what was changed here, and take what was changed elsewhere."""
        bodies = await store.all_of(workspace, KIND)
        kept = {document: Part.unpacked(document, body) for document, body in bodies.items()}
        here, exchanged, head = await asyncio.to_thread(self._read)
        taken: dict[str, tuple[Part, dict[str, bytes]]] = {}
        for document in sorted(kept.keys() | here.keys() | exchanged.keys()):
            own, other = here.get(document) or Part(document, {}), kept.get(document)
            if other is None or (own.digest != other.digest and own.digest != exchanged.get(document, own.digest)):
                await self._keep(store, workspace, own, other)
            elif own.digest != other.digest and _fits(other, head):
                files = await self._fetched(store, workspace, other)
                if files is not None:
                    taken[document] = other, files
        await asyncio.to_thread(self._settle, taken, here, kept.keys())

    async def _keep(self, store: Store, workspace: str, own: Part, other: Part | None) -> None:
        """Its files first: whoever hears of a document finds them."""
        known = set(other.files) if other else set[str]()
        for name in own.files:
            if name not in known:
                body = await asyncio.to_thread((self._folder / name).read_bytes)
                await store.put(workspace, f"{KIND}/{name}", BODY, body, is_edition=False)
        await store.put(workspace, KIND, own.document, own.packed())
        for name in known - set(own.files):
            await store.put(workspace, f"{KIND}/{name}", BODY, b"", is_edition=False)

    async def _fetched(self, store: Store, workspace: str, part: Part) -> dict[str, bytes] | None:
        """The files of a document that are not here; None when some are not to be had: it may be changing again."""
        files: dict[str, bytes] = {}
        for name in part.files:
            if not await asyncio.to_thread((self._folder / name).is_file):
                files[name] = (await store.all_of(workspace, f"{KIND}/{name}")).get(BODY, b"")
                if not files[name]:
                    log.warning("guidelines_incomplete", document=part.document)
                    return None
        return files

    def _read(self) -> tuple[dict[str, Part], dict[str, str], Json]:
        """The documents that are here, the digests that they had when last exchanged, and the manifest's own head."""
        with Turn(self._folder, lambda: None):
            return self._parts(), _json(self._folder / EXCHANGED), _head(_json(self._folder / MANIFEST))

    def _settle(
        self, taken: Mapping[str, tuple[Part, dict[str, bytes]]], before: Mapping[str, Part], kept: Iterable[str]
    ) -> None:
        """Put into the folder what was taken, unless it has been changed here meanwhile."""
        with Turn(self._folder, lambda: None):
            now = self._parts()
            manifest = _json(self._folder / MANIFEST)
            for document, (part, files) in taken.items():
                if now.get(document) == before.get(document):
                    for name, body in files.items():
                        write_atomically(self._folder / name, body)
                    for table in _tables(manifest) | part.tables.keys():
                        manifest.setdefault(table, {}).pop(document, None)
                        if document in part.tables.get(table, {}):
                            manifest[table][document] = part.tables[table][document]
                    manifest = {**part.head, **manifest}
                    now[document] = part
            if taken:
                text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True)
                write_atomically(self._folder / MANIFEST, f"{text}\n".encode())
            digests = {name: (now.get(name) or Part(name, {})).digest for name in {*now, *kept}}
            if digests != _json(self._folder / EXCHANGED):
                write_atomically(self._folder / EXCHANGED, json.dumps(digests, indent=2).encode())

    def _parts(self) -> dict[str, Part]:
        manifest = _json(self._folder / MANIFEST)
        parts: dict[str, Part] = {}
        for document in sorted({name for table in _tables(manifest) for name in manifest[table]}):
            having = [table for table in sorted(_tables(manifest)) if document in manifest[table]]
            of = {table: {document: manifest[table][document]} for table in having}
            files = sorted({name for text in _texts(of) for name in self._named(text)})
            parts[document] = Part(document, of, tuple(files), _head(manifest))
        return parts

    def _named(self, text: str) -> Iterator[str]:
        """The files of the folder that a text of the manifest names, with or without the folder that they lie in."""
        for name in (text, *(f"{folder}/{text}" for folder in FOLDERS)):
            if name.partition("/")[0] in FOLDERS and name.count("/") == 1 and (self._folder / name).is_file():
                yield name


FOLDERS = ("documents", "files")


def _tables(manifest: Json) -> set[str]:
    return {name for name, value in manifest.items() if isinstance(value, dict)}


def _head(manifest: Json) -> Json:
    return {name: value for name, value in manifest.items() if not isinstance(value, dict)}


def _fits(part: Part, head: Json) -> bool:
    """Whether its vectors can be compared with those that are here."""
    if head and part.tables and any(head.get(name) != part.head.get(name) for name in FITS):
        log.error("guidelines_of_another_encoder", document=part.document, mend="add the document again")
        return False
    return True


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _json(path: Path) -> Json:
    try:
        return dict(json.loads(path.read_bytes()))
    except FileNotFoundError:
        return {}
