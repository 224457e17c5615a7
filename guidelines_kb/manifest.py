"""What a library's folder says about itself, and whether this embedder and this version can search it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from guidelines_kb.embedders.protocol import Embedder
from guidelines_kb.errors import IndexMismatch
from guidelines_kb.splitting import SPLITTING_VERSION
from guidelines_kb.versions import History, from_json

FORMAT_VERSION = 1


@dataclass(frozen=True)
class Manifest:
    """`documents` gives the file, inside the folder, that holds each document; the rest must fit to be read.

    A folder of before there were versions has no `history`, one that only has taken-out documents may lack `documents`.
    """

    embedder: str
    dimension: int
    calibration: str
    documents: Mapping[str, str]
    splitting: int = SPLITTING_VERSION
    format: int = FORMAT_VERSION
    history: History = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the manifest as it is written."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def decoded(data: bytes, where: str) -> Manifest:
    """Return the manifest in `data`; `where` is the folder, for the error's sentence."""
    try:
        found: dict[str, Any] = json.loads(data)
        manifest = Manifest(**{"documents": {}, **found, "history": from_json(found.get("history", {}))})
    except (ValueError, TypeError, AttributeError) as error:
        raise IndexMismatch(
            f"The manifest in {where} cannot be read: restore the folder, "
            "or delete it and add the documents again."
        ) from error
    return manifest


def check(manifest: Manifest, embedder: Embedder, where: str) -> None:
    """Raise IndexMismatch, with both sides and what to do, unless `embedder` and this version can search
    it."""
    if manifest.format != FORMAT_VERSION or manifest.splitting != SPLITTING_VERSION:
        raise IndexMismatch(
            f"The index in {where} has format {manifest.format}.{manifest.splitting} and this version reads "
            f"{FORMAT_VERSION}.{SPLITTING_VERSION}: build it again from the documents, into a new folder."
        )
    if (manifest.embedder, manifest.dimension) != (embedder.name, embedder.dimension):
        raise IndexMismatch(
            f'The index in {where} was built with the embedder "{manifest.embedder}" ({manifest.dimension} '
            f'dimensions) and cannot be searched with "{embedder.name}" ({embedder.dimension} dimensions): '
            "open it with the first, or build it again into a new folder."
        )
