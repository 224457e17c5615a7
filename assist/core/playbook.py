"""The moments as values: when they open, when they are done, what they cite and what they say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from assist.core.conditions import NEVER, Condition, Passed, Standards, parts_of
from assist.core.drafts.draft import Severity
from assist.core.events import Channel, Citation
from assist.core.likeness import Likened, Means
from assist.core.prompts import RANK, Polish, Priority


@dataclass(frozen=True, slots=True)
class Words:
    """What a moment says in one language; `say` has slots, `say_upset` is for a customer who is or was upset."""

    instruction: str
    say: str
    say_upset: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A short conversation in which a moment opens at the last line, or never opens."""

    language: str
    lines: tuple[str, ...]
    fires: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What a draft is told when its check finds something: how much it matters, and a sentence with slots."""

    severity: Severity
    messages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point where a guideline asks something of the agent.

    `excludes` names moments held back while this one is open; `replaces` lets a new prompt take the
    place of its own open one (a hold that passes its limit again). `findings` are its rules for drafts, by
    their ids; a moment for drafts alone never opens and has no words. `polish` is what of its prompts a language
    model may put in better words, where there is one. One that is not `enabled` is kept, no more.
    """

    id: str
    priority: Priority
    opens: Condition
    because: Mapping[str, str]
    words: Mapping[str, Words]
    queries: Mapping[str, str]
    channels: frozenset[Channel] = frozenset(Channel)
    done_when: Condition = NEVER
    withdrawn_when: Condition = NEVER
    cooldown_s: float = 0.0
    most: int | None = None
    excludes: frozenset[str] = frozenset()
    replaces: bool = False
    expires_s: float | None = None
    details: tuple[str, ...] = ()
    queries_by_channel: Mapping[Channel, Mapping[str, str]] = field(default_factory=dict)
    cites_match: bool = False
    examples: tuple[Example, ...] = ()
    findings: Mapping[str, Rule] = field(default_factory=dict)
    enabled: bool = True
    polish: Polish | None = None


@dataclass(frozen=True)
class Playbook:
    """Everything `step` needs besides the conversation; a new value for every change of guidelines or moments.

    `citations` holds, for each moment and channel, the sentences it quotes, best first. `off` are moments that are
    kept but never open, and `sources` is what each moment, these too, was read from (YAML), by its id.
    """

    moments: tuple[Moment, ...]
    standards: Standards
    shared: Mapping[str, Condition] = field(default_factory=dict)
    citations: Mapping[tuple[str, Channel], tuple[Citation, ...]] = field(default_factory=dict)
    version: str = ""
    off: tuple[Moment, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def ordered(self) -> tuple[Moment, ...]:
        """The moments, most urgent first."""
        return tuple(sorted(self.moments, key=lambda moment: (RANK[moment.priority], moment.id)))

    @cached_property
    def by_id(self) -> Mapping[str, Moment]:
        """The moments by their ids."""
        return {moment.id: moment for moment in self.moments}

    @cached_property
    def by_rule(self) -> Mapping[str, Moment]:
        """The moment that each rule for drafts belongs to."""
        return {rule: moment for moment in self.moments for rule in moment.findings}

    @cached_property
    def limits(self) -> tuple[tuple[Moment, tuple[Passed, ...]], ...]:
        """The time limits that moments watch."""
        found = (
            (moment, tuple(part for part in parts_of(moment.opens, self.shared) if isinstance(part, Passed)))
            for moment in self.moments
        )
        return tuple((moment, limits) for moment, limits in found if limits)

    @cached_property
    def likened(self) -> tuple[Likened, ...]:
        """Every sentence that some condition compares what is said with, in a fixed order."""
        conditions = [
            condition
            for moment in self.moments
            for condition in (moment.opens, moment.done_when, moment.withdrawn_when)
        ]
        parts = (part for condition in conditions for part in parts_of(condition, self.shared))
        return tuple(sorted({one for part in parts if isinstance(part, Means) for one in (*part.like, *part.unlike)}))

    @cached_property
    def cited(self) -> frozenset[tuple[str, int]]:
        """(document, start) of every sentence that some moment quotes first."""
        return frozenset((found[0].document, found[0].start) for found in self.citations.values() if found)
