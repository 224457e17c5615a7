"""Bytes to JSON values and back."""

import json
from typing import Any, NoReturn

from pydantic_core import to_json

from assist.errors import RequestError


def parse(data: bytes | str) -> Any:  # noqa: ANN401 - JSON has no better type
    """The JSON value in `data`; RequestError (400) says where it breaks off.

    Lone surrogates pass here: which field holds one is known only to the models.
    """
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
    except UnicodeDecodeError as error:
        raise RequestError(f"The body is not UTF-8 text (byte {error.start}); send JSON in UTF-8") from error
    if not text.strip():
        raise RequestError("The body is empty; send a JSON object")
    try:
        return DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise RequestError(f"The body is not valid JSON: {error.msg} ({where})") from error
    except RecursionError as error:
        raise RequestError("The body is not usable JSON: it is nested too deeply") from error
    except ValueError as error:  # a number with thousands of digits
        raise RequestError("The body is not usable JSON: a number in it is too long") from error


def _refuse_constant(name: str) -> NoReturn:
    raise RequestError(f"The body is not valid JSON: {name} is not a JSON number")


DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def dump(value: object) -> bytes:
    """Compact UTF-8 JSON."""
    return to_json(value)


def with_seq(seq: int, body: bytes) -> bytes:
    """A stored log entry as the wire shows it: its number goes in front."""
    return b'{"seq":%d,%b' % (seq, body[1:])
