"""What a route is: the router, the checks and the OpenAPI document are all made from these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assist.server.guards.limits import MOST_JSON
from assist.server.parts import Handler
from assist.workspaces import Role

Shape = Any  # a pydantic model or a typed dict


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter; `schema` is JSON Schema."""

    name: str
    says: str
    schema: Mapping[str, object]
    required: bool = False


@dataclass(frozen=True, slots=True)
class Route:
    """One call: `answers` gives a shape (or None for no body, or a media type, or several forms) for each good status.

    `roles` are the keys that it is for. What is `is_open` needs none; what `is_audited` is noted when it was done.
    `names` says which path parameter of other calls a good answer gives, and where in it (a JSON pointer).
    """

    method: str
    path: str
    handler: Handler
    summary: str
    tag: str
    answers: Mapping[int, Shape | str | tuple[Shape | str, ...] | None]
    body: Shape | None = None
    media_types: tuple[str, ...] = ("application/json",)
    query: tuple[Parameter, ...] = ()
    refusals: tuple[int, ...] = ()
    most_bytes: int = MOST_JSON
    is_open: bool = False
    is_audited: bool = False
    needs_body: bool = True
    names: tuple[str, str] | None = None
    roles: tuple[Role, ...] = (Role.SERVER, Role.LEAD)
