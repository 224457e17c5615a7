"""Read scripts. A mistake gets one sentence that names script, line and field."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assist.core.practice import Ending, Script
from assist.errors import Fault, InvalidRequest
from assist.playbook.loading import InvalidPlaybook, check_names, fault_at, parse, where_named
from assist.practice.script import ScriptPart

BUILT_IN = Path(__file__).parent / "scripts"


class InvalidScript(InvalidRequest):
    """A script that cannot be played; the sentence names script, line and field."""

    title = "The script is not valid"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a script may name: marks and shared conditions in its turns, moments (None: any) among its aims."""

    marks: frozenset[str]
    moments: frozenset[str] | None
    shared: frozenset[str] = frozenset()


@cache
def built_in() -> dict[str, str]:
    """The scripts that come with Bistand, as they are written, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(BUILT_IN.glob("*/*.yaml"))}


def parse_script(text: str, name: str, known: Vocabulary) -> Script:
    """The script written in `text`."""
    source = f"script {name}"
    try:
        part = parse(ScriptPart, text, source)
        for field, turn in part.turns():
            check_names(turn.when, source, field, text, known.marks, known.shared)
    except InvalidPlaybook as error:
        raise InvalidScript(error.detail, error.faults) from None
    faults = [*_unknown(part, known.moments, text), *_unplayable(part, text)]
    if faults:
        raise InvalidScript(f"{source}, {faults[0].field}: {faults[0].detail}", faults)
    return part.value(name)


def _unknown(part: ScriptPart, moments: frozenset[str] | None, text: str) -> Iterator[Fault]:
    """Names of what there is not."""
    for aim in part.aims:
        if moments is not None and aim not in moments:
            yield Fault(where_named(aim, "aims", text), f"there is no moment {aim!r} in the playbook")
    named = [("start", part.start), ("gives_up", part.gives_up)]
    named += [("always", turn.go) for turn in part.always if turn.go]
    named += [("nodes", target) for node in part.nodes.values() for target in node.targets]
    for field, target in named:
        if target not in part.nodes:
            yield Fault(where_named(target, field, text), f"there is no node {target!r}")


def _unplayable(part: ScriptPart, text: str) -> Iterator[Fault]:
    """Nodes that nothing leads to or that lead nowhere, and endings that a script needs."""
    ends = {name for name, node in part.nodes.items() if node.ending}
    endings = {node.ending for node in part.nodes.values()}
    for needed in (Ending.SETTLED, Ending.LEAVES):
        if needed not in endings:
            said = f"no node has the ending {needed.value!r}; a script can end well and badly"
            yield fault_at(("nodes",), said, text)
    for field, turn in part.turns():
        if turn.says and turn.patience >= 0 and turn.has_clock:
            said = "a remark when a time is up has to cost patience, or the customer would make it for ever"
            yield Fault(where_named(turn.says, field, text), said)
    if part.gives_up in part.nodes and part.gives_up not in ends:
        yield fault_at(("gives_up",), "whoever has no patience left goes; name a node with an ending", text)
    everywhere = [turn.go for turn in part.always if turn.go]
    reached = reachable(part, [part.start, part.gives_up, *everywhere])
    for name in part.nodes:
        if name not in reached:
            yield fault_at(("nodes", name), f"nothing leads to the node {name!r}; lead to it or take it out", text)
        elif not reachable(part, [name]) & ends:
            yield fault_at(("nodes", name), f"from the node {name!r} no ending can be reached", text)


def reachable(part: ScriptPart, start: Collection[str]) -> set[str]:
    """The nodes that some way from those in `start` leads to, and these themselves."""
    found, ahead = set[str](), [*start]
    while ahead:
        name = ahead.pop()
        if name not in found and name in part.nodes:
            found.add(name)
            ahead += part.nodes[name].targets
    return found
