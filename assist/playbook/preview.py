"""What a change of the playbook would have changed: a recorded conversation replayed before and after.

Both replays run on the virtual clock over the same understanding, because what is understood of an event does not
depend on prompts. What the agent did with a prompt is taken as done to the prompt of the same moment.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from assist.core.conversation import Conversation
from assist.core.events import Event, EventType
from assist.core.playbook import Playbook
from assist.core.prompts import Opened, Prompt
from assist.replay import UnderstandNow, steps


@dataclass(frozen=True, slots=True)
class Recording:
    """A conversation as it began, its events in the order of time, and until when time went on.

    Feedback names the moment of its prompt in place of the prompt: in a replay the prompt has another name.
    """

    conversation: Conversation
    events: tuple[Event, ...]
    until: float


class Kind(StrEnum):
    """What becomes of a prompt; one that is `reworded` comes at the same time, with other words or priority."""

    CAME = "came"
    GONE = "gone"
    MOVED = "moved"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class Difference:
    """A prompt that was or would be there, `words` being what it rests on."""

    kind: Kind
    moment: str
    before: Prompt | None
    after: Prompt | None
    words: str

    @property
    def at(self) -> float:
        """When the prompt would come, or came (seconds since the epoch)."""
        prompt = self.after or self.before
        return prompt.opened_at if prompt else 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One conversation: what differs, in order of time, and the moments of all prompts before and after."""

    differences: tuple[Difference, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def compare(recording: Recording, understand: UnderstandNow, live: Playbook, draft: Playbook) -> Compared:
    """Replay with both playbooks; each event is understood once."""
    reader = _Reader(understand)
    before, after = _prompts(recording, reader, live), _prompts(recording, reader, draft)
    texts = {event.id: event.text for event in recording.events}
    found = [
        Difference(kind, moment, old, new, _words(new or old, texts))
        for moment in sorted({prompt.moment for prompt in (*before, *after)})
        for kind, old, new in _paired(_of(moment, before), _of(moment, after))
    ]
    return Compared(
        tuple(sorted(found, key=lambda one: one.at)),
        tuple(prompt.moment for prompt in before),
        tuple(prompt.moment for prompt in after),
    )


class _Reader:
    """Understands each event once, and finds the prompt that feedback is about."""

    def __init__(self, understand: UnderstandNow) -> None:
        self._understand = understand
        self._understood: dict[str, Event] = {}

    def __call__(self, conversation: Conversation, event: Event) -> Event:
        if event.type is EventType.FEEDBACK:
            names = [prompt.id for prompt in conversation.prompts if prompt.moment == event.prompt]
            return replace(event, prompt=names[0] if names else "")
        if event.id not in self._understood:
            self._understood[event.id] = self._understand(conversation, event)
        return self._understood[event.id]


def _prompts(recording: Recording, reader: _Reader, playbook: Playbook) -> list[Prompt]:
    return [
        entry.prompt
        for step in steps(recording.conversation, recording.events, recording.until, reader, playbook)
        for entry in step.entries
        if isinstance(entry, Opened)
    ]


def _of(moment: str, prompts: Iterable[Prompt]) -> list[Prompt]:
    return [prompt for prompt in prompts if prompt.moment == moment]


def _paired(before: list[Prompt], after: list[Prompt]) -> Iterator[tuple[Kind, Prompt | None, Prompt | None]]:
    """Those of one moment that differ: at one time they are the same, the others belong together in their order."""
    now = {prompt.opened_at: prompt for prompt in after}
    then = {prompt.opened_at: prompt for prompt in before}
    for at in then.keys() & now.keys():
        if _differ(then[at], now[at]):
            yield Kind.REWORDED, then[at], now[at]
    gone = [prompt for prompt in before if prompt.opened_at not in now]
    came = [prompt for prompt in after if prompt.opened_at not in then]
    for old, new in zip_longest(gone, came):
        yield (Kind.CAME if old is None else Kind.GONE if new is None else Kind.MOVED), old, new


def _differ(one: Prompt, other: Prompt) -> bool:
    return (one.say, one.instruction, one.priority) != (other.say, other.instruction, other.priority)


def _words(prompt: Prompt | None, texts: Mapping[str, str]) -> str:
    """What was said: the evidence, or else all of the event."""
    if prompt is None:
        return ""
    pieces = [texts.get(some.event, "")[some.start : some.end] for some in prompt.because.evidence]
    return " … ".join(dict.fromkeys(piece for piece in pieces if piece)) or texts.get(prompt.because.event, "")
