"""Read a playbook folder. A mistake gets one sentence that names file, line and field."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from assist.core.conditions import Condition, Standards
from assist.core.events import EventType, Role
from assist.core.playbook import Moment, Playbook
from assist.errors import Fault, InvalidRequest
from assist.playbook.condition import ConditionPart
from assist.playbook.moment import MomentPart

M = TypeVar("M", bound=BaseModel)

BUILT_IN = Path(__file__).parent / "moments"
CONDITIONS, STANDARDS = "_conditions.yaml", "_standards.yaml"
COMPOSED = ("agent.greets_fully", "agent.thanks_by_name", "transfer_started.supervisor")


class InvalidPlaybook(InvalidRequest):
    """A playbook file that cannot be used; the sentence names file, line and field."""

    title = "The playbook is not valid"


class _Conditions(RootModel[dict[str, ConditionPart]]):
    model_config = ConfigDict(frozen=True)


class _Standards(RootModel[dict[str, float | dict[str, float]]]):
    model_config = ConfigDict(frozen=True)


def load_folder(folder: Path, acts: Iterable[str]) -> Playbook:
    """The playbook that lies in `folder`; `acts` are the acts its conditions may name."""
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}
    if not sources:
        raise InvalidPlaybook(f"{folder}: there is no *.yaml file here; a playbook has one file a moment")
    shared = _shared(sources.pop(CONDITIONS, "{}"), str(folder / CONDITIONS))
    standards = parse_standards(sources.pop(STANDARDS, "{}"), str(folder / STANDARDS))
    names = {name: part.condition() for name, part in shared.items()}
    known = known_marks(acts)
    moments: dict[str, tuple[Moment, str]] = {}
    for name, text in sources.items():
        source = str(folder / name)
        moment = parse_moment(text, source, known, names)
        if moment.id in moments:
            raise InvalidPlaybook(f"{source}: moment {moment.id!r} is defined in {moments[moment.id][1]} already")
        moments[moment.id] = (moment, source)
    digest = hashlib.sha256("\0".join(sources.values()).encode()).hexdigest()[:16]
    return Playbook(tuple(moment for moment, _ in moments.values()), standards, names, version=digest)


def known_marks(acts: Iterable[str]) -> frozenset[str]:
    """Every mark that a condition may name."""
    events = {kind.value for kind in EventType}
    said = {f"{role.value}.{act}" for role in Role for act in (*acts, "message")}
    return frozenset(events | said | {*COMPOSED})


def parse_moment(
    text: str, source: str, marks: frozenset[str], shared: dict[str, Condition] | Sequence[str] = ()
) -> Moment:
    """The moment written in `text`; `source` names it in errors."""
    part = _parse(MomentPart, text, source)
    for condition in part.conditions():
        _check_names(condition, source, marks, shared)
    return part.value()


def parse_standards(text: str, source: str) -> Standards:
    """The workspace's standards written in `text`."""
    return Standards(_parse(_Standards, text, source).root)


def _shared(text: str, source: str) -> dict[str, ConditionPart]:
    return _parse(_Conditions, text, source).root


def _check_names(
    condition: ConditionPart, source: str, marks: frozenset[str], shared: dict[str, Condition] | Sequence[str]
) -> None:
    if unknown := sorted(condition.marks() - marks):
        raise InvalidPlaybook(
            f"{source}: there is no mark {unknown[0]!r}; a mark is an event type or 'role.act', as in 'agent.apology'"
        )
    if unknown := sorted(condition.named() - {*shared}):
        raise InvalidPlaybook(f"{source}: no shared condition is called {unknown[0]!r}; see {CONDITIONS}")


def _parse(model: type[M], text: str, source: str) -> M:
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        raise InvalidPlaybook(f"{source}{line}: this is not YAML ({getattr(error, 'problem', error)})") from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = [_fault(fault["loc"], fault["msg"], text) for fault in error.errors()]
        first = faults[0]
        raise InvalidPlaybook(f"{source}, {first.field}: {first.detail}", faults) from None


def _fault(location: tuple[int | str, ...], message: str, text: str) -> Fault:
    node, line = yaml.compose(text), 1
    path = [str(part) for part in location if not str(part).endswith(("Part", "]"))]
    for key in path:
        node = _child(node, key)
        if node is None:
            break
        line = node.start_mark.line + 1
    what = {"Extra inputs are not permitted": "there is no such field"}.get(message, message.removeprefix("Value error, "))
    return Fault(f"line {line}, field {'.'.join(path) or '(the whole file)'}", what)


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and key.isdigit() and int(key) < len(node.value):
        return node.value[int(key)]
    return None
