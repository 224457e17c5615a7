"""The audit trail over HTTP: who read, erased and changed what, latest first."""

import re

from aiohttp import web

from assist.audit import id_at
from assist.ports import AuditAsked, AuditLine
from assist.server.asking import WHOLE, Query, answer
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire import answers
from assist.wire.faults import fault, refusal
from assist.wire.text import parse
from assist.wire.times import read_rfc3339, write_rfc3339
from assist.workspaces import Role

MOST_LINES = 1_000
ID = r"^\d{13}-[0-9a-f]{8}$"


async def show(request: web.Request, here: Here) -> web.Response:
    """A page of the lines that fit; `next` is the next page's `before`."""
    query = Query(request, (parameter.name for parameter in ASKED))
    times = {name: query.text(name, 40) for name in ("from", "to")}
    agent, conversation = query.text("agent", 200), query.text("conversation", 200)
    before = query.text("before")
    limit = query.number("limit", 100, 1, MOST_LINES)
    query.done()
    if before is not None and re.fullmatch(ID, before, re.ASCII) is None:
        raise refusal([fault("before", "must be the `next` of another page")])
    least, below = (_bound(name, value) for name, value in times.items())
    asked = AuditAsked(least or "", min(below or "~", before or "~"), agent, conversation)
    await here.parts.audit.flush()
    lines = await here.parts.store.audit.read(here.who.workspace, asked, limit)
    body: answers.Audit = {
        "lines": [_shown(line) for line in lines],
        "next": lines[-1].id if len(lines) == limit else None,
    }
    return answer(body)


def _bound(name: str, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return id_at(read_rfc3339(value))
    except ValueError as error:
        raise refusal([fault(name, str(error))]) from None


def _shown(line: AuditLine) -> answers.AuditLineShown:
    about = parse(line.body)
    return {
        "id": line.id,
        "at": write_rfc3339(int(line.id[:13]) / 1000),
        "call": about["call"],
        "conversation": line.conversation,
        "subject": about["subject"],
        "agent": line.agent,
        "key": about["key"],
        "token": about["token"],
        "roles": about["roles"],
    }


TIME: dict[str, object] = {"type": "string", "format": "date-time"}
NAME: dict[str, object] = {"type": "string", "maxLength": 200, "pattern": WHOLE}
ASKED = (
    Parameter("from", "Only at this time or later (RFC 3339)", TIME),
    Parameter("to", "Only before this time (RFC 3339)", TIME),
    Parameter("agent", "Only of this agent's key or token", NAME),
    Parameter("conversation", "Only of this conversation, also when it was erased", NAME),
    Parameter("before", "Where the next page begins, as `next` says", {"type": "string", "pattern": ID}),
    Parameter("limit", "At most so many", {"type": "integer", "minimum": 1, "maximum": MOST_LINES}),
)
ROUTES = (
    Route(
        "GET", "/v1/audit", show, "Who read, erased and changed what", "audit",
        {200: answers.Audit}, query=ASKED, refusals=(503,), roles=(Role.LEAD,), is_audited=True,
    ),
)  # fmt: skip
