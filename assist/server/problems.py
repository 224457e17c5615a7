"""Errors as RFC 9457 problem documents. What is unexpected is logged by kind and place, never by content."""

import uuid

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from assist.errors import AssistError, Restarting, TooLarge
from assist.logs import frames_of
from assist.metrics import Metrics
from assist.wire.frames import code_of
from assist.wire.text import dump

log = structlog.get_logger(__name__)

RETRY_S, RESTART_S = 1, 3


def problem(error: AssistError, status: int | None = None) -> web.Response:
    """The answer for an error of ours."""
    body = {
        "type": f"/docs#{code_of(error)}",
        "title": error.title,
        "status": status or error.status,
        "detail": error.detail,
        "errors": [{"field": fault.field, "detail": fault.detail} for fault in error.faults],
    }
    retry_s = RESTART_S if isinstance(error, Restarting) else RETRY_S
    headers = {"Retry-After": str(retry_s)} if error.is_retryable else {}
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(
        body=dump(body),
        status=status or error.status,
        headers=headers,
        content_type="application/problem+json",
    )


def middleware(metrics: Metrics) -> Middleware:
    """Turns whatever goes wrong into a problem document, and counts every answer."""

    @web.middleware
    async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await _answered(request, handler)
        metrics.requests.labels(_route(request), str(response.status)).inc()
        return response

    return problems


async def _answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except AssistError as error:
        if error.status >= 500 and error.status != 501:
            log.warning("request_failed", route=_route(request), error=type(error).__name__)
        return problem(error)
    except web.HTTPException as error:
        return error if error.status < 400 else _translated(request, error)
    except ConnectionResetError:  # the caller has gone
        raise
    except Exception as error:  # noqa: BLE001 - the last stop of whatever was not foreseen
        number = uuid.uuid4().hex
        log.error(
            "unexpected_error", route=_route(request), request=number, error=type(error).__name__,
            where=frames_of(error.__traceback__),
        )  # fmt: skip
        return problem(AssistError(f"Something went wrong here; the log has more under {number}"))


def _translated(request: web.Request, error: web.HTTPException) -> web.Response:
    if error.status == 413:
        return problem(TooLarge("The body has more bytes than are taken here"))
    said = {404: "There is nothing at this address", 405: f"{request.method} cannot be used at this address"}
    made = AssistError(said.get(error.status, "The request cannot be used"))
    made.title = error.reason
    response = problem(made, error.status)
    if "Allow" in error.headers:
        response.headers["Allow"] = error.headers["Allow"]
    return response


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "unknown"
