"""What became of events that were posted."""

from dataclasses import dataclass, field

from assist.wire.shapes import Prompt


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of events: numbers of those accepted now and of those known before, and prompts touched."""

    accepted: dict[str, int] = field(default_factory=dict)
    duplicates: dict[str, int] = field(default_factory=dict)
    prompts: list[Prompt] = field(default_factory=list)
