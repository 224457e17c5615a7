"""An act as a file: who does it, examples that do it and look-alikes that do not, in each language.

To add an act, add a file: examples in your languages are enough, the rest is optional.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assist.core.events import Role
from assist.errors import SetupError

M = TypeVar("M", bound=BaseModel)

BUILT_IN = Path(__file__).parent / "examples"
ORDINARY = "_ordinary.yaml"
SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one: a start reads 20,000 lines


class Words(BaseModel):
    """One language of an act. A phrase may end in `*` (any ending) and hold `...` (up to four words)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    examples: tuple[str, ...] = Field(min_length=1)
    confusable: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class ActDefinition(BaseModel):
    """A whole file. `overlaps` names acts whose examples may do this one too and are no counter-examples.

    `in_clauses`: one clause can do it ("sorry for the wait, the system was slow"); tone needs the sentence.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    act: str = Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")
    means: str
    by: tuple[Role, ...] = Field(min_length=1)
    overlaps: tuple[str, ...] = ()
    in_clauses: bool = False
    threshold: float = Field(0.5, gt=0, lt=1)
    languages: dict[str, Words] = Field(min_length=1)


class _Ordinary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    agent: dict[str, tuple[str, ...]]
    customer: dict[str, tuple[str, ...]]
    everyone: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Acts:
    """Every act, and sentences that do none, by the roles they are ordinary for, and by language."""

    definitions: tuple[ActDefinition, ...]
    ordinary: dict[tuple[Role, ...], dict[str, tuple[str, ...]]]

    @property
    def names(self) -> tuple[str, ...]:
        """The acts' names."""
        return tuple(definition.act for definition in self.definitions)


def load_folder(folder: Path = BUILT_IN) -> Acts:
    """The acts that lie in `folder`, one file each; a mistake stops the start and names file and field."""
    definitions: dict[str, ActDefinition] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == ORDINARY:
            continue
        definition = _read(ActDefinition, path)
        if definition.act in definitions:
            raise SetupError(f"{path}: act {definition.act!r} is defined twice; rename one of them")
        definitions[definition.act] = definition
    ordinary = _read(_Ordinary, folder / ORDINARY)
    return Acts(
        tuple(definitions.values()),
        {
            (Role.AGENT,): ordinary.agent,
            (Role.CUSTOMER,): ordinary.customer,
            (Role.AGENT, Role.CUSTOMER): ordinary.everyone,
        },
    )


def _read(model: type[M], path: Path) -> M:
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, SAFE)  # nosec B506 # SAFE makes plain values only
        return model.model_validate(data)
    except OSError as error:
        raise SetupError(f"{path}: cannot be read ({error.strerror})") from None
    except yaml.YAMLError as error:
        raise SetupError(f"{path}: this is not YAML ({error})") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise SetupError(f"{path}, field {where}: {first['msg']}") from None
