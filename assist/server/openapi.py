"""The OpenAPI 3.1 document, made from the routes and the shapes they name."""

import re
from collections.abc import Iterable
from typing import Any, Literal

from pydantic import TypeAdapter

from assist import __version__
from assist.server.routes import Route, Shape
from assist.wire.answers import Problem

TEXTS = frozenset({"application/yaml"})  # a text of its own, whatever other media types of the same call hold
REFERENCE = "#/components/schemas/{model}"
INTRODUCTION = (
    "Bistand watches live customer-service conversations and tells the human agent, at the right second, what"
    " the organisation's own guidelines ask of them now. Times are RFC 3339, offsets count Unicode code"
    " points, and errors are RFC 9457 problem documents. The stream is described in `/asyncapi.json`."
)
SAYS = {
    200: "Done", 201: "Made", 204: "Done; nothing to say", 400: "Not usable", 401: "No key, or a wrong one",
    403: "Not allowed", 404: "Not found", 409: "Exists already, and is different", 413: "Too large",
    422: "Not valid; `errors` names the fields", 429: "Too fast; see Retry-After",
    501: "Comes in a later version",
    503: "Not available right now; try again",
}  # fmt: skip

Mode = Literal["validation", "serialization"]
Json = dict[str, Any]
Answer = Shape | str | tuple[Shape | str, ...] | None


def document(routes: Iterable[Route]) -> Json:
    """The whole description."""
    described = [route for route in routes if route.tag != "pages"]
    schemas, components = _schemas(described)
    paths: dict[str, Json] = {}
    for route in described:
        path = re.sub(r"\{(\w+):[^}]*\}", r"{\1}", route.path)
        paths.setdefault(path, {})[route.method.lower()] = _operation(route, path, schemas)
    for route in described:
        if route.names is not None:
            for status in route.answers:
                answered = paths[route.path][route.method.lower()]["responses"][str(status)]
                answered["links"] = _links(*route.names, paths)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bistand", "version": __version__, "description": INTRODUCTION},
        "servers": [{"url": "/"}],
        "security": [{"key": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _links(parameter: str, pointer: str, paths: dict[str, Json]) -> Json:
    """What can be called next: everything whose only path parameter is this one."""
    return {
        operation["operationId"]: {
            "operationId": operation["operationId"],
            "parameters": {parameter: f"$response.body#{pointer}"},
        }
        for path, operations in paths.items()
        for operation in operations.values()
        if re.findall(r"\{(\w+)\}", path) == [parameter]
    }


def _schemas(routes: list[Route]) -> tuple[dict[tuple[str, Mode], Json], Json]:
    """The schema of every named shape, and the components they refer to."""
    wanted: dict[tuple[str, Mode], Shape] = {(name_of(Problem), "serialization"): Problem}
    for route in routes:
        if _is_shape(route.body):
            wanted[name_of(route.body), "validation"] = route.body
        for shape in (form for answer in route.answers.values() for form in _forms(answer)):
            if _is_shape(shape):
                wanted[name_of(shape), "serialization"] = shape
    inputs = [(name, mode, TypeAdapter(shape)) for (name, mode), shape in wanted.items()]
    found, whole = TypeAdapter.json_schemas(inputs, ref_template=REFERENCE)
    return {key: dict(schema) for key, schema in found.items()}, whole.get("$defs", {})


def _operation(route: Route, path: str, schemas: dict[tuple[str, Mode], Json]) -> Json:
    operation: Json = {
        "operationId": f"{route.method.lower()}_{re.sub(r'[^a-z0-9]+', '_', path.lower()).strip('_')}",
        "summary": route.summary,
        "tags": [route.tag],
        "parameters": _parameters(route, path),
        "responses": {
            str(status): _answer(status, shape, schemas) for status, shape in route.answers.items()
        },
    }
    if route.is_open:
        operation["security"] = []
    if route.body is not None:
        operation["requestBody"] = {"required": route.needs_body, "content": _content(route, schemas)}
    refusals = {*route.refusals, *(() if route.is_open else (401, 403, 429))}
    refusals |= {400, 413, 422} if route.body is not None or route.query else set()
    problem = {"application/problem+json": {"schema": schemas[name_of(Problem), "serialization"]}}
    for status in sorted(refusals):
        operation["responses"][str(status)] = {"description": SAYS[status], "content": problem}
    return operation


def _parameters(route: Route, path: str) -> list[Json]:
    in_path: list[Json] = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string", "maxLength": 200}}
        for name in re.findall(r"\{(\w+)\}", path)
    ]
    in_query = [
        {
            "name": parameter.name,
            "in": "query",
            "required": parameter.required,
            "description": parameter.says,
            "schema": dict(parameter.schema),
        }
        for parameter in route.query
    ]
    return in_path + in_query


def _content(route: Route, schemas: dict[tuple[str, Mode], Json]) -> Json:
    if _is_shape(route.body):
        schema: Json = schemas[name_of(route.body), "validation"]
    else:
        schema = {} if route.body is bytes else {"type": "string"}
    text: Json = {"type": "string"}
    return {media: {"schema": text if media in TEXTS else schema} for media in route.media_types}


def _answer(status: int, shape: Answer, schemas: dict[tuple[str, Mode], Json]) -> Json:
    described: Json = {"description": SAYS[status]}
    for form in _forms(shape):
        if isinstance(form, str):
            described.setdefault("content", {})[form] = {"schema": {"type": "string"}}
        elif form is not None:
            schema = schemas[name_of(form), "serialization"] if _is_shape(form) else {"type": "object"}
            described.setdefault("content", {})["application/json"] = {"schema": schema}
    return described


def _forms(shape: Answer) -> tuple[Shape | str | None, ...]:
    return shape if isinstance(shape, tuple) else (shape,)


def _is_shape(shape: Shape | str | None) -> bool:
    return shape is not None and not isinstance(shape, str) and shape not in (bytes, str, dict)


def name_of(shape: Shape) -> str:
    """A name for a shape, which may be a union without one of its own."""
    return getattr(shape, "__name__", None) or re.sub(r"\W+", "_", str(shape))
