"""The Autobahn test suite against the socket that the stream is served on."""

import kosoku
from aiohttp import WSMsgType, web
from kosoku._kosoku import CaseResult

from assist.server.stream.websocket import new_socket

# 9 sends messages of megabytes (frames end at 64 KiB), 12 and 13 test compression (there is none).
NOT_OURS = ["9.*", "12.*", "13.*"]
EXCEPTED = {
    "7.9.5": "aiohttp answers a goodbye with the code 1006, which nobody may send, instead of calling it an error",
}


async def echo(request: web.Request) -> web.WebSocketResponse:
    """What the suite wants of a server: everything back as it came."""
    socket = new_socket()
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            await socket.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


async def test_the_socket_conforms() -> None:
    """Every case that is ours passes, but for those with a name and a reason."""
    app = web.Application()
    app.router.add_get("/", echo)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        address = f"ws://127.0.0.1:{runner.addresses[0][1]}/"
        results = await _results(address)
    finally:
        await runner.cleanup()
    assert len(results) == 247
    failed = {result.case_id: f"{result.result} {result.result_close}" for result in results if not result.passed}
    assert failed.keys() == EXCEPTED.keys(), failed


async def _results(address: str) -> list[CaseResult]:
    try:
        return await kosoku.run_fuzzingclient(address, exclude_cases=NOT_OURS, concurrency=4)
    except kosoku.FailureError as failure:
        return failure.results
