"""Changes of a playbook that belong together: moments put in, changed or taken out, all of them or none."""

from collections.abc import Iterator, Mapping

from assist.core.playbook import Moment, Playbook
from assist.errors import Fault
from assist.playbook.loading import InvalidPlaybook, made_of, parse_moment, where_named

MOST_NAMED = 20  # faults that one answer lists


def change(playbook: Playbook, texts: Mapping[str, str], marks: frozenset[str]) -> Playbook:
    """The playbook with each text (YAML, by the moment's id) in the place of its older self; an empty one takes it out.

    What is not valid is an InvalidPlaybook as a whole, with a fault for each thing that is wrong: its `field` says
    moment, line and field.
    """
    read, faults = _read(playbook, texts, marks)
    known = {moment.id: moment for moment in (*playbook.moments, *playbook.off)} | read
    known = {name: moment for name, moment in known.items() if texts.get(name, "given")}
    sources = {name: text for name, text in {**playbook.sources, **texts}.items() if text}
    faults += [fault for moment in known.values() for fault in _unknown_excluded(moment, known, sources)]
    if faults:
        raise _refusal(faults)
    try:
        return made_of(known.values(), sources, playbook)
    except InvalidPlaybook as error:
        raise _refusal(_faults(error, "")) from None


def _read(playbook: Playbook, texts: Mapping[str, str], marks: frozenset[str]) -> tuple[dict[str, Moment], list[Fault]]:
    read, faults = dict[str, Moment](), list[Fault]()
    for name, text in texts.items():
        if not text:
            continue
        try:
            read[name] = parse_moment(text, f"moment {name}", marks, playbook.shared)
        except InvalidPlaybook as error:
            faults += _faults(error, name)
        else:
            if read[name].id != name:
                said = f"it calls itself {read[name].id!r}; use one name for both"
                faults.append(Fault(f"moment {name}, {where_named(read[name].id, 'moment', text)}", said))
    return read, faults


def _unknown_excluded(moment: Moment, known: Mapping[str, Moment], sources: Mapping[str, str]) -> Iterator[Fault]:
    for other in sorted(moment.excludes - known.keys()):
        place = where_named(other, "excludes", sources.get(moment.id, ""))
        yield Fault(f"moment {moment.id}, {place}", f"there is no moment {other!r} here to exclude")


def _faults(error: InvalidPlaybook, name: str) -> list[Fault]:
    if not error.faults:
        return [Fault(f"moment {name}" if name else "the playbook", error.detail)]
    return [Fault(f"moment {name}, {fault.field}", fault.detail) for fault in error.faults]


def _refusal(faults: list[Fault]) -> InvalidPlaybook:
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return InvalidPlaybook(f"{faults[0].field}: {faults[0].detail}{more}", faults[:MOST_NAMED])
