"""A workspace's practice: its scripts, the customers that are played, and the sessions that were held."""

import asyncio
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.core.playbook import Playbook
from assist.core.practice import Ending, Script, advance, place_of
from assist.errors import InvalidRequest, NotFound
from assist.ports import Key, Store
from assist.practice.loading import InvalidScript, Vocabulary, built_in, parse_script
from assist.practice.report import Held, Reader, counts_of, needs_of
from assist.practice.session import Session
from assist.wire.practice import Level
from assist.wire.state import from_bytes
from assist.wire.text import parse

SCRIPTS, SESSIONS = "practice_script", "practice"  # kinds of what the store keeps for a workspace
MOST_PLAYED = 500
MOST_ENTRIES = 5_000  # of a session's log that its report reads
LEFT_S = 24 * 3600.0  # a session that nobody has ended by then was left
GONE = b""  # a script that was taken out

_parsed = lru_cache(maxsize=500)(parse_script)


@dataclass(frozen=True, slots=True)
class Written:
    """A script as it is kept; `own` when it was written here. Without a `script` it has a `fault`."""

    name: str
    text: str
    own: bool
    script: Script | None
    fault: str = ""


class Practice:
    """Everything about practising in one workspace. What is kept lies in the store, so every process has it."""

    def __init__(  # noqa: PLR0913 - what it needs of its workspace, each by its name
        self,
        store: Store,
        workspace: str,
        get_playbook: Callable[[], Playbook],
        marks: frozenset[str],
        languages: Iterable[str],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`marks` are what conditions may name; of the scripts that come along, those in `languages` are offered."""
        self._store = store
        self._workspace = workspace
        self._get_playbook = get_playbook
        self._marks = marks
        self._languages = frozenset(languages)
        self._clock = clock
        self._played: OrderedDict[str, Script | None] = OrderedDict()

    async def play(self, key: Key, conversation: Conversation) -> Event | None:
        """What the customer of a session does next; a script that is changed or gone stays as this process read it."""
        if key.conversation not in self._played:
            session = await self.find(key.conversation)
            written = None if session is None else (await self.scripts()).get(session.script)
            self._remember(key.conversation, None if written is None else written.script)
        script = self._played[key.conversation]
        return None if script is None else advance(script, conversation, self._get_playbook())

    async def scripts(self) -> dict[str, Written]:
        """Every script by name: those that come along, and those written here, which may take another's place."""
        kept = await self._store.all_of(self._workspace, SCRIPTS)
        own = {name: body.decode() for name, body in kept.items()}
        return await asyncio.to_thread(self._read, own)

    async def script(self, name: str) -> Written:
        """One script; NotFound for none."""
        written = (await self.scripts()).get(name)
        if written is None:
            raise NotFound(f"There is no script {name!r} in this workspace")
        return written

    async def put(self, name: str, text: str) -> Written:
        """Keep a script (YAML), in the place of an older one of this name; InvalidScript says what is wrong."""
        playbook = self._get_playbook()
        known = Vocabulary(self._marks, frozenset(playbook.by_id), frozenset(playbook.shared))
        script = await asyncio.to_thread(parse_script, text, name, known)
        await self._store.put(self._workspace, SCRIPTS, name, text.encode(), is_edition=False)
        return Written(name, text, own=True, script=script)

    async def remove(self, name: str) -> None:
        """Take out a script that was written here; one that came along under this name is there again."""
        if not (await self.script(name)).own:
            raise InvalidRequest(f"The script {name!r} comes with Bistand; write one of this name in its place instead")
        await self._store.put(self._workspace, SCRIPTS, name, GONE, is_edition=False)

    async def begin(self, name: str, level: Level, agent: tuple[str, str]) -> tuple[Session, Script]:
        """A new session with a conversation's name of its own, kept before the conversation begins."""
        written = await self.script(name)
        if written.script is None:
            raise InvalidScript(written.fault)
        session = Session.of(written.script, f"practice-{uuid.uuid4().hex}", level, agent, self._clock())
        await self.keep(session)
        self._remember(session.conversation, written.script)
        return session, written.script

    async def keep(self, session: Session) -> None:
        """Keep a session, in the place of what was known of it."""
        body = session.model_dump_json().encode()
        await self._store.put(self._workspace, SESSIONS, session.conversation, body, is_edition=False)

    async def sessions(self, agent: str | None = None) -> list[Session]:
        """All sessions, or one agent's, latest first; those that are over meanwhile are counted."""
        kept = await self._store.all_of(self._workspace, SESSIONS)
        found = await asyncio.to_thread(lambda: [Session.model_validate_json(body) for body in kept.values()])
        asked = [session for session in found if agent is None or session.agent == agent]
        return [await self.completed(session) for session in sorted(asked, key=lambda one: one.begun, reverse=True)]

    async def held(self, session: Session) -> Held | None:
        """What was said in a session; None once its conversation is erased."""
        key = Key(self._workspace, session.conversation)
        saved = await self._store.load(key)
        if saved is None:
            return None
        entries = [parse(entry.body) for entry in await self._store.entries(key, 0, MOST_ENTRIES)]
        beside = [parse(body) for body in await self._store.suppressed(key)]
        return Held(from_bytes(saved.state), entries, beside)

    async def completed(self, session: Session) -> Session:
        """The session with its counts, once it is over; they are kept, also when its words are erased later."""
        if session.counts is not None:
            return session
        held = await self.held(session)
        is_left = self._clock() - session.begun > LEFT_S
        if held is None or not (is_left or "conversation_ended" in held.conversation.marks):
            return session
        ending = await self._ending(session, held)
        session = session.model_copy(update={"ended": held.conversation.clock, "ending": ending})
        needs = await asyncio.to_thread(needs_of, held, self.reader(session, session.language))
        session = session.model_copy(update={"counts": counts_of(needs)})
        await self.keep(session)
        return session

    def reader(self, session: Session, language: str) -> Reader:
        """How a session is told of in a language."""
        return Reader(self._get_playbook(), language, session.shown_after_s, session.ending == Ending.SETTLED.value)

    async def _ending(self, session: Session, held: Held) -> str | None:
        written, place = (await self.scripts()).get(session.script), place_of(held.conversation)
        node = written.script.nodes.get(place.node) if written and written.script and place else None
        return node.ending.value if node and node.ending else None

    async def find(self, conversation: str) -> Session | None:
        """The session that was held in this conversation."""
        body = (await self._store.all_of(self._workspace, SESSIONS)).get(conversation)
        return None if body is None else Session.model_validate_json(body)

    def _read(self, own: dict[str, str]) -> dict[str, Written]:
        known = Vocabulary(self._marks, None, frozenset(self._get_playbook().shared))
        written = {name: self._written(name, text, False, known) for name, text in built_in().items()}
        kept = {
            name: one for name, one in written.items() if one.script is None or one.script.language in self._languages
        }
        return kept | {name: self._written(name, text, True, known) for name, text in own.items() if text}

    def _written(self, name: str, text: str, own: bool, known: Vocabulary) -> Written:
        try:
            return Written(name, text, own, _parsed(text, name, known))
        except InvalidScript as error:
            return Written(name, text, own, None, error.detail)

    def _remember(self, conversation: str, script: Script | None) -> None:
        self._played[conversation] = script
        self._played.move_to_end(conversation)
        if len(self._played) > MOST_PLAYED:
            self._played.popitem(last=False)
