"""Read a playbook folder. A mistake gets one sentence that names file, line and field."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints, ValidationError

from assist.core.attention import MOST_KEPT, Allowance
from assist.core.conditions import Condition, Standards
from assist.core.events import EventType, Role
from assist.core.playbook import Moment, Playbook
from assist.core.prompts import Priority
from assist.errors import Fault, InvalidRequest
from assist.playbook.condition import ConditionPart
from assist.playbook.moment import DraftMomentPart, MomentPart

M = TypeVar("M", bound=BaseModel)
Limit = Annotated[int, Field(ge=0, le=MOST_KEPT)]
Tenure = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1)]

BUILT_IN = Path(__file__).parent / "moments"
SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is one: ten times as fast
CONDITIONS, STANDARDS = "_conditions.yaml", "_standards.yaml"
COMPOSED = ("agent.greets_fully", "agent.thanks_by_name", "transfer_started.supervisor")


class InvalidPlaybook(InvalidRequest):
    """A playbook file that cannot be used; the sentence names file, line and field."""

    title = "The playbook is not valid"


class _Conditions(RootModel[dict[str, ConditionPart]]):
    model_config = ConfigDict(frozen=True)


class _AllowancePart(BaseModel):
    """How many prompts of a priority or of a higher one an agent may be asked to read."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    at_once: dict[Priority, Limit] = Field(default_factory=dict)
    per_minute: dict[Priority, Limit] = Field(default_factory=dict)


class _Standards(BaseModel):
    """Numbers by name, or by name and channel; and beside them the agents' attention, by tenure."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, float | dict[str, float]]
    attention: dict[Tenure, _AllowancePart] = Field(default_factory=dict)


def load_folder(folder: Path, acts: Iterable[str]) -> Playbook:
    """The playbook that lies in `folder`; `acts` are the acts its conditions may name."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    if not sources:
        raise InvalidPlaybook(f"{folder}: there is no *.yaml file here; a playbook has one file a moment")
    known = known_marks(acts)
    names = _shared(sources.pop(CONDITIONS, "{}"), str(folder / CONDITIONS), known)
    standards = parse_standards(sources.pop(STANDARDS, "{}"), str(folder / STANDARDS))
    moments: dict[str, tuple[Moment, str]] = {}
    for name, text in sources.items():
        source = str(folder / name)
        moment = parse_moment(text, source, known, names)
        if moment.id in moments:
            place = where_named(moment.id, "moment", text)
            raise InvalidPlaybook(
                f"{source}, {place}: moment {moment.id!r} is defined in {moments[moment.id][1]} already"
            )
        moments[moment.id] = (moment, source)
    for moment, source in moments.values():
        if unknown := sorted(moment.excludes - moments.keys()):
            place = where_named(unknown[0], "excludes", sources[Path(source).name])
            raise InvalidPlaybook(f"{source}, {place}: there is no moment {unknown[0]!r} here to exclude")
    read = [moment for moment, _ in moments.values()]
    written = {moment.id: sources[Path(source).name] for moment, source in moments.values()}
    return made_of(read, written, Playbook((), standards, names))


def made_of(moments: Iterable[Moment], sources: Mapping[str, str], playbook: Playbook) -> Playbook:
    """`playbook` with these moments in place of its own; `sources` is what they were read from, by id."""
    every = tuple(moments)
    on, off = (tuple(moment for moment in every if moment.enabled is wanted) for wanted in (True, False))
    check_rules(on)
    text = "\0".join([*(f"{name}\0{text}" for name, text in sorted(sources.items())), repr(playbook.standards)])
    version = hashlib.sha256(text.encode()).hexdigest()[:16]
    return replace(playbook, moments=on, off=off, sources=dict(sources), version=version)


def going_by(playbook: Playbook, standards: Standards) -> Playbook:
    """`playbook` with these standards in the place of its own."""
    every = (*playbook.moments, *playbook.off)
    return made_of(every, playbook.sources, replace(playbook, standards=standards))


def known_marks(acts: Iterable[str]) -> frozenset[str]:
    """Every mark that a condition may name."""
    events = {kind.value for kind in EventType}
    said = {f"{role.value}.{act}" for role in Role for act in (*acts, "message")}
    return frozenset(events | said | {*COMPOSED})


def parse_moment(text: str, source: str, marks: frozenset[str], shared: Collection[str] = ()) -> Moment:
    """The moment written in `text`; `source` names it in errors."""
    part = _parse_part(text, source)
    for field, condition in part.conditions().items():
        check_names(condition, source, field, text, marks, shared)
    return part.value()


def check_rules(moments: Iterable[Moment]) -> None:
    """InvalidPlaybook when a rule for drafts belongs to two moments: a finding has one."""
    owners: dict[str, str] = {}
    for moment in moments:
        for rule in moment.findings:
            if rule in owners:
                taken = f"rule {rule!r} belongs to moment {owners[rule]!r} already; leave it out of one of them"
                raise InvalidPlaybook(f"moment {moment.id}, field findings.{rule}: {taken}")
            owners[rule] = moment.id


def parse_standards(text: str, source: str) -> Standards:
    """The workspace's standards written in `text`."""
    part = parse(_Standards, text, source)
    attention = {
        tenure: Allowance(allowance.at_once, allowance.per_minute) for tenure, allowance in part.attention.items()
    }
    return Standards(part.__pydantic_extra__, attention)


def _shared(text: str, source: str, marks: frozenset[str]) -> dict[str, Condition]:
    """The conditions that moments share; each may name those above it, so none can name itself."""
    found: dict[str, Condition] = {}
    for name, part in parse(_Conditions, text, source).root.items():
        check_names(part, source, name, text, marks, found)
        found[name] = part.condition()
    return found


def check_names(
    part: ConditionPart, source: str, field: str, text: str, marks: frozenset[str], shared: Collection[str]
) -> None:
    """InvalidPlaybook when a condition in `field` of the YAML `text` names what there is not."""
    if unknown := sorted(part.marks() - marks):
        said = (
            f"there is no mark {unknown[0]!r}; a mark is an event type or 'role.act', as in 'agent.apology'"
        )
    elif unknown := sorted(part.named() - {*shared}):
        said = f"no shared condition is called {unknown[0]!r} (or it comes later); see {CONDITIONS}"
    else:
        return
    fault = Fault(where_named(unknown[0], field, text), said)
    raise InvalidPlaybook(f"{source}, {fault.field}: {fault.detail}", [fault])


def where_named(name: str, field: str, text: str) -> str:
    """Line and field of the first place below `field` where `name` stands in the YAML `text`."""
    node = _child(yaml.compose(text), field)
    return next((_place(line, path) for path, value, line in _scalars(node, [field]) if value == name), field)


def _scalars(node: yaml.Node | None, path: list[str]) -> Iterator[tuple[list[str], str, int]]:
    for key, value in _parts_of(node):
        yield from _scalars(value, [*path, key.value])
    if isinstance(node, yaml.ScalarNode):
        yield path, node.value, node.start_mark.line + 1


def _place(line: int, path: Sequence[str]) -> str:
    return f"line {line}, field {'.'.join(path) or '(the whole file)'}"


def _parse_part(text: str, source: str) -> MomentPart | DraftMomentPart:
    """A moment with findings that says nowhere when it opens is only for drafts."""
    data = _data(text, source)
    if isinstance(data, dict) and "findings" in data and "opens" not in data:
        return parse(DraftMomentPart, text, source)
    return parse(MomentPart, text, source)


def _data(text: str, source: str) -> object:
    try:
        return yaml.load(text, SAFE)  # nosec B506 # SAFE makes plain values only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fault = Fault(f"line {mark.line + 1 if mark else 1}", f"this is not YAML ({getattr(error, 'problem', error)})")
        raise InvalidPlaybook(f"{source}, {fault.field}: {fault.detail}", [fault]) from None


def parse(model: type[M], text: str, source: str) -> M:
    """The YAML `text` as a `model`; InvalidPlaybook names line and field of what does not fit."""
    data = _data(text, source)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        told = sorted(error.errors(), key=lambda fault: fault["type"] == "missing")  # a typo says more
        faults = [fault_at(fault["loc"], fault["msg"], text) for fault in told]
        first = faults[0]
        raise InvalidPlaybook(f"{source}, {first.field}: {first.detail}", faults) from None


def fault_at(location: tuple[int | str, ...], message: str, text: str) -> Fault:
    """What is wrong at `location` (keys and numbers) of the YAML `text`, with its line."""
    node, line = yaml.compose(text), 1
    path = [str(part) for part in location if not str(part).endswith(("Part", "]"))]
    what = {"Extra inputs are not permitted": "there is no such field"}.get(message)
    for key in path:
        place = next((both for both in _parts_of(node) if both[0].value == key), None)
        if place is None:
            break
        node = place[1]
        line = place[0 if what else 1].start_mark.line + 1
    return Fault(_place(line, path), what or message.removeprefix("Value error, "))


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, value in _parts_of(node) if name.value == key), None)


def _parts_of(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Each key with its value; in a list each value with its number for a key, in the place of the value."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield yaml.ScalarNode("", str(number), value.start_mark), value
