"""A server in a process of its own, for tests that kill it: `python -m tests.assist.served DATA PORT`."""

import asyncio
import sys
from pathlib import Path

from assist.app import make_app, open_store, serve
from assist.errors import SetupError
from assist.logs import configure
from assist.settings import open_access, read_settings
from tests.assist.server.conftest import TinyLibrary, understand_now
from tests.assist.stand_ins import PLAYBOOK, tiny_step, understand


async def main(data: str, port: str) -> None:
    """Serve until stopped."""
    configure("debug")
    settings = read_settings(data=Path(data), port=int(port))
    access = open_access(settings)
    app = make_app(
        settings,
        access=access,
        store=await open_store(settings),
        library=TinyLibrary(),  # type: ignore[arg-type]
        understand=understand,
        understand_now=understand_now,
        get_playbook=lambda: PLAYBOOK,
        step=tiny_step,
    )
    await serve(app, settings, lambda address: print(address, flush=True))  # noqa: T201 - for the test


if __name__ == "__main__":
    try:
        asyncio.run(main(*sys.argv[1:]))
    except SetupError as error:
        sys.exit(str(error))
