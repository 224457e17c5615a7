"""The guideline documents of a workspace: put in, looked at, searched, taken out. Live at once."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, cast

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from assist.citations import citation
from assist.errors import InvalidRequest, NotFound, TooLarge
from assist.server.asking import WHOLE, Query, answer, read_body
from assist.server.calls.versions import edit_by, number_of, removed_bodies
from assist.server.guards.limits import MOST_DOCUMENT
from assist.server.parts import Here
from assist.server.routes import Parameter, Route
from assist.wire import answers, shapes
from assist.wire import guidelines as understood
from assist.wire.faults import fault, refusal
from assist.wire.writing import citation_body
from assist.workspaces import Role
from guidelines_kb.errors import KnowledgeError, NoSuchVersion

if TYPE_CHECKING:
    from guidelines_kb import DocumentInfo, Library, Match

SCOPE = "guidelines"
MOST_QUERY = 2_000
FLOORS = ("kept", "ignored")
TAKEN = frozenset({"search", "coverage", "overlaps"})
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
        add = partial(here.tenant.library.add, name, data, title=title, language=language, edit=edit_by(here))
        info = await asyncio.to_thread(add, media_type=media_type, filename=filename)
    except KnowledgeError as error:
        said = str(error).encode("utf-8", "replace").decode()  # it may quote a type or name that is no text
        raise InvalidDocument(said) from None
    if info.changed:
        await here.tenant.guidelines_changed()
    return answer(document_body(info))


async def listing(request: web.Request, here: Here) -> web.Response:
    """All documents, and those that were taken out and can be restored."""
    library = here.tenant.library
    documents = await asyncio.to_thread(library.documents)
    body: understood.Library = {
        "version": await asyncio.to_thread(lambda: library.version),
        "edition": here.tenant.edition,
        "documents": [document_body(info) for info in documents],
        "removed": await asyncio.to_thread(removed_bodies, library),
    }
    return answer(body)


async def show(request: web.Request, here: Here) -> web.Response:
    """One document: its text and what was understood of it."""
    info = await _known(request, here)
    return answer(await asyncio.to_thread(_understood, here.tenant.library, info))


def _understood(library: "Library", info: "DocumentInfo") -> understood.Understood:
    from guidelines_kb.languages import DEFAULT_LANGUAGES, detect  # noqa: PLC0415 - loads a model of languages

    text, snippets = library.text(info.document), library.snippets(info.document)
    shares = detect(text, DEFAULT_LANGUAGES)
    sentences: list[understood.Sentence] = [
        {
            "section": snippet.section,
            "language": snippet.language,
            "quote": snippet.text,
            "start": snippet.start,
            "end": snippet.end,
        }
        for snippet in snippets
    ]
    return {**document_body(info), "text": text, "sentences": sentences, "language_guess": _rounded(shares)}


def _rounded(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: round(number, 4) for name, number in numbers.items()}


async def remove(request: web.Request, here: Here) -> web.Response:
    """Take a document out; no prompt quotes it from now on. Its versions stay."""
    info = await _known(request, here)
    await asyncio.to_thread(here.tenant.library.remove, info.document, edit_by(here))
    await here.tenant.guidelines_changed()
    return web.Response(status=204)


async def restore(request: web.Request, here: Here) -> web.Response:
    """Make a version what the document is now, which is a version too."""
    library = here.tenant.library
    try:
        info = await asyncio.to_thread(
            library.restore, request.match_info["document"], number_of(request), edit_by(here)
        )
    except NoSuchVersion as error:
        raise NotFound(str(error)) from None
    if info.changed:
        await here.tenant.guidelines_changed()
    return answer(document_body(info))


async def search(request: web.Request, here: Here) -> web.Response:
    """The sentences nearest to a need, in any language."""
    query = Query(request, (parameter.name for parameter in SEARCH))
    asked = query.text("q", MOST_QUERY) or ""
    k = query.number("k", 5, 1, 50)
    language = query.text("language", 10)
    floor = query.one_of("floor", *FLOORS) != "ignored"
    query.done()
    if not asked.strip():
        raise refusal([fault("q", "is missing; say what you are looking for")])
    library = here.tenant.library
    started = perf_counter()
    matches = await asyncio.to_thread(library.search, asked, k=k, language=language, floor=floor)
    took = round((perf_counter() - started) * 1000, 2)
    guess, floors = await asyncio.to_thread(library.floors, asked)
    body: understood.Found = {
        "matches": [match_body(match) for match in matches],
        "latency_ms": took,
        "language_guess": _rounded(guess),
        "floors": _rounded(floors),
    }
    return answer(body)


async def overlaps(request: web.Request, here: Here) -> web.Response:
    """Sentences that contradict each other, or say the same twice."""
    return answer(await here.tenant.overlapping.find())


def document_body(info: "DocumentInfo") -> answers.DocumentShown:
    """What is known of a document."""
    return cast(answers.DocumentShown, asdict(info))


def match_body(match: "Match") -> shapes.Citation:
    """A match as a citation."""
    return citation_body(citation(match))


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
    Parameter("floor", "Whether what is too far away is left out", {"type": "string", "enum": list(FLOORS)}),
)
ONE = "/v1/guidelines/{document}"
EVERYBODY = tuple(Role)
ROUTES = (
    Route("GET", "/v1/guidelines", listing, "All documents", SCOPE, {200: understood.Library}, roles=EVERYBODY),
    Route(
        "GET", "/v1/guidelines/search", search, "Search", SCOPE,
        {200: understood.Found}, query=SEARCH, roles=EVERYBODY,
    ),
    Route(
        "GET", "/v1/guidelines/overlaps", overlaps, "Contradictions, and what is said twice", SCOPE,
        {200: understood.Overlaps},
    ),
    Route(
        "GET", ONE, show, "A document", SCOPE,
        {200: understood.Understood}, refusals=(404,), roles=EVERYBODY,
    ),
    Route(
        "PUT", ONE, put, "Put a document in, or in the place of an older one", SCOPE,
        {200: answers.DocumentShown}, bytes, MEDIA_TYPES, PUT, most_bytes=MOST_DOCUMENT, roles=(Role.LEAD,),
        is_audited=True, names=("document", "/document"),
    ),
    Route(
        "POST", f"{ONE}/versions/{{version}}/restore", restore, "Go back to a version", SCOPE,
        {200: answers.DocumentShown}, refusals=(404,), roles=(Role.LEAD,), is_audited=True,
    ),
    Route(
        "DELETE", ONE, remove, "Take a document out", SCOPE, {204: None}, refusals=(404,), roles=(Role.LEAD,),
        is_audited=True,
    ),
)  # fmt: skip
