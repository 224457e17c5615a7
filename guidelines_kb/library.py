"""The library: documents in, sentences out. Read this first.

Searches may run in any number of threads while another adds or removes. A change does its slow work (reading,
encoding, writing to disk) beside the searches and then swaps it in under a lock held for about a millisecond: a search
sees a document as it was or as it is, never a part.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from guidelines_kb import calibration
from guidelines_kb.cache import user_cache
from guidelines_kb.documents import media_type_of
from guidelines_kb.embedders.protocol import Embedder, Kind, Vectors, unit
from guidelines_kb.errors import NoSuchVersion
from guidelines_kb.holdings import Holdings
from guidelines_kb.intake import File, check_name, understood
from guidelines_kb.languages import DEFAULT_LANGUAGES, detect
from guidelines_kb.means import Posterior
from guidelines_kb.reference import packaged
from guidelines_kb.snippets import DocumentInfo, Match, Query, Snippet
from guidelines_kb.storage import Folder, Memory, Shelf, State, Stored, content_name
from guidelines_kb.turns import Turn
from guidelines_kb.versions import Edit, History, Made, Version, followed

NOBODY = Edit()


class Library:
    """A set of documents whose sentences can be found by meaning. Open it with `Library.open`."""

    def __init__(
        self,
        embedder: Embedder,
        calibrated: calibration.Calibration,
        languages: Sequence[str],
        shelf: Shelf,
    ) -> None:
        """Put the parts together; `Library.open` makes them."""
        self._embedder = embedder
        self._calibration = calibrated
        self._languages = tuple(languages)
        self._shelf = shelf
        self._has = Holdings(calibrated, embedder.dimension)
        self._writing = Turn(shelf.path, self._catch_up)  # one change at a time
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

        `languages` are those a text may be in. `cache` keeps what is measured of an embedder (by default in `folder`,
        or in the user's cache folder). A folder built with another embedder, or damaged, raises IndexMismatch.
        """
        if not languages:
            raise ValueError("at least one language is needed")
        shelf: Shelf = Memory() if folder is None else Folder(folder, embedder)
        home = cache or (folder / "calibrations" if folder is not None else user_cache())
        library = cls(embedder, calibration.opened(embedder, packaged(), home), languages, shelf)
        library.catch_up()
        return library

    def beside(self) -> Library:
        """Return another library over the same folder, as it is on disk now; of one in memory, an empty one."""
        path = self._shelf.path
        shelf: Shelf = Memory() if path is None else Folder(path, self._embedder)
        library = Library(self._embedder, self._calibration, self._languages, shelf)
        library.catch_up()
        return library

    def become(self, other: Library) -> None:
        """Have what `other` has, which is not to be used any more; searches see the one or the other, whole."""
        with self._reading:
            self._has = other._has
        self._writing.note(other._writing.seen)

    def catch_up(self) -> None:
        """Have what is in the folder, if another process has changed it. Raises IndexMismatch."""
        with self._writing:
            pass

    def _catch_up(self) -> None:
        seen = self._writing.stamp()
        fresh = Holdings(self._calibration, self._embedder.dimension, self._shelf.load())
        with self._reading:
            self._has = fresh
        self._writing.note(seen)

    def add(  # noqa: PLR0913 - what may be said of a file, each by its name
        self,
        document: str,
        data: bytes,
        *,
        media_type: str | None = None,
        filename: str | None = None,
        title: str | None = None,
        language: str | None = None,
        edit: Edit = NOBODY,
    ) -> DocumentInfo:
        """Make `data` the content of `document`, in place of what it had, and return what is now known of it.

        The same bytes again change nothing and give `changed` False. Without `title` the document's own first heading
        counts, else its file's name; without `language` it is recognised. Raises DocumentError and leaves the library
        as it was when the bytes cannot be read; when this returns, the change is on disk and found by searches.
        """
        check_name(document)
        before = self._has.documents.get(document)
        told = media_type_of(data, media_type=media_type, filename=filename)
        file = File(document, data, told, title, language, filename)
        if before is not None and file.is_already(before.info):
            return replace(before.info, changed=False)
        stored = understood(file, self._embedder, self._languages, before)
        self._change(document, Made.PUT, stored, edit, file=data)
        return stored.info

    def remove(self, document: str, edit: Edit = NOBODY) -> bool:
        """Take `document` out; its versions stay. Returns False if it was not there."""
        if document not in self._has.documents:
            return False
        self._change(document, Made.REMOVED, None, edit)
        return True

    def restore(self, document: str, number: int, edit: Edit = NOBODY) -> DocumentInfo:
        """Make a version of `document` what it is now, as a new version, and return what is known of it.

        What it is already changes nothing and gives `changed` False. Raises NoSuchVersion.
        """
        stored = self.content(document, number)
        now = self._has.documents.get(document)
        if now is not None and content_name(now) == content_name(stored):
            return replace(now.info, changed=False)
        self._change(document, Made.RESTORED, stored, edit, of=number)
        return stored.info

    def versions(self, document: str | None = None) -> History:
        """Return the versions kept of `document`, or of all and of those taken out, oldest first."""
        with self._reading:
            history = self._has.history
        return history if document is None else {document: history.get(document, ())}

    def content(self, document: str, number: int) -> Stored:
        """Return what was understood of a version; raises NoSuchVersion."""
        with self._writing:  # a change may sweep away what is too old
            return self._shelf.content(self._version(document, number).content)

    def file(self, document: str, number: int) -> bytes | None:
        """Return the file of a version as it came, None where it was not kept; raises NoSuchVersion."""
        with self._writing:
            return self._shelf.file(self._version(document, number).sha256)

    def _version(self, document: str, number: int) -> Version:
        for version in self._has.history.get(document, ()):
            if version.number == number and version.info is not None:
                return version
        raise NoSuchVersion(f"There is no version {number} of this document: ask for the list of its versions.")

    def _change(  # noqa: PLR0913 - a version, and what it consists of
        self,
        document: str,
        made: Made,
        stored: Stored | None,
        edit: Edit,
        *,
        file: bytes | None = None,
        of: int = 0,
    ) -> None:
        """Make `stored` the document's newest version; without it the document is taken out."""
        when = edit if edit.at is not None else Edit(edit.by, time.time())
        with self._writing:
            if stored is None and document not in self._has.documents:
                return
            history = self._with_first(document)
            kept = history.get(document, ())
            size = len(file) if file is not None else next((v.size for v in kept if v.number == of), 0)
            name = content_name(stored) if stored else ""
            version = Version(0, made, when, stored.info if stored else None, name, size, of)
            history = followed(history, document, version)
            documents = {name: one for name, one in self._has.documents.items() if name != document}
            if stored:
                documents[document] = stored
            self._shelf.commit(State(documents, history), self._calibration.key, file)
            ready = self._has.ready(stored)
            with self._reading:
                self._has.swap(document, stored, ready, history)

    def _with_first(self, document: str) -> History:
        """The history, in which a document put in before there were versions has one."""
        now = self._has.documents.get(document)
        if now is None or self._has.history.get(document):
            return self._has.history
        return followed(self._has.history, document, Version(1, Made.PUT, Edit(), now.info, content_name(now)))

    def documents(self) -> tuple[DocumentInfo, ...]:
        """Return what is known of every document, in order of name."""
        with self._reading:
            return tuple(stored.info for stored in self._has.in_order())

    def text(self, document: str) -> str:
        """Return the text that the document's offsets count in; raises KeyError if it is not there."""
        return self._has.documents[document].text

    def snippets(self, document: str | None = None) -> tuple[Snippet, ...]:
        """Return the snippets of `document`, or of all in order of name, in order of text; KeyError if not there."""
        if document is not None:
            return self._has.documents[document].snippets
        with self._reading:
            return tuple(snippet for stored in self._has.in_order() for snippet in stored.snippets)

    def passages(self) -> tuple[tuple[Snippet, ...], Vectors]:
        """Return all snippets in order of name and text, and their centred vectors, shape (n, dimension)."""
        with self._reading:
            stored = self._has.in_order()
        snippets = tuple(snippet for one in stored for snippet in one.snippets)
        raw = np.concatenate([np.zeros((0, self._embedder.dimension), np.float32), *(one.raw for one in stored)])
        return snippets, self.centre(raw, [{snippet.language: 1.0} for snippet in snippets], "passage")

    def encode(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        """Return centred vectors of sentences that no document has, comparable with those of `passages`."""
        raw = self._embedder.encode(texts, "passage")
        return self.centre(raw, [{language: 1.0} for language in languages], "passage")

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
            return self._has.retriever.search(need, [texts], [together], k=k, floor=floor, among=language)[0]

    def floors(self, query: str) -> tuple[Posterior, Mapping[str, float]]:
        """Return the languages that `query` may be in, and from which similarity on a snippet in each answers it."""
        posterior = self._posterior(Query(query))
        return posterior, self._has.retriever.floors(posterior)

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
            return self._has.retriever.search(centred, [[text] for text in texts], languages, k=k, floor=floor)

    def centre(self, vectors: Vectors, languages: Sequence[Posterior], kind: Kind = "query") -> Vectors:
        """Return raw vectors, shape (n, dimension), less their language's mean and at length 1."""
        return self._calibration.means.centre(vectors, languages, kind)

    @property
    def version(self) -> str:
        """Sixteen hex digits, the same exactly when the same documents are searched with the same embedder."""
        digest = hashlib.sha256(self._calibration.key.encode())
        for info in self.documents():
            digest.update(f"{info!r}\n".encode("utf-8", "backslashreplace"))
        return digest.hexdigest()[:16]

    def _posterior(self, query: Query) -> Posterior:
        return {query.language: 1.0} if query.language else detect(query.text, self._languages)


def _average(posteriors: Sequence[Posterior]) -> Mapping[str, float]:
    names = dict.fromkeys(name for posterior in posteriors for name in posterior)
    return {name: sum(p.get(name, 0.0) for p in posteriors) / len(posteriors) for name in names}
