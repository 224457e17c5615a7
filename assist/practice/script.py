"""How a script is written in its file."""

from collections import defaultdict
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assist.core.conditions import NEVER, Condition, Passed, parts_of
from assist.core.events import Channel, Participant
from assist.core.practice import Ending, Mood, Node, Script, Turn
from assist.playbook.condition import ConditionPart

NODE = r"^[a-z][a-z0-9_]{0,40}$"
NodeName = Annotated[str, Field(pattern=NODE)]


def _joined(value: object) -> object:
    """Lines that YAML folded end in a line feed that nobody says."""
    return value.strip() if isinstance(value, str) else value


Said = Annotated[str, BeforeValidator(_joined), Field(min_length=1, max_length=4_000)]
Patience = Annotated[int, Field(ge=-9, le=9)]


_UNKNOWN = defaultdict[str, Condition](lambda: NEVER)  # what shared conditions say is not known here


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnPart(_Part):
    """When this holds, go there; or only say something and stay."""

    when: ConditionPart
    go: NodeName | None = None
    says: Said | None = None
    patience: Patience = 0

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.go is None) == (self.says is None):
            raise ValueError("give either `go`, a node, or `says`, a remark after which the customer stays")
        if self.go and self.patience:
            raise ValueError("the node that it goes to says what becomes of the patience; leave it out here")
        return self

    @property
    def has_clock(self) -> bool:
        """Whether time alone can bring it about."""
        return any(isinstance(part, Passed) for part in parts_of(self.when.condition(), _UNKNOWN))

    def value(self) -> Turn:
        """The same as the core's value."""
        return Turn(self.when.condition(), self.go or "", self.says or "", self.patience)


class NodePart(_Part):
    """Something the customer says."""

    says: Said
    turns: tuple[TurnPart, ...] = ()
    otherwise: NodeName | None = None
    patience: Patience = 0
    ending: Ending | None = None

    @model_validator(mode="after")
    def _goes_on(self) -> Self:
        if self.ending is None and not self.otherwise:
            raise ValueError("say where it goes `otherwise`, when no turn holds, or what `ending` this is")
        if self.ending is not None and (self.turns or self.otherwise):
            raise ValueError("nothing comes after an ending; leave `turns` and `otherwise` out")
        return self

    @property
    def targets(self) -> tuple[str, ...]:
        """The nodes that come next."""
        return tuple(target for target in (*(turn.go for turn in self.turns), self.otherwise) if target)

    def value(self) -> Node:
        """The same as the core's value."""
        turns = tuple(turn.value() for turn in self.turns)
        return Node(self.says, turns, self.otherwise or "", self.patience, self.ending)


class CustomerPart(_Part):
    """Who it is, and how they come."""

    name: str = Field(min_length=1, max_length=100)
    mood: Mood


class ScriptPart(_Part):
    """A whole file."""

    title: str = Field(min_length=1, max_length=120)
    language: Literal["sv", "da", "nb", "pt", "en"]
    difficulty: int = Field(ge=1, le=3)
    channel: Literal[Channel.CHAT, Channel.PHONE, Channel.EMAIL]
    organisation: str = Field("", max_length=100)
    customer: CustomerPart
    briefing: Said
    aims: tuple[str, ...] = Field(min_length=1, max_length=12)
    patience: int = Field(3, ge=1, le=9)
    start: NodeName
    gives_up: NodeName
    always: tuple[TurnPart, ...] = ()
    nodes: dict[NodeName, NodePart] = Field(min_length=2, max_length=100)

    def turns(self) -> list[tuple[str, TurnPart]]:
        """Every turn in the file, each with the field it stands in."""
        found = [("always", turn) for turn in self.always]
        return found + [("nodes", turn) for node in self.nodes.values() for turn in node.turns]

    def value(self, name: str) -> Script:
        """The same as the core's value."""
        return Script(
            name=name,
            title=self.title,
            language=self.language,
            difficulty=self.difficulty,
            channel=self.channel,
            organisation=self.organisation,
            customer=Participant(self.customer.name, self.language),
            mood=self.customer.mood,
            briefing=self.briefing,
            aims=self.aims,
            start=self.start,
            gives_up=self.gives_up,
            nodes={key: node.value() for key, node in self.nodes.items()},
            always=tuple(turn.value() for turn in self.always),
            patience=self.patience,
        )
