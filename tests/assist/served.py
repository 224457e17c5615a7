"""A server in a process of its own, for tests that kill it.

`python -m tests.assist.served DATA PORT`, and of several workers `--workers N`, as `bistand serve` has them. With the
variable HANGS it never understands anything, and so never ends what it has begun.
"""

import asyncio
import os
import socket
import sys
from pathlib import Path

from assist.app import make_app, open_store
from assist.core.conversation import Conversation
from assist.core.events import Event
from assist.errors import SetupError
from assist.logs import configure
from assist.server.listening import open_socket, serve
from assist.settings import open_access, read_settings
from assist.supervisor import Supervisor
from assist.workspaces import list_workspaces
from tests.assist.server.conftest import tenant_of
from tests.assist.stand_ins import tiny_step, understand


async def hang(conversation: Conversation, event: Event) -> Event:
    await asyncio.Event().wait()
    return event


def say(address: str) -> None:
    print(address, flush=True)  # noqa: T201 - for the test


async def main(data: str, port: str, how: str = "", *inherited: str) -> int:
    """Serve until stopped."""
    configure("debug")
    settings = read_settings(data=Path(data), port=int(port))
    access = open_access(settings)
    if how.isdigit():
        shared = open_socket(settings)
        command = [sys.executable, "-m", "tests.assist.served", data, port, "worker", str(shared.fileno())]
        command += [str(os.getpid())]
        given = {"inherited": [shared.fileno()], "drain_s": settings.drain_s, "pauses": (0.05, 1.0)}
        return await Supervisor(command, int(how), **given).run(say)
    understands = hang if "HANGS" in os.environ else understand
    app = make_app(
        settings,
        access=access,
        store=await open_store(settings),
        tenants=[tenant_of(one, understand=understands) for one in list_workspaces(settings)],
        step=tiny_step,
    )
    if not inherited:
        await serve(app, settings, say)
    else:
        descriptor, parent = (int(number) for number in inherited)
        await serve(app, settings, say, socket=socket.socket(fileno=descriptor), parent=parent)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(asyncio.run(main(*sys.argv[1:])))
    except SetupError as error:
        sys.exit(str(error))
