"""Text through the product as it runs: cut into sentences, encoded, weighed by the shipped heads.

The heads are the product's own; all that is added is that they write down what they were about to answer, so
that a text can be given a score also where no act reaches its threshold.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assist.acts import weights
from assist.acts.heads import Floats, Heads
from assist.commands.workspace import Workspace, opened
from assist.core.conversation import Conversation
from assist.core.events import Channel, Event, EventType, Role
from assist.core.playbook import Playbook
from assist.errors import SetupError
from assist.replay import steps
from assist.settings import read_settings
from assist.understanding import Interpreter
from benchmarks.moments.sets import Turn


class Noting(Heads):
    """Heads that keep what they said last: (sentences, acts)."""

    last: Floats

    def done_by(self, role: Role, probabilities: Floats) -> list[list[tuple[str, float]]]:
        """As the product's, and remembered."""
        self.last = probabilities
        return super().done_by(role, probabilities)


class Hearing:
    """The product, opened on the sample handbook in the folder `data`."""

    def __init__(self, data: Path) -> None:
        settings = read_settings(data=data)
        workspace: Workspace = opened(settings)
        acts, embedder = workspace.acts, workspace.embedder
        trained = weights.find(acts, embedder, data)
        if trained is None:
            raise SetupError("the acts have no heads yet: bistand acts train")
        self.heads = Noting(acts, settings.languages, trained)
        self.playbook: Playbook = workspace.playbook
        self._parts = (embedder, self.heads, workspace.library, settings.languages)
        self._place = {name: place for place, name in enumerate(acts.names)}
        self._thresholds = {definition.act: definition.threshold for definition in acts.definitions}

    def score(self, text: str, role: Role, acts: Sequence[str]) -> dict[str, float]:
        """The highest probability of each act over the sentences of a message that opens a conversation."""
        event = Event("m", EventType.MESSAGE, 0.0, role, text)
        self._understand(Conversation("c", Channel.CHAT), event)
        return self._highest(acts)

    def flags(self, scores: Mapping[str, float]) -> bool:
        """Whether one of these acts reaches the threshold it is shipped with."""
        return any(probability >= self._thresholds[act] for act, probability in scores.items())

    def foreseen(
        self, turns: Sequence[Turn], moments: Mapping[str, tuple[str, tuple[str, ...]]]
    ) -> list[tuple[Turn, dict[str, float]]]:
        """Each labelled agent turn that follows a customer's, with what the text before it says of each moment.

        An open prompt of the moment counts 1, and to it comes the probability of the acts that call for it: so
        what the product would show comes first, and among the rest what came nearest to being shown.
        """
        events = [Event(str(n), EventType.MESSAGE, turn.at, turn.role, turn.text) for n, turn in enumerate(turns)]
        found: list[tuple[Turn, dict[str, float]]] = []
        before: dict[str, float] = {}
        conversation = Conversation("c", Channel.CHAT)
        for event, turn in zip(events, turns, strict=True):
            if turn.role is Role.AGENT and before and turn.is_labelled:
                found.append((turn, before))
            self.heads.last = np.zeros((1, len(self._place)), np.float32)
            for taken in steps(conversation, [event], None, self._understand, self.playbook):
                conversation = taken.conversation
            before = {}
            if turn.role is Role.CUSTOMER:
                showing = {prompt.moment for prompt in conversation.prompts}
                before = {
                    label: float(moment in showing) + max(self._highest(acts).values())
                    for label, (moment, acts) in moments.items()
                }
        return found

    def _understand(self, conversation: Conversation, event: Event) -> Event:
        """By a new interpreter, which remembers no text: one that is known already would not ask the heads."""
        return Interpreter(*self._parts).understand(conversation, event)

    def _highest(self, acts: Sequence[str]) -> dict[str, float]:
        highest: NDArray[np.float32] = self.heads.last.max(axis=0)
        return {act: float(highest[self._place[act]]) for act in acts}
