"""What is told to whoever posted events."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assist.batch import Batch
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.wire.shapes import Prompt
from assist.wire.writing import touched_prompts


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of events: numbers of those accepted now and of those known before, and prompts touched."""

    accepted: dict[str, int] = field(default_factory=dict)
    duplicates: dict[str, int] = field(default_factory=dict)
    prompts: list[Prompt] = field(default_factory=list)

    @classmethod
    def of(
        cls, before: Conversation, batch: Batch, first: int, events: Sequence[Event], known: Mapping[str, int]
    ) -> "Posted":
        """What became of `events`, whose batch got numbers from `first` on; `known` were there already."""
        accepted = {name: first + index for name, index in batch.event_ids.items()}
        times = Counter(event.id for event in events)
        repeated = {name: number for name, number in accepted.items() if times[name] > 1}
        return cls(accepted, {**known, **repeated}, touched_prompts(before.prompts, batch.entries, before.id))
