"""A server in a process of its own, for tests that kill it: `python -m tests.assist.served DATA PORT`."""

import asyncio
import sys
from pathlib import Path

from assist.app import make_app, open_store
from assist.errors import SetupError
from assist.logs import configure
from assist.server.listening import serve
from assist.settings import open_access, read_settings
from assist.workspaces import Listed
from tests.assist.server.conftest import tenant_of
from tests.assist.stand_ins import tiny_step


async def main(data: str, port: str) -> None:
    """Serve until stopped."""
    configure("debug")
    settings = read_settings(data=Path(data), port=int(port))
    access = open_access(settings)
    app = make_app(
        settings,
        access=access,
        store=await open_store(settings),
        tenants=[tenant_of(Listed(settings))],
        step=tiny_step,
    )
    await serve(app, settings, lambda address: print(address, flush=True))  # noqa: T201 - for the test


if __name__ == "__main__":
    try:
        asyncio.run(main(*sys.argv[1:]))
    except SetupError as error:
        sys.exit(str(error))
