"""The scorecards over HTTP: who leads sees all, an agent their own."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import tzinfo
from functools import partial
from math import inf
from typing import TypeVar, cast

from aiohttp import web

from assist.core.conditions import Standards
from assist.core.events import Channel
from assist.errors import NotAuthorized
from assist.scorecards.drill import drill
from assist.scorecards.export import TableName, table_of, to_csv, to_parquet
from assist.scorecards.filters import Filters, read_bound, read_zone
from assist.scorecards.measure import Asked, scorecards
from assist.scorecards.now import now_of
from assist.scorecards.sheet import Sheet, sheet_of
from assist.server.asking import WHOLE, Query, answer
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire.scorecards import FIGURES, GROUPS, Drill, Figure, Now, Scorecards
from assist.workspaces import Role

T = TypeVar("T")
SCOPE = "scorecards"
MOST_LISTED, MOST_OFFSET = 500, 10**9
ONE_AT_A_TIME = asyncio.Semaphore(1)  # adding up takes a core for as long as it lasts; two would only share it
FORMATS = {"csv": (to_csv, "text/csv"), "parquet": (to_parquet, "application/vnd.apache.parquet")}
TABLES = ("rows", "needs", "waits")


async def show(request: web.Request, here: Here) -> web.Response:
    """The figures, by group."""
    asked = _asked(here, query := _query(request, GROUPED))
    query.done()
    return answer(await _added_up(here, asked.filters, partial(scorecards, asked=asked)))


async def conversations(request: web.Request, here: Here) -> web.Response:
    """The conversations that make up a figure."""
    asked = _asked(here, query := _query(request, DRILLED))
    of = cast(Figure, query.one_of("of", *FIGURES) or "conversations")
    limit = query.number("limit", 50, 1, MOST_LISTED)
    offset = query.number("offset", 0, 0, MOST_OFFSET)
    query.done()
    work = partial(drill, asked=asked, of=of, limit=limit, offset=offset)
    return answer(await _added_up(here, asked.filters, work))


async def now(request: web.Request, here: Here) -> web.Response:
    """Who waits now, and what was promised."""
    asked = _asked(here, query := _query(request, WAITING))
    late_only = query.one_of("late", "true", "false") == "true"
    most = query.number("limit", 100, 1, MOST_LISTED)
    query.done()
    work = partial(now_of, filters=asked.filters, late_only=late_only, most=most)
    return answer(await _added_up(here, Filters(), work, owing=True))


async def export(request: web.Request, here: Here) -> web.Response:
    """A table to take along."""
    asked = _asked(here, query := _query(request, EXPORTED))
    form = query.one_of("format", *FORMATS) or "csv"
    name = cast(TableName, query.one_of("table", *TABLES) or "rows")
    query.done()
    write, media_type = FORMATS[form]

    def work(sheet: Sheet, *, standards: Standards, as_of: float) -> bytes:
        return write(table_of(sheet, asked, standards, as_of, name))

    body = await _added_up(here, asked.filters, work)
    named = f'attachment; filename="scorecards-{name}.{form}"'
    return web.Response(body=body, content_type=media_type, headers={"Content-Disposition": named})


async def _added_up(here: Here, filters: Filters, work: Callable[..., T], *, owing: bool = False) -> T:
    """What `work` makes of the scores, beside the event loop."""
    sheets, tenant = here.tenant.sheets, here.tenant
    asked = (tenant.name, filters.since, filters.until)
    read = partial(here.parts.store.scores, *asked, owing=owing)
    rows = await here.parts.readings.of((*asked, owing), read)
    standards, as_of = tenant.get_playbook().standards, tenant.runner.clock()

    def add_up() -> T:
        return work(sheet_of(rows) if owing else sheets.of(rows), standards=standards, as_of=as_of)

    async with ONE_AT_A_TIME:
        try:
            return await asyncio.to_thread(add_up)
        finally:
            sheets.forget_after(asyncio.get_running_loop())


def _query(request: web.Request, known: Iterable[Parameter]) -> Query:
    return Query(request, (parameter.name for parameter in known))


def _asked(here: Here, query: Query) -> Asked:
    is_own = Role.LEAD not in here.who.roles
    agent = query.text("agent", 200)
    if is_own and agent not in {None, here.who.agent}:
        raise NotAuthorized("An agent sees their own scorecards; leave `agent` out")
    zone: tzinfo = query.read("timezone", read_zone, Filters().zone)
    filters = Filters(
        query.read("from", partial(read_bound, zone=zone, is_end=False), -inf),
        query.read("to", partial(read_bound, zone=zone, is_end=True), inf),
        zone,
        agent=here.who.agent if is_own else agent,
        channel=query.one_of("channel", *Channel),
        moment=query.text("moment", 200),
        language=query.text("language", 35),
    )
    by: tuple[str, ...] = query.read("group_by", read_groups, Asked().by)
    return Asked(filters, by, is_own=is_own, shows_small=query.one_of("small", "show", "pool") == "show")


def read_groups(text: str) -> tuple[str, ...]:
    """One of the groups, or two with a comma between; ValueError with the end of a sentence."""
    names = tuple(text.split(","))
    if len(names) > 2 or len(set(names)) < len(names) or not set(names) <= set(GROUPS):
        raise ValueError(f"must be one of {', '.join(GROUPS)}, or two of them with a comma between")
    return names


TEXT: dict[str, object] = {"type": "string", "maxLength": 200, "pattern": WHOLE}
BOUND: dict[str, object] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}
WHOSE = (
    Parameter("agent", "Only what is this agent's; agents see their own anyway", TEXT),
    Parameter("channel", "Only conversations on this channel", {"enum": [channel.value for channel in Channel]}),
    Parameter("language", "Only conversations whose customer writes in this language", {**TEXT, "maxLength": 35}),
)
PERIOD = (
    Parameter("from", "From this day or time on; without it from the beginning", BOUND),
    Parameter("to", "Until the end of this day, or until this time", BOUND),
    Parameter("timezone", "In which days begin and end, such as Europe/Stockholm; by default UTC", TEXT),
    *WHOSE,
    Parameter("moment", "Only needs and prompts of this moment", TEXT),
    Parameter("small", "`show` names agents with few conversations, too", {"enum": ["pool", "show"]}),
)
GROUP_BY = Parameter(
    "group_by",
    f"One of {', '.join(GROUPS)}, or two with a comma between; by default `moment`",
    {"type": "string", "pattern": f"^({'|'.join(GROUPS)})(,({'|'.join(GROUPS)}))?$"},
)
LIMIT = Parameter("limit", "At most so many", {"type": "integer", "minimum": 1, "maximum": MOST_LISTED})
OFFSET = Parameter("offset", "Leave out the first so many", {"type": "integer", "minimum": 0, "maximum": MOST_OFFSET})
GROUPED = (*PERIOD, GROUP_BY)
DRILLED = (*PERIOD, Parameter("of", "The figure that they make up", {"enum": list(FIGURES)}), LIMIT, OFFSET)
WAITING = (*WHOSE, Parameter("late", "`true` leaves out what is still in time", {"type": "boolean"}), LIMIT)
EXPORTED = (
    *GROUPED,
    Parameter("format", "`csv` or `parquet`", {"enum": list(FORMATS)}),
    Parameter("table", "The rows of the scorecards, or every single need or wait", {"enum": list(TABLES)}),
)
SEEN_BY = (Role.AGENT, Role.LEAD)
ONE = "/v1/scorecards"
ROUTES = (
    Route("GET", ONE, show, "Adherence, waiting and use", SCOPE, {200: Scorecards}, query=GROUPED, roles=SEEN_BY),
    Route(
        "GET", f"{ONE}/conversations", conversations, "The conversations that make up a figure", SCOPE,
        {200: Drill}, query=DRILLED, roles=SEEN_BY,
    ),
    Route("GET", f"{ONE}/now", now, "Who waits now", SCOPE, {200: Now}, query=WAITING, roles=SEEN_BY),
    Route(
        "GET", f"{ONE}/export", export, "A table to take along", SCOPE,
        {200: tuple(media_type for _, media_type in FORMATS.values())}, query=EXPORTED, roles=SEEN_BY, is_audited=True,
    ),
)  # fmt: skip
