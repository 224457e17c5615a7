"""What commands work on: encoder, guidelines, heads and playbook, opened from the settings."""

import asyncio
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track

from assist.acts import weights
from assist.acts.definition import Acts
from assist.acts.definition import load_folder as load_acts
from assist.acts.heads import Heads
from assist.commands.alone import alone
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.drafts.drafting import Drafter
from assist.editor import Editor
from assist.errors import SetupError
from assist.playbook.loading import BUILT_IN, load_folder
from assist.ports import Store
from assist.replica import Replica
from assist.settings import Settings
from assist.spelling import Known, Speller, open_speller, vocabulary
from assist.understanding import Interpreter
from assist.vectors import KeptVectors
from guidelines_kb import DocumentError, Embedder, Library, open_embedder
from guidelines_kb.atomic import write_atomically
from guidelines_kb.embedders import Cached
from guidelines_kb.languages import load_ahead

QUERIES = "query_vectors.npz"
FILLED = "filled.json"
HANDBOOK = Path(__file__).resolve().parents[2] / "guidelines_kb" / "handbook"
T = TypeVar("T")
READABLE = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".docx"})


@dataclass(slots=True)
class Workspace:
    """One customer's guidelines and moments, and what understands their conversations."""

    settings: Settings
    embedder: Embedder
    acts: Acts
    library: Library
    interpreter: Interpreter
    editor: Editor
    drafter: Drafter
    speller: Speller
    own_words: Known
    replica: Replica | None = None

    @property
    def playbook(self) -> Playbook:
        """The moments as they are now, with the sentences they quote."""
        return self.editor.playbook

    def learn_words(self) -> None:
        """Take what the guidelines call things for right; to be called after each change of them."""
        self.speller.words = self.own_words | _words_of(self.library)

    async def begin(self, store: Store) -> None:
        """Use what is kept; where nothing is, here and in the store, the sample handbook.

        A new machine over Redis must not bring the handbook into a workspace that has guidelines of its own.
        """
        await self.load(store)
        if not self.library.documents() and not self.library.versions():
            with alone(self.settings.data):
                await asyncio.to_thread(fill, self.library, None, self.settings.data / FILLED)
            await self.guidelines_changed(store)
            await self.load(store)

    async def load(self, store: Store) -> None:
        """Use the guidelines, moments and standards as they are kept now: built beside the old, taken in one moment."""
        name = self.settings.workspace
        if self.replica is not None:
            await self.replica.exchange(store, name)
        await self.editor.restore(store, name)
        beside = await asyncio.to_thread(self.library.beside)
        words = self.own_words | await asyncio.to_thread(_words_of, beside)

        def switch() -> None:
            self.library.become(beside)
            self.speller.words = words

        await self.editor.look_up_in(beside, switch)

    async def guidelines_changed(self, store: Store) -> None:
        """Tell every process that the guidelines' folder has been changed by this one."""
        name = self.settings.workspace
        if self.replica is not None:
            await self.replica.exchange(store, name)
        else:
            await store.put(name, "guidelines", "changed", b"")

    def understand(self, conversation: Conversation, event: Event) -> Event:
        """The event with its understanding."""
        return self.interpreter.understand(conversation, event)


@dataclass(slots=True)
class Reader:
    """What reads for all workspaces: the encoder, whose vectors of texts are cached for all, and the acts.

    It keeps nothing of what it reads but that cache, which tells by its time alone that a text was seen before.
    """

    embedder: Embedder
    acts: Acts
    heads: Heads | None = None


def open_reader(settings: Settings) -> Reader:
    """The encoder of these settings, and the acts as they are defined; the first workspace brings the heads."""
    load_ahead(settings.languages)  # the first message needs the languages, a start does not
    return Reader(Cached(open_embedder(settings.embedder)), load_acts())


def opened(settings: Settings, reader: Reader | None = None) -> Workspace:
    """The workspace of these settings. A first time indexes the guidelines, and trains heads if it must."""
    with alone(settings.data):
        return _opened(settings, reader or open_reader(settings))


def _opened(settings: Settings, reader: Reader) -> Workspace:
    embedder, acts = KeptVectors(reader.embedder, settings.data / QUERIES), reader.acts
    moments = load_folder(settings.playbook or BUILT_IN, acts.names)
    library = Library.open(settings.data / "guidelines", embedder, settings.languages)
    if settings.guidelines is not None or not settings.is_redis:  # what Redis has is not known yet: see `begin`
        fill(library, settings.guidelines, settings.data / FILLED)
    heads = reader.heads = reader.heads or _heads(acts, embedder, library, settings)
    interpreter = Interpreter(embedder, heads, library, settings.languages)

    def keep_queries(playbook: Playbook) -> None:
        embedder.keep(queries_of(playbook), looking_up)
        interpreter.listen_for(playbook)

    keep_queries(moments)
    editor = Editor(moments, acts.names, library, interpreter.reader_of, keep_queries)
    speller = open_speller(settings)
    drafter = Drafter(interpreter.heads, library, settings.languages, speller)
    workspace = Workspace(settings, embedder, acts, library, interpreter, editor, drafter, speller, speller.words)
    workspace.replica = Replica(settings.data / "guidelines") if settings.is_redis else None
    workspace.learn_words()
    return workspace


def _heads(acts: Acts, embedder: KeptVectors, library: Library, settings: Settings) -> Heads:
    trained = weights.find(acts, embedder, settings.data) or weights.train_and_keep(
        acts, embedder, library, settings.languages, settings.data, settings.data / weights.KEPT, encoding
    )
    return Heads(acts, settings.languages, trained)


def queries_of(moments: Playbook) -> Iterator[str]:
    """What the moments look for, on all channels and in all languages, and the sentences that they listen for."""
    yield from (sentence for _, sentence in moments.likened)
    for moment in moments.moments:
        for queries in (moment.queries, *moment.queries_by_channel.values()):
            yield from queries.values()


def _words_of(library: Library) -> Known:
    return vocabulary(library.text(info.document) for info in library.documents())


def fill(library: Library, folder: Path | None, filled: Path) -> None:
    """Put the documents of `folder` in; without one, the sample handbook into a library that is empty.

    `filled` is the file that remembers them: one that has not changed since then is left as it is here now, in case
    somebody has put another into its place.
    """
    if folder is None and library.documents():
        return
    if folder is not None:
        _take_sample_out(library)
    if folder is not None and not folder.is_dir():
        raise SetupError(f"{folder}: there is no such folder of guidelines")
    paths = [path for path in sorted((folder or HANDBOOK).iterdir()) if path.suffix.lower() in READABLE]
    if not paths:
        raise SetupError(f"{folder}: there is no document here; known are {', '.join(sorted(READABLE))}")
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    before = _filled(filled) if library.documents() else {}
    changed = [path for path in paths if before.get(document_name(path)) != digests[path]]
    for path in _shown(changed, "Reading guidelines"):
        try:
            library.add(document_name(path), path.read_bytes(), filename=path.name)
        except DocumentError as error:
            raise SetupError(f"{path}: {error}") from None
    told = {document_name(path): digest for path, digest in digests.items()}
    if told != before:
        write_atomically(filled, json.dumps(told, indent=2).encode())


def _filled(path: Path) -> dict[str, str]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return {}


def _take_sample_out(library: Library) -> None:
    """Own guidelines take the place of the sample handbook; one that was changed by hand stays."""
    sample = {document_name(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in HANDBOOK.glob("*.md")}
    for info in library.documents():
        if sample.get(info.document) == info.sha256:
            library.remove(info.document)


def document_name(path: Path) -> str:
    """What a file is called in the library: `qualities.da.txt` is `qualities-da`."""
    return path.stem.replace(".", "-")


def encoding(batches: Sequence[list[str]]) -> Iterator[list[str]]:
    """Go along with the sentences that training has to encode."""
    return _shown(batches, "Learning from examples (minutes, once)")


def looking_up(batches: Sequence[list[str]]) -> Iterator[list[str]]:
    """Go along with the queries whose sentences are looked up."""
    return _shown(batches, "Looking up what the moments quote")


def _shown(things: Sequence[T], description: str) -> Iterator[T]:
    console = Console(stderr=True)
    yield from track(things, description, console=console, transient=True, disable=not console.is_terminal)
