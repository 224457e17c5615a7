"""A library of guideline documents: add files, find the sentence that answers a need, in any of its
languages.

It knows nothing of conversations or servers. `Library` is the whole of it; everything else are the values
that go in and out. Names are loaded on first use, so reading a document in its limited process does not
load the index and the encoder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from guidelines_kb.embedders import Embedder, open_embedder
    from guidelines_kb.errors import (
        DocumentError,
        EmbedderUnavailable,
        IndexMismatch,
        KnowledgeError,
        MissingExtra,
    )
    from guidelines_kb.library import Library
    from guidelines_kb.snippets import DocumentInfo, Match, Query, Snippet

_HOMES = {
    "Embedder": "embedders",
    "open_embedder": "embedders",
    "DocumentError": "errors",
    "EmbedderUnavailable": "errors",
    "IndexMismatch": "errors",
    "KnowledgeError": "errors",
    "MissingExtra": "errors",
    "Library": "library",
    "DocumentInfo": "snippets",
    "Match": "snippets",
    "Query": "snippets",
    "Snippet": "snippets",
}

__all__ = [
    "DocumentError",
    "DocumentInfo",
    "Embedder",
    "EmbedderUnavailable",
    "IndexMismatch",
    "KnowledgeError",
    "Library",
    "Match",
    "MissingExtra",
    "Query",
    "Snippet",
    "open_embedder",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
