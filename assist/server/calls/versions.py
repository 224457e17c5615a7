"""What a guideline document was before: its versions, what each changed, and its files."""

import asyncio
import time
from typing import TYPE_CHECKING

from aiohttp import web

from assist.errors import NotFound
from assist.server.asking import answer
from assist.server.parts import Here
from assist.server.routes import Route
from assist.wire import guidelines as shapes
from assist.wire.times import write_rfc3339
from guidelines_kb.errors import NoSuchVersion
from guidelines_kb.versions import MOST_OF_A_DOCUMENT, Edit, Version

if TYPE_CHECKING:
    from guidelines_kb import Library

SCOPE = "guidelines"
MOST_DIGITS = 9


def edit_by(here: Here) -> Edit:
    """Who makes a change, as a version says it: the agent, else the key's id; nobody with the server's own key."""
    return Edit(here.who.agent or here.who.key.partition("/")[0], time.time())


async def listing(request: web.Request, here: Here) -> web.Response:
    """The versions of a document, also of one that was taken out."""
    name = request.match_info["document"]
    versions = await asyncio.to_thread(_versions, here.tenant.library, name)
    if not versions:
        raise NotFound(f"There is no guideline document {name!r} in this workspace, and there was none that is kept")
    body: shapes.Versions = {"document": name, "versions": versions, "most": MOST_OF_A_DOCUMENT}
    return answer(body)


async def file(request: web.Request, here: Here) -> web.Response:
    """The file of a version as it came, to be saved: nothing that a browser would show."""
    try:
        data = await asyncio.to_thread(here.tenant.library.file, request.match_info["document"], number_of(request))
    except NoSuchVersion as error:
        raise NotFound(str(error)) from None
    if data is None:
        raise NotFound("The file of this version was not kept; its sentences were, and it can be restored")
    headers = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=data, content_type="application/octet-stream", headers=headers)


def removed_bodies(library: "Library") -> list[shapes.Removed]:
    """The documents that were taken out and can be restored, in order of name."""
    return [
        {
            "document": name,
            "title": kept[-1].info.title if kept[-1].info else name,
            "at": _at(own[-1]),
            "by": own[-1].edit.by,
            "version": kept[-1].number,
        }
        for name, own in sorted(library.versions().items())
        if own[-1].info is None and (kept := [version for version in own if version.info])
    ]


def _versions(library: "Library", name: str) -> list[shapes.VersionShown]:
    own = library.versions(name)[name]
    return [
        _version(library, name, version, own[place - 1] if place else None, is_last=version is own[-1])
        for place, version in reversed([*enumerate(own)])
    ]


def _version(
    library: "Library", name: str, version: Version, before: Version | None, *, is_last: bool
) -> shapes.VersionShown:
    info = version.info
    return {
        "version": version.number,
        "made": version.made.value,
        "at": _at(version),
        "by": version.edit.by,
        "restored": version.of or None,
        "is_current": is_last and info is not None,
        "title": info.title if info else "",
        "language": info.language if info else "",
        "sentences": info.snippets if info else 0,
        "bytes": version.size,
        "changes": _changes(library, name, before, version),
    }


def _changes(library: "Library", name: str, before: Version | None, after: Version) -> shapes.Changes | None:
    from guidelines_kb.changes import changes  # noqa: PLC0415 - it brings numpy, and few ask

    if before is None or before.info is None or after.info is None:
        return None
    try:
        found = changes(library.content(name, before.number), library.content(name, after.number))
    except NoSuchVersion:  # another change has dropped it meanwhile
        return None
    altered: list[shapes.Altered] = [{"before": old, "after": new} for old, new in found.altered]
    return {"added": [*found.added], "removed": [*found.removed], "altered": altered}


def _at(version: Version) -> str | None:
    return write_rfc3339(version.edit.at) if version.edit.at is not None else None


def number_of(request: web.Request) -> int:
    """The version that the address names."""
    written = request.match_info["version"]
    if not (written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS):
        raise NotFound("A version is a whole number, as the list of versions has it")
    return int(written)


ALL = "/v1/guidelines/{document}/versions"
ONE = ALL + "/{version}"
ROUTES = (
    Route("GET", ALL, listing, "The versions of a document", SCOPE, {200: shapes.Versions}, refusals=(404,)),
    Route(
        "GET", f"{ONE}/file", file, "The file of a version", SCOPE,
        {200: "application/octet-stream"}, refusals=(404,),
    ),
)  # fmt: skip
