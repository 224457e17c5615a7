"""Reading what a request brings: its body within a limit, and its query parameters by name."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from aiohttp import web

from assist.errors import Fault, InvalidRequest, NotFound, RequestError, TooLarge
from assist.ports import Key
from assist.server.parts import Here
from assist.wire.faults import fault, refusal, shown
from assist.wire.text import dump, parse

T = TypeVar("T")
MOST_ID = 200
WHOLE = r"^[^\u0000]*$"  # what `Query.text` takes, as JSON Schema says it


async def read_body(request: web.Request, most: int) -> bytes:
    """The body, decompressed, if it has at most `most` bytes."""
    if (request.content_length or 0) > most:
        raise TooLarge(f"The body has {request.content_length} bytes; at most {most} are taken here")
    body = bytearray()
    try:
        async for piece in request.content.iter_any():
            body += piece
            if len(body) > most:
                raise TooLarge(f"The body has more than {most} bytes, which are the most that are taken here")
    except web.RequestPayloadError:
        raise RequestError("The body cannot be unpacked; check Content-Encoding and Transfer-Encoding") from None
    return bytes(body)


async def read_json(request: web.Request, most: int) -> object:
    """The JSON value in the body."""
    parsed: object = parse(await read_body(request, most))
    return parsed


async def read_text(request: web.Request, most: int) -> str:
    """The text in the body."""
    try:
        return (await read_body(request, most)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InvalidRequest("The body is not UTF-8 text") from error


def answer(value: object, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=dump(value), status=status, content_type="application/json")


def key_of(request: web.Request, here: Here) -> Key:
    """The conversation that the address names, in the caller's own workspace."""
    name = request.match_info["conversation"]
    if len(name) > MOST_ID or not name.isprintable():
        raise NotFound("No conversation has such an id")
    return Key(here.who.workspace, name)


class Query:
    """The query parameters of a request. Unknown ones are refused: a typo must not widen a search."""

    def __init__(self, request: web.Request, known: Iterable[str]) -> None:
        self._values = dict(request.query)
        names = set(known)
        self._faults: list[Fault] = [
            fault(shown(name), "is not a parameter here") for name in self._values if name not in names
        ]

    def text(self, name: str, most: int = 2_000) -> str | None:
        """The parameter's text, None when it is not given."""
        value = self._values.get(name)
        if value is not None and (len(value) > most or "\0" in value or not _is_whole(value)):
            self._faults.append(fault(name, f"must be at most {most} whole characters, without NUL"))
        return value

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """A whole number between `least` and `most`."""
        value = self._values.get(name)
        if value is None:
            return default
        if not (value.isascii() and value.isdigit() and len(value) < 19 and least <= int(value) <= most):
            self._faults.append(fault(name, f"must be a whole number between {least} and {most}"))
            return default
        return int(value)

    def one_of(self, name: str, *choices: str) -> str | None:
        """One of `choices`, None when it is not given."""
        value = self._values.get(name)
        if value is not None and value not in choices:
            self._faults.append(fault(name, f"must be one of {', '.join(choices)}"))
        return value

    def read(self, name: str, reader: Callable[[str], T], default: T) -> T:
        """What `reader` makes of the text; its ValueError is the end of a sentence about the parameter."""
        value = self.text(name, 200)
        if value is None:
            return default
        try:
            return reader(value)
        except ValueError as error:
            self._faults.append(fault(name, str(error)))
            return default

    def done(self) -> None:
        """Refuse the request if a parameter does not fit."""
        if self._faults:
            raise refusal(self._faults)


def _is_whole(value: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in value)
