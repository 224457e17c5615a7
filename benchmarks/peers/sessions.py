"""A conversation as Bistand follows it, and as a router does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assist.commands.workspace import Workspace
from assist.core.conversation import Conversation, speaker
from assist.core.events import Event, Role
from assist.core.playbook import Playbook
from assist.core.prompts import Entry, Opened
from assist.core.session import Step, step
from assist.replay import due_ticks, folded
from benchmarks.peers.mapping import Counters, has_words, known_of, opens
from benchmarks.peers.routers import Router


@dataclass(frozen=True, slots=True)
class Shown:
    """A prompt: when it opened, and how it stands at the end. A router has neither words nor a status."""

    at: float
    moment: str
    say: str = ""
    status: str = ""


class Session(Protocol):
    """One conversation as a system follows it."""

    def wait(self, until: float) -> None:
        """Let time pass up to `until`."""

    def take(self, event: Event) -> None:
        """Take an event in: this is what is timed."""

    def shown(self) -> list[Shown]:
        """Every prompt so far."""


class BistandSession:
    """The product's own step on a virtual clock, as in a replay."""

    def __init__(self, workspace: Workspace, conversation: Conversation) -> None:
        self._workspace, self._playbook, self._conversation = workspace, workspace.playbook, conversation
        self._entries: list[Entry] = []

    def wait(self, until: float) -> None:
        """Let the timers fire."""
        for taken in due_ticks(self._conversation, until, self._playbook):
            self._keep(taken)

    def take(self, event: Event) -> None:
        """Understand and step."""
        understood = self._workspace.understand(self._conversation, event)
        self._keep(step(self._conversation, understood, self._playbook))

    def shown(self) -> list[Shown]:
        """Prompts with their words and what became of them."""
        final = folded(self._entries)
        begun = [entry.prompt.id for entry in self._entries if isinstance(entry, Opened)]
        return [Shown(one.opened_at, one.moment, one.say, one.status.value) for one in map(final.__getitem__, begun)]

    def _keep(self, taken: Step) -> None:
        self._entries += taken.entries
        self._conversation = taken.conversation


@dataclass(slots=True)
class RouterSession:
    """A router for each role, and the playbook's wiring to moments from acts that score at `least` so much."""

    routers: Mapping[Role, Router]
    least: float
    playbook: Playbook
    conversation: Conversation
    counters: Counters = field(default_factory=Counters)
    prompts: list[Shown] = field(default_factory=list)

    def wait(self, until: float) -> None:
        """Nothing comes from time alone."""

    def take(self, event: Event) -> None:
        """Route the words, open what they open."""
        router = self.routers.get(speaker(event) or Role.SYSTEM)
        scores = router.scores(event.text) if router and has_words(event) else {}
        acts = {act: score for act, score in scores.items() if score >= self.least}
        known = known_of(self.conversation, event, acts)
        for moment in self.playbook.ordered:
            if opens(moment, known, self.playbook.shared) and self.counters.admit(moment, event.at):
                self.prompts.append(Shown(event.at, moment.id))

    def shown(self) -> list[Shown]:
        """The moments that came."""
        return self.prompts
