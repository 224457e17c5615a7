"""How a condition is written in a moment's file: a mapping whose parts must all hold."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assist.core.conditions import (
    CLOCKS,
    STATES,
    After,
    All,
    AnyOf,
    Condition,
    Is,
    Not,
    Now,
    Passed,
    Seen,
    State,
    Within,
)
from assist.core.events import Role
from assist.core.likeness import LEAST_LIKE, LIKE, Means


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


Sentence = Annotated[str, Field(min_length=1, max_length=500)]
Names = Annotated[tuple[str, ...], BeforeValidator(_as_list), Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SeenPart(_Part):
    """Happened before, at least so often."""

    mark: Names
    times: int = Field(default=1, ge=1)


class AfterPart(_Part):
    """Happened later than something else last did."""

    mark: Names
    than: Names


class WithinPart(_Part):
    """Happened no longer ago than this."""

    mark: Names
    seconds: float = Field(gt=0)


class PassedPart(_Part):
    """A clock crosses a standard."""

    since: str
    standard: str
    repeat: bool = False

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.since != "promise" and self.since not in CLOCKS:
            raise ValueError(
                f"there is no clock {self.since!r}; use one of {', '.join(sorted((*CLOCKS, 'promise')))}"
            )
        return self


class MeansPart(_Part):
    """Words that say what one of these sentences says, and are not as near to one of `unlike`; each by language."""

    by: Literal[Role.CUSTOMER, Role.AGENT] = Role.CUSTOMER
    like: dict[str, tuple[Sentence, ...]]
    unlike: dict[str, tuple[Sentence, ...]] = Field(default_factory=dict)
    at_least: float = Field(default=LIKE, ge=LEAST_LIKE, lt=1)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(self.like.values()):
            raise ValueError("there is no sentence to compare with; give one at least, under its language")
        return self

    def condition(self) -> Means:
        """The same as the core's value."""
        like, unlike = (
            tuple((language, sentence) for language, some in sentences.items() for sentence in some)
            for sentences in (self.like, self.unlike)
        )
        return Means(self.by, like, self.at_least, unlike)


class ConditionPart(_Part):
    """All of the given parts hold."""

    now: Names = Field(default=(), min_length=0)
    seen: SeenPart | Names | None = None
    after: AfterPart | None = None
    within: WithinPart | None = None
    passed: PassedPart | None = None
    means: MeansPart | None = None
    state: Names = Field(default=(), min_length=0)
    shared: Names = Field(default=(), min_length=0, alias="is")
    every: tuple["ConditionPart", ...] = Field(default=(), alias="all")
    some: tuple["ConditionPart", ...] | None = Field(default=None, alias="any")
    negated: "ConditionPart | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _known(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("an empty condition would always hold; say what has to be true")
        for name in self.state:
            if name not in STATES:
                raise ValueError(f"there is no state {name!r}; use one of {', '.join(sorted(STATES))}")
        return self

    def marks(self) -> set[str]:
        """Every mark named in here."""
        found = {*self.now}
        if self.seen is not None:
            found |= {*(self.seen.mark if isinstance(self.seen, SeenPart) else self.seen)}
        if self.after:
            found |= {*self.after.mark, *self.after.than}
        if self.within:
            found |= {*self.within.mark}
        inner = (*self.every, *(self.some or ()), *((self.negated,) if self.negated else ()))
        return found.union(*(part.marks() for part in inner))

    def named(self) -> set[str]:
        """Every shared condition named in here."""
        inner = (*self.every, *(self.some or ()), *((self.negated,) if self.negated else ()))
        return {*self.shared}.union(*(part.named() for part in inner))

    def condition(self) -> Condition:
        """The same as the core's value."""
        parts = [*self._simple(), *(State(name) for name in self.state), *(Is(name) for name in self.shared)]
        parts += [part.condition() for part in self.every]
        if self.some is not None:
            parts.append(AnyOf(tuple(part.condition() for part in self.some)))
        if self.negated is not None:
            parts.append(Not(self.negated.condition()))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _simple(self) -> list[Condition]:
        parts: list[Condition] = []
        if self.now:
            parts.append(Now(self.now))
        if self.seen is not None:
            seen = self.seen if isinstance(self.seen, SeenPart) else SeenPart(mark=self.seen)
            parts.append(Seen(seen.mark, seen.times))
        if self.after:
            parts.append(After(self.after.mark, self.after.than))
        if self.within:
            parts.append(Within(self.within.mark, self.within.seconds))
        if self.passed:
            parts.append(Passed(self.passed.since, self.passed.standard, self.passed.repeat))
        if self.means:
            parts.append(self.means.condition())
        return parts
