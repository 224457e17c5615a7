"""Everything this library raises on purpose, in one tree.

    KnowledgeError
    ├─ DocumentError          the file given cannot become a document; says what, where and how to mend it
    ├─ NoSuchVersion          a document's version that is not kept, or never was
    ├─ IndexMismatch          a folder was built with another embedder or another version of the library
    └─ EmbedderUnavailable    the embedder asked for cannot be opened here
       └─ MissingExtra        ... because a package is not installed; names the command that installs it

Every message is one sentence a person can act on, and never quotes the document's own text.
"""

from __future__ import annotations


class KnowledgeError(Exception):
    """Anything the guideline library refuses or cannot do."""


class DocumentError(KnowledgeError):
    """The bytes given cannot be read as a document; nothing of the library was changed."""


class NoSuchVersion(KnowledgeError):
    """A version of a document that is not kept (any longer)."""


class IndexMismatch(KnowledgeError):
    """The folder holds an index that this embedder or this version cannot search."""


class EmbedderUnavailable(KnowledgeError):
    """The embedder asked for is unknown, or a file it needs is not there."""


class MissingExtra(EmbedderUnavailable):
    """A package that the embedder needs is not installed; the message holds the exact command."""
