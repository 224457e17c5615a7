"""The guideline documents of a workspace: put in, looked at, searched, taken out. Live at once."""

import asyncio
from collections import defaultdict
from dataclasses import asdict
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, cast

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from assist.errors import InvalidRequest, NotFound, TooLarge
from assist.server.asking import WHOLE, Query, answer, read_body
from assist.server.limits import MOST_DOCUMENT
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire import answers, shapes
from assist.wire.faults import fault, refusal
from assist.workspaces import Role
from guidelines_kb.errors import KnowledgeError

if TYPE_CHECKING:
    from guidelines_kb import DocumentInfo, Match, Snippet

SCOPE = "guidelines"
MOST_QUERY = 2_000
TAKEN = frozenset({"search", "coverage"})
MEDIA_TYPES = (
    "text/plain",
    "text/markdown",
    "text/html",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "multipart/form-data",
)


class InvalidDocument(InvalidRequest):
    """A file that cannot become a guideline."""

    title = "The document cannot be used"


async def put(request: web.Request, here: Here) -> web.Response:
    """Take the file in the body in; searches find it from now on."""
    query = Query(request, (parameter.name for parameter in PUT))
    title, language = query.text("title", 200), query.text("language", 10)
    query.done()
    name = request.match_info["document"]
    if name in TAKEN:
        raise InvalidDocument(f"{name!r} is the name of a call; give the document another")
    data, media_type, filename = await _file(request)
    try:
        add = partial(here.tenant.library.add, name, data, title=title, language=language)
        info = await asyncio.to_thread(add, media_type=media_type, filename=filename)
    except KnowledgeError as error:
        said = str(error).encode("utf-8", "replace").decode()  # it may quote a type or name that is no text
        raise InvalidDocument(said) from None
    if info.changed:
        await here.tenant.guidelines_changed()
    return answer(document_body(info))


async def listing(request: web.Request, here: Here) -> web.Response:
    """All documents."""
    documents = await asyncio.to_thread(here.tenant.library.documents)
    version, edition = await asyncio.to_thread(lambda: here.tenant.library.version), here.tenant.edition
    shown = [document_body(info) for info in documents]
    return answer({"version": version, "edition": edition, "documents": shown})


async def show(request: web.Request, here: Here) -> web.Response:
    """One document with its text."""
    info = await _known(request, here)
    text = await asyncio.to_thread(here.tenant.library.text, info.document)
    return answer({**document_body(info), "text": text})


async def remove(request: web.Request, here: Here) -> web.Response:
    """Take a document out; no prompt quotes it from now on."""
    info = await _known(request, here)
    await asyncio.to_thread(here.tenant.library.remove, info.document)
    await here.tenant.guidelines_changed()
    return web.Response(status=204)


async def search(request: web.Request, here: Here) -> web.Response:
    """The sentences nearest to a need, in any language."""
    query = Query(request, (parameter.name for parameter in SEARCH))
    asked = query.text("q", MOST_QUERY)
    k = query.number("k", 5, 1, 50)
    language = query.text("language", 10)
    query.done()
    if not (asked or "").strip():
        raise refusal([fault("q", "is missing; say what you are looking for")])
    started = perf_counter()
    matches = await asyncio.to_thread(here.tenant.library.search, asked or "", k=k, language=language)
    took = round((perf_counter() - started) * 1000, 2)
    return answer({"matches": [match_body(match) for match in matches], "latency_ms": took})


async def coverage(request: web.Request, here: Here) -> web.Response:
    """Which sentences some moment quotes, and which none does."""
    moments: dict[tuple[str, int], set[str]] = defaultdict(set)
    for (moment, _), citations in here.tenant.get_playbook().citations.items():
        for citation in citations:
            moments[citation.document, citation.start].add(moment)
    snippets = await asyncio.to_thread(here.tenant.library.snippets)
    shown = [snippet_body(snippet, sorted(moments[snippet.document, snippet.start])) for snippet in snippets]
    body: answers.Coverage = {
        "snippets": len(shown),
        "cited": [snippet for snippet in shown if snippet["moments"]],
        "uncited": [snippet for snippet in shown if not snippet["moments"]],
    }
    return answer(body)


def document_body(info: "DocumentInfo") -> answers.DocumentShown:
    """What is known of a document."""
    return cast(answers.DocumentShown, asdict(info))


def match_body(match: "Match") -> shapes.Citation:
    """A match as a citation."""
    snippet = match.snippet
    return {
        "document": snippet.document,
        "title": snippet.title,
        "section": snippet.section,
        "language": snippet.language,
        "quote": snippet.text,
        "start": snippet.start,
        "end": snippet.end,
        "similarity": round(match.similarity, 4),
    }


def snippet_body(snippet: "Snippet", moments: list[str]) -> answers.SnippetShown:
    """A sentence and the moments that quote it."""
    return {
        "document": snippet.document,
        "section": snippet.section,
        "language": snippet.language,
        "quote": snippet.text,
        "start": snippet.start,
        "end": snippet.end,
        "moments": moments,
    }


async def _known(request: web.Request, here: Here) -> "DocumentInfo":
    name = request.match_info["document"]
    for info in await asyncio.to_thread(here.tenant.library.documents):
        if info.document == name:
            return info
    raise NotFound(f"There is no guideline document {name!r} in this workspace")


async def _file(request: web.Request) -> tuple[bytes, str | None, str | None]:
    """The file, its media type and its name, as far as the request says them."""
    if request.content_type != "multipart/form-data":
        media_type = None if request.content_type == "application/octet-stream" else request.content_type
        return await read_body(request, MOST_DOCUMENT), media_type, None
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.filename:
                media_type = part.headers.get("Content-Type", "").partition(";")[0] or None
                return await _part(part), media_type, part.filename
    except (ValueError, HttpProcessingError) as error:
        raise InvalidDocument("The multipart body is broken off, has no boundary or a header that is none") from error
    raise InvalidDocument("The multipart body holds no file; send one part with a file name")


async def _part(part: BodyPartReader) -> bytes:
    body = bytearray()
    while piece := await part.read_chunk(64 * 1024):
        body += piece
        if len(body) > MOST_DOCUMENT:
            raise TooLarge(f"The file has more than {MOST_DOCUMENT} bytes, the most that are taken here")
    return bytes(body)


CODE: dict[str, object] = {"type": "string", "maxLength": 10, "pattern": WHOLE}
NEED: dict[str, object] = {"type": "string", "maxLength": MOST_QUERY, "pattern": r"^[^\u0000]*[^\s\u0000][^\u0000]*$"}
TITLE: dict[str, object] = {"type": "string", "maxLength": 200, "pattern": WHOLE}
PUT = (
    Parameter("title", "The title to show; by default its own", TITLE),
    Parameter("language", "Its language; by default guessed from the text", CODE),
)
SEARCH = (
    Parameter("q", "What is needed, in any language", NEED, True),
    Parameter("k", "At most so many", {"type": "integer", "minimum": 1, "maximum": 50}),
    Parameter("language", "Only sentences in this language", CODE),
)
ONE = "/v1/guidelines/{document}"
EVERYBODY = tuple(Role)
ROUTES = (
    Route("GET", "/v1/guidelines", listing, "All documents", SCOPE, {200: answers.Documents}, roles=EVERYBODY),
    Route(
        "GET", "/v1/guidelines/search", search, "Search", SCOPE,
        {200: answers.Matches}, query=SEARCH, roles=EVERYBODY,
    ),
    Route("GET", "/v1/guidelines/coverage", coverage, "What moments quote", SCOPE, {200: answers.Coverage}),
    Route(
        "GET", ONE, show, "A document", SCOPE,
        {200: answers.DocumentText}, refusals=(404,), roles=EVERYBODY,
    ),
    Route(
        "PUT", ONE, put, "Put a document in, or in the place of an older one", SCOPE,
        {200: answers.DocumentShown}, bytes, MEDIA_TYPES, PUT, most_bytes=MOST_DOCUMENT, roles=(Role.LEAD,),
        is_audited=True, names=("document", "/document"),
    ),
    Route(
        "DELETE", ONE, remove, "Take a document out", SCOPE, {204: None}, refusals=(404,), roles=(Role.LEAD,),
        is_audited=True,
    ),
)  # fmt: skip
