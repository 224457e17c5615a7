"""What was sent, acknowledged, logged and told, and whether it fits together (after Jepsen's checkers).

    nothing lost        every acknowledged event is in the log, under the number it was acknowledged with
    numbering whole     the log's numbers are 1, 2, 3 ...
    nothing twice       no event, no prompt id and no timer's prompt is there twice
    one order           every viewer was told a part of the log from its beginning, in its order, each entry once
    nothing foreign     an entry was told to viewers of its own workspace and conversation only
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from assist.client import Told

Json = dict[str, Any]


@dataclass
class Seen:
    """What one viewer of a conversation was told; told anew from the beginning whenever it was said so."""

    name: str
    conversation: str
    entries: list[Json] = field(default_factory=list)
    begun_anew: int = 0

    def take(self, told: Told) -> None:
        """One thing more."""
        if told.conversation != self.conversation:
            raise AssertionError(f"{self.name} was told of {told.conversation}")
        if told.entry is not None:
            self.entries.append({**told.entry, "seq": told.seq})
        elif not told.recovered:
            self.entries.clear()
            self.begun_anew += 1


@dataclass
class Record:
    """Everything that writers sent and viewers saw, by conversation."""

    sent: dict[str, list[str]] = field(default_factory=dict)
    acknowledged: dict[str, dict[str, int]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Acknowledged events."""
        return sum(map(len, self.acknowledged.values()))

    def faults(self, logs: dict[str, list[Json]], *, is_complete: bool = True) -> list[str]:
        """What is wrong, a sentence each; `logs` are the servers' own, read at the end.

        `is_complete`: viewers stayed long enough to be told everything.
        """
        found = [fault for conversation, log in logs.items() for fault in self._in_log(conversation, log)]
        for seen in self.seen:
            found += _told(seen, logs.get(seen.conversation, []), is_complete)
        return found

    def _in_log(self, conversation: str, log: list[Json]) -> Iterator[str]:
        numbers = [entry["seq"] for entry in log]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{conversation}: the numbers have a gap"
        events = [entry["event"]["id"] for entry in log if entry["kind"] == "event"]
        prompts = [entry["prompt"]["id"] for entry in log if entry["kind"] == "prompt_opened"]
        for kind, names in (("event", events), ("prompt", prompts)):
            yield from (f"{conversation}: {kind} {name} is there twice" for name, n in Counter(names).items() if n > 1)
        at = {entry["event"]["id"]: entry["seq"] for entry in log if entry["kind"] == "event"}
        for name, seq in self.acknowledged.get(conversation, {}).items():
            if at.get(name) != seq:
                yield f"{conversation}: {name} was acknowledged as {seq} and is {at.get(name, 'lost')}"
        if foreign := at.keys() - set(self.sent.get(conversation, at)):
            yield f"{conversation}: {sorted(foreign)[0]} was never sent to it"


def _told(seen: Seen, log: list[Json], is_complete: bool) -> Iterator[str]:
    told = [entry["seq"] for entry in seen.entries]
    if told != list(range(1, len(told) + 1)):
        yield f"{seen.name}: was told {told[:5]}... with a gap, a repetition or in another order"
    if is_complete and len(told) < len(log):
        yield f"{seen.name}: was told {len(told)} of {len(log)} entries"
    for entry, logged in zip(seen.entries, log, strict=False):
        if _content(entry) != _content(logged):
            yield f"{seen.name}: entry {entry['seq']} is another than in the log"
            break


def _content(entry: Json) -> Json:
    return {name: value for name, value in entry.items() if name != "seq"}
