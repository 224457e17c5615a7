"""The library: documents in, sentences out. Read this first.

Searches may run in any number of threads while another adds or removes. A change does its slow work (reading,
encoding, writing to disk) beside the searches and then swaps it in under a lock held for about a
millisecond: a
search sees a document as it was or as it is, never a part.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

import numpy as np

from guidelines_kb import calibration
from guidelines_kb.about import check_name, info_of, is_same
from guidelines_kb.cache import user_cache
from guidelines_kb.documents import media_type_of
from guidelines_kb.documents import read as read_document
from guidelines_kb.embedders.protocol import Embedder, Kind, Vectors, unit
from guidelines_kb.errors import DocumentError
from guidelines_kb.extraction import document_language, snippets_of
from guidelines_kb.languages import DEFAULT_LANGUAGES, detect
from guidelines_kb.means import Posterior
from guidelines_kb.reference import packaged
from guidelines_kb.retriever import Retriever
from guidelines_kb.snippets import DocumentInfo, Match, Query, Snippet
from guidelines_kb.storage import Folder, Stored
from guidelines_kb.turns import Turn


class Library:
    """A set of documents whose sentences can be found by meaning. Open it with `Library.open`."""

    def __init__(
        self,
        embedder: Embedder,
        calibrated: calibration.Calibration,
        languages: Sequence[str],
        folder: Folder | None,
    ) -> None:
        """Put the parts together; `Library.open` makes them."""
        self._embedder = embedder
        self._calibration = calibrated
        self._languages = tuple(languages)
        self._folder = folder
        self._retriever = Retriever(calibrated, embedder.dimension)
        self._documents: dict[str, Stored] = {}
        self._ids: dict[str, range] = {}
        self._next_id = 0
        self._writing = Turn(folder.path if folder else None, self._catch_up)  # one change at a time
        self._reading = threading.Lock()  # held briefly: by a search, and by the swap of a change

    @classmethod
    def open(
        cls,
        folder: Path | None,
        embedder: Embedder,
        languages: Sequence[str] = DEFAULT_LANGUAGES,
        *,
        cache: Path | None = None,
    ) -> Library:
        """Return the library kept in `folder`, made if missing; None keeps it in memory.

        `languages` are those a text may be in. `cache` keeps what is measured of an embedder (by default
        in `folder`,
        or in the user's cache folder). A folder built with another embedder, or damaged, raises
        IndexMismatch.
        """
        if not languages:
            raise ValueError("at least one language is needed")
        kept = Folder(folder, embedder) if folder is not None else None
        stored = kept.load() if kept is not None else ()
        home = cache or (folder / "calibrations" if folder is not None else user_cache())
        library = cls(embedder, calibration.opened(embedder, packaged(), home), languages, kept)
        for document in stored:
            library._swap_in(document)
        library._writing.note()
        return library

    def beside(self) -> Library:
        """Return another library over the same folder, as it is on disk now; of one in memory, an empty one."""
        kept = Folder(self._folder.path, self._embedder) if self._folder is not None else None
        library = Library(self._embedder, self._calibration, self._languages, kept)
        library.catch_up()
        return library

    def become(self, other: Library) -> None:
        """Have what `other` has, which is not to be used any more; searches see the one or the other, whole."""
        with self._reading:
            self._retriever, self._documents = other._retriever, other._documents
            self._ids, self._next_id = other._ids, other._next_id
        self._writing.note(other._writing.seen)

    def catch_up(self) -> None:
        """Have what is in the folder, if another process has changed it."""
        with self._writing:
            pass

    def _catch_up(self) -> None:
        """Read the folder anew."""
        if self._folder is None:
            return
        fresh = Library(self._embedder, self._calibration, self._languages, None)
        seen = self._writing.stamp()
        for document in self._folder.load():
            fresh._swap_in(document)
        self.become(fresh)
        self._writing.note(seen)

    def add(
        self,
        document: str,
        data: bytes,
        *,
        media_type: str | None = None,
        filename: str | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> DocumentInfo:
        """Make `data` the content of `document`, in place of what it had, and return what is now known of it.

        The same bytes again change nothing and give `changed` False. Without `title` the document's own
        first heading
        counts, else its file's name; without `language` it is recognised. Raises DocumentError and leaves
        the library as it
        was when the bytes cannot be read; when this returns, the change is on disk and found by searches.
        """
        check_name(document)
        before = self._documents.get(document)
        told = media_type_of(data, media_type=media_type, filename=filename)
        if before is not None and is_same(before.info, data, told, title, language):
            return replace(before.info, changed=False)
        stored = self._encoded(document, data, told, title, language, filename, before)
        with self._writing:
            if self._folder is not None:
                self._folder.commit({**self._documents, document: stored}, self._calibration.key)
            self._swap_in(stored)
        return stored.info

    def remove(self, document: str) -> bool:
        """Forget `document`; returns False if it was not there."""
        with self._writing:
            if document not in self._documents:
                return False
            if self._folder is not None:
                rest = {name: kept for name, kept in self._documents.items() if name != document}
                self._folder.commit(rest, self._calibration.key)
            with self._reading:
                self._drop(document)
        return True

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Return what is known of every document, in order of name."""
        with self._reading:
            return tuple(stored.info for _, stored in sorted(self._documents.items()))

    def text(self, document: str) -> str:
        """Return the text that the document's offsets count in; raises KeyError if it is not there."""
        return self._documents[document].text

    def snippets(self, document: str | None = None) -> tuple[Snippet, ...]:
        """Return the snippets of `document`, or of all in order of name, each in order of text; KeyError
        if not there."""
        if document is not None:
            return self._documents[document].snippets
        with self._reading:
            return tuple(s for _, stored in sorted(self._documents.items()) for s in stored.snippets)

    def search(
        self, query: str | Sequence[Query], *, k: int = 5, language: str | None = None, floor: bool = True
    ) -> tuple[Match, ...]:
        """Return the up to `k` snippets nearest to `query`, best first.

        Several queries are one need said in several languages: their vectors are averaged, and of their wordings
        the one that fits a snippet best counts. `language` keeps to snippets in it. With `floor`, what is no nearer
        than an unrelated question would be is left out, so nothing may come back.
        """
        queries = [Query(query)] if isinstance(query, str) else list(query)
        queries = [asked for asked in queries if any(c.isalnum() for c in asked.text)]
        if not queries:
            return ()
        posteriors = [self._posterior(asked) for asked in queries]
        texts = [asked.text for asked in queries]
        raw = self._embedder.encode(texts, "query")
        centred = self.centre(raw, posteriors)
        need = centred if len(queries) == 1 else unit(centred.mean(axis=0, keepdims=True))
        together = _average(posteriors)
        with self._reading:
            return self._retriever.search(need, [texts], [together], k=k, floor=floor, among=language)[0]

    def search_vectors(
        self,
        vectors: Vectors,
        texts: Sequence[str],
        languages: Sequence[Posterior],
        *,
        k: int = 5,
        floor: bool = True,
    ) -> list[tuple[Match, ...]]:
        """Return up to `k` matches per row of `vectors`: raw query vectors, shape (n, dimension), of `texts`.

        `languages` gives each row's weights over languages, as `languages.detect` does.
        """
        centred = self.centre(vectors, languages)
        with self._reading:
            return self._retriever.search(centred, [[text] for text in texts], languages, k=k, floor=floor)

    def centre(self, vectors: Vectors, languages: Sequence[Posterior], kind: Kind = "query") -> Vectors:
        """Return raw vectors, shape (n, dimension), less their language's mean and at length 1: comparable
        across languages."""
        return self._calibration.means.centre(vectors, languages, kind)

    @property
    def version(self) -> str:
        """Sixteen hex digits that are the same exactly when the same documents are searched with the same
        embedder."""
        digest = hashlib.sha256(self._calibration.key.encode())
        for info in self.documents():
            digest.update(f"{info!r}\n".encode("utf-8", "backslashreplace"))
        return digest.hexdigest()[:16]

    def _posterior(self, query: Query) -> Posterior:
        return {query.language: 1.0} if query.language else detect(query.text, self._languages)

    def _encoded(
        self,
        name: str,
        data: bytes,
        media_type: str,
        title: str | None,
        language: str | None,
        filename: str | None,
        before: Stored | None,
    ) -> Stored:
        document = read_document(data, media_type=media_type)
        spoken = language or document_language(document, self._languages)
        called = title or document.title or (PurePath(filename).stem if filename else name)
        snippets = snippets_of(document, name=name, title=called, language=spoken, languages=self._languages)
        if not snippets:
            raise DocumentError(
                "The document holds no sentence of three words or more: send one whose text can be quoted."
            )
        info = info_of(name, called, spoken, document, data, len(snippets))
        return Stored(info, document.text, snippets, self._raw(snippets, before))

    def _raw(self, snippets: Sequence[Snippet], before: Stored | None) -> Vectors:
        """The snippets' vectors; sentences that the document had before keep theirs."""
        known = (
            {snippet.text: row for snippet, row in zip(before.snippets, before.raw, strict=True)}
            if before
            else {}
        )
        missing = list(dict.fromkeys(s.text for s in snippets if s.text not in known))
        known.update(zip(missing, self._embedder.encode(missing, "passage"), strict=True))
        rows: Vectors = np.stack([known[snippet.text] for snippet in snippets]).astype(np.float32)
        return rows

    def _swap_in(self, stored: Stored) -> None:
        ready = self._retriever.ready(stored.raw, stored.snippets)
        name = stored.info.document
        with self._reading:
            self._drop(name)
            ids = range(self._next_id, self._next_id + len(stored.snippets))
            self._next_id = ids.stop
            self._retriever.add(ids, stored.snippets, ready)
            self._documents[name] = stored
            self._ids[name] = ids

    def _drop(self, name: str) -> None:
        self._retriever.remove(self._ids.pop(name, range(0)))
        self._documents.pop(name, None)


def _average(posteriors: Sequence[Posterior]) -> Mapping[str, float]:
    names = dict.fromkeys(name for posterior in posteriors for name in posterior)
    return {name: sum(p.get(name, 0.0) for p in posteriors) / len(posteriors) for name in names}
