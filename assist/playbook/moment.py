"""How a moment is written in its file."""

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator, model_validator

from assist.core.compose import DETAILS, SLOT
from assist.core.conditions import NEVER
from assist.core.drafts.draft import RULES, Severity
from assist.core.events import Channel
from assist.core.playbook import Example, Moment, Rule, Words
from assist.core.prompts import Polish, Priority
from assist.playbook.condition import ConditionPart

SLOTS = frozenset({"name", "agent", "organisation", "hold", "reason", "questions", "quote"})
FOUND_SLOTS = frozenset({"found", "limit", "measure", "name", "question", "right", "score", "word", "words"})
TAKEN = frozenset({"preview", "propose", "publish", "test", "versions"})
LANGUAGES = ("sv", "da", "nb", "pt", "en")
Text = Annotated[str, Field(min_length=1, max_length=500)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _check_slots(templates: Iterable[str], known: Collection[str]) -> None:
    for template in templates:
        for slot in SLOT.findall(template):
            if slot not in known:
                raise ValueError(f"there is no slot {{{slot}}}; use one of {', '.join(sorted(known))}")


def _check_english(said: Mapping[str, object]) -> None:
    if "en" not in said:
        raise ValueError("English ('en') is needed, because other languages fall back to it")


class WordsPart(_Part):
    """What the moment says in one language."""

    instruction: Text
    say: Text
    say_upset: str = Field("", max_length=500)

    @model_validator(mode="after")
    def _slots(self) -> Self:
        _check_slots((self.instruction, self.say, self.say_upset), SLOTS)
        return self


class ExamplesPart(_Part):
    """Short conversations by language: the moment opens at the last line, or never."""

    fires: dict[str, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)
    silent: dict[str, tuple[tuple[str, ...], ...]] = Field(default_factory=dict)


class FindingPart(_Part):
    """What a draft is told when the check of this rule finds something."""

    severity: Severity
    messages: dict[str, Text]

    @field_validator("messages")
    @classmethod
    def _usable(cls, messages: dict[str, str]) -> dict[str, str]:
        _check_english(messages)
        _check_slots(messages.values(), FOUND_SLOTS)
        return messages


class _FilePart(_Part):
    """What every file has."""

    moment: str = Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")
    enabled: bool = True
    channels: tuple[Channel, ...] = Field(tuple(Channel), min_length=1)
    query: dict[str, Text] = Field(min_length=1)
    query_by_channel: dict[Channel, dict[str, Text]] = Field(default_factory=dict)
    findings: dict[str, FindingPart] = Field(default_factory=dict)

    @field_validator("moment")
    @classmethod
    def _free(cls, name: str) -> str:
        if name in TAKEN:
            raise ValueError(f"{name!r} is the name of a call; give the moment another")
        return name

    @field_validator("findings")
    @classmethod
    def _checked(cls, findings: dict[str, FindingPart]) -> dict[str, FindingPart]:
        if unknown := [name for name in findings if name not in RULES]:
            raise ValueError(f"no check finds {unknown[0]!r}; use one of {', '.join(sorted(RULES))}")
        return findings

    def rules(self) -> dict[str, Rule]:
        """The findings as the core's values."""
        return {name: Rule(part.severity, part.messages) for name, part in self.findings.items()}


class DraftMomentPart(_FilePart):
    """A whole file of a moment that is only for drafts: it never opens, so it has no words to say."""

    findings: dict[str, FindingPart] = Field(min_length=1)

    def conditions(self) -> dict[str, ConditionPart]:
        """None."""
        return {}

    def value(self) -> Moment:
        """The same as the core's value."""
        return Moment(
            id=self.moment,
            priority=Priority.LOW,
            opens=NEVER,
            because={},
            words={},
            queries=self.query,
            channels=frozenset(self.channels),
            queries_by_channel=self.query_by_channel,
            findings=self.rules(),
            enabled=self.enabled,
        )


class MomentPart(_FilePart):
    """A whole file."""

    priority: Priority = Priority.NORMAL
    opens: ConditionPart
    done_when: ConditionPart | None = None
    withdrawn_when: ConditionPart | None = None
    because: dict[str, Text]
    cooldown_s: float = Field(0, ge=0)
    most_per_conversation: int | None = Field(None, ge=1)
    excludes: tuple[str, ...] = ()
    replaces_own: bool = False
    expires_s: float | None = Field(None, gt=0)
    details: tuple[str, ...] = ()
    polish: Polish | None = None
    cites_match: bool = False
    words: dict[str, WordsPart]
    examples: ExamplesPart = ExamplesPart()

    @field_validator("words", "because")
    @classmethod
    def _in_english(cls, said: dict[str, object]) -> dict[str, object]:
        _check_english(said)
        return said

    @field_validator("details")
    @classmethod
    def _known(cls, details: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [name for name in details if name not in DETAILS]:
            raise ValueError(f"there is no detail {unknown[0]!r}; use one of {', '.join(sorted(DETAILS))}")
        return details

    @field_validator("polish")
    @classmethod
    def _there(cls, polish: Polish | None, info: ValidationInfo) -> Polish | None:
        if polish is Polish.SUMMARY and "summary" not in info.data.get("details", ()):
            raise ValueError("there is no summary to polish; put 'summary' among the details")
        return polish

    def conditions(self) -> dict[str, ConditionPart]:
        """Every condition in the file, by its field."""
        parts = {"opens": self.opens, "done_when": self.done_when, "withdrawn_when": self.withdrawn_when}
        return {field: part for field, part in parts.items() if part is not None}

    def value(self) -> Moment:
        """The same as the core's value."""
        examples = [
            Example(language, lines, fires)
            for fires, by_language in ((True, self.examples.fires), (False, self.examples.silent))
            for language, conversations in by_language.items()
            for lines in conversations
        ]
        return Moment(
            id=self.moment,
            priority=self.priority,
            opens=self.opens.condition(),
            because=self.because,
            words={
                language: Words(words.instruction, words.say, words.say_upset) for language, words in self.words.items()
            },
            queries=self.query,
            channels=frozenset(self.channels),
            done_when=self.done_when.condition() if self.done_when else NEVER,
            withdrawn_when=self.withdrawn_when.condition() if self.withdrawn_when else NEVER,
            cooldown_s=self.cooldown_s,
            most=self.most_per_conversation,
            excludes=frozenset(self.excludes),
            replaces=self.replaces_own,
            expires_s=self.expires_s,
            details=self.details,
            queries_by_channel=self.query_by_channel,
            cites_match=self.cites_match,
            examples=tuple(examples),
            findings=self.rules(),
            enabled=self.enabled,
            polish=self.polish,
        )
