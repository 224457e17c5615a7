"""Servers that the running test has started: what it leaves behind when it fails is ended, for it would slow others."""

import asyncio
import contextlib
import os
import signal

STARTED: set[asyncio.subprocess.Process] = set()


def end() -> None:
    for process in STARTED:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)
    STARTED.clear()
