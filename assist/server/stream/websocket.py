"""`/v1/stream`: the handshake and the goodbye. What lies between is `connection.py`."""

import asyncio
import contextlib
import socket as sockets

from aiohttp import web

from assist.server.guards.auth import refuse_token_in_address
from assist.server.parts import Parts
from assist.server.stream.connection import RESTART, Connection
from assist.wire.frames import MOST_BYTES

CLOSE_S = 2.0  # how long a client may take to answer a goodbye
STOPPING_S = 0.2  # a server that stops hears no answers any more


def new_socket() -> web.WebSocketResponse:
    """A socket with the settings of every stream."""
    # compression costs seven times the memory of a connection; our own heartbeats find dead ones;
    # aiohttp's limit is the first size that it refuses
    return web.WebSocketResponse(compress=False, max_msg_size=MOST_BYTES + 1, timeout=CLOSE_S)


async def stream(request: web.Request, parts: Parts) -> web.WebSocketResponse:
    """Serve one WebSocket connection. A foreign Origin or a key in the address is refused at once."""
    parts.check_open()
    refuse_token_in_address(request)
    parts.origins.check(request)
    socket = new_socket()
    await socket.prepare(request)
    transport = request.transport
    if transport is not None:
        raw = transport.get_extra_info("socket")
        if raw is not None:  # so that our queue, and not the kernel's, is what fills up
            raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_SNDBUF, parts.limits.send_buffer)
    connection = Connection(socket, request, parts)
    parts.connections.add(connection)
    parts.metrics.sockets.inc()
    try:
        closing = await connection.run()
        parts.metrics.closed.labels(str(closing.code)).inc()
        with contextlib.suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(STOPPING_S if closing.code == RESTART[0] else 2 * CLOSE_S):
                await socket.close(code=closing.code, message=closing.reason.encode()[:120])
    finally:
        parts.connections.discard(connection)
        parts.metrics.sockets.dec()
        if transport is not None and (not transport.is_closing() or transport.get_write_buffer_size()):
            transport.abort()  # a client that reads nothing would keep its buffers, and its socket, for ever
    return socket
