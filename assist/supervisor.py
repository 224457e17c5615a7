"""Several web processes behind one port: started, watched, started again, and stopped together.

The port is one socket that the supervisor opens and every worker inherits. A connection that no worker has taken yet
waits in that one line, so a worker that dies or drains loses none, and whoever is free takes the next. With a socket
for each worker (SO_REUSEPORT) the kernel would deal connections out evenly, and those dealt to a worker that is just
leaving would be reset.
"""

import asyncio
import contextlib
import signal
from collections.abc import Callable, Sequence

import structlog

log = structlog.get_logger(__name__)

LEAST_PAUSE_S, MOST_PAUSE_S = 0.5, 30.0  # before a worker that died is started again; twice as long each time
STEADY_S = 60.0  # a worker that served for so long was a good one: its successor is started at once
LOOK_S = 0.1
LEAVE_S = 20.0  # beside the time for draining: what a worker gets to finish what is under way


class Supervisor:
    """`count` workers by one command. Each says on its standard output, in a line, that it serves."""

    def __init__(
        self,
        command: Sequence[str],
        count: int,
        *,
        inherited: Sequence[int] = (),
        drain_s: float = 0.0,
        pauses: tuple[float, float] = (LEAST_PAUSE_S, MOST_PAUSE_S),
    ) -> None:
        """`inherited` are the file descriptors that workers get; `drain_s` is how long they take to say goodbye."""
        self._command = command
        self._count = count
        self._inherited = tuple(inherited)
        self._leave_s = drain_s + LEAVE_S
        self._least_pause_s, self._most_pause_s = pauses
        self._workers: dict[int, asyncio.subprocess.Process] = {}
        self._serving: dict[int, asyncio.subprocess.Process] = {}
        self._stopping = asyncio.Event()
        self._renewing = asyncio.Event()

    async def run(self, started: Callable[[str], None]) -> int:
        """Run until told to stop; `started` hears what the first worker says. The exit code: 0, or a first start's.

        SIGTERM and SIGINT stop everything, SIGHUP replaces the workers one after the other.
        """
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, self._stop, name)
        loop.add_signal_handler(signal.SIGHUP, self._renewing.set)
        said = await self._start(0)
        if not said:
            code = await self._workers[0].wait()
            return 0 if self._stopping.is_set() else code or 1
        started(said)
        # the others only now: the first has indexed, trained and built what they all read
        watching = [asyncio.create_task(self._keep(number)) for number in range(self._count)]
        renewing = asyncio.create_task(self._renew())
        await asyncio.gather(*watching)
        renewing.cancel()
        return 0

    def _stop(self, name: signal.Signals) -> None:
        self._stopping.set()
        for worker in self._workers.values():
            with contextlib.suppress(ProcessLookupError):
                worker.send_signal(name)

    async def _keep(self, number: int) -> None:
        """Have one worker run, for as long as nobody says stop."""
        loop = asyncio.get_running_loop()
        pause = self._least_pause_s
        while not self._stopping.is_set():
            if number not in self._workers:
                await self._start(number)
            worker, began = self._workers[number], loop.time()
            await self._ended(worker)
            del self._workers[number]
            if self._stopping.is_set():
                break
            if worker.returncode == 0:  # it was told to leave
                log.info("worker_left", worker=number, pid=worker.pid)
                continue
            if loop.time() - began > STEADY_S:
                pause = self._least_pause_s
            log.error("worker_died", worker=number, pid=worker.pid, code=worker.returncode, again_in_s=pause)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._stopping.wait()
            pause = min(2 * pause, self._most_pause_s)

    async def _start(self, number: int) -> str:
        """Start one and wait until it serves; what it says then, nothing when it ended instead."""
        worker = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.PIPE, pass_fds=self._inherited
        )
        self._workers[number] = worker
        log.info("worker_started", worker=number, pid=worker.pid)
        if self._stopping.is_set():  # told while it was being started
            worker.terminate()
        assert worker.stdout is not None
        said = (await worker.stdout.readline()).decode().strip()
        if said:
            self._serving[number] = worker
            log.info("worker_serves", worker=number, pid=worker.pid)
        return said

    async def _ended(self, worker: asyncio.subprocess.Process) -> None:
        """Wait for its end; once all are stopping, not for longer than leaving may take."""
        ending = asyncio.create_task(worker.communicate())  # reads what it says, so that it never waits for us
        stopping = asyncio.create_task(self._stopping.wait())
        await asyncio.wait({ending, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        done, _ = await asyncio.wait({ending}, timeout=self._leave_s)
        if not done:
            log.error("worker_killed", pid=worker.pid, why="it did not leave in time")
            with contextlib.suppress(ProcessLookupError):
                worker.kill()
        await ending

    async def _renew(self) -> None:
        """At each SIGHUP replace every worker, the next one only once the one before serves."""
        while True:
            await self._renewing.wait()
            self._renewing.clear()
            for number in range(self._count):
                old = self._workers.get(number)
                if old is not None:
                    with contextlib.suppress(ProcessLookupError):
                        old.terminate()
                while self._serving.get(number) in {None, old}:  # noqa: ASYNC110 - it may die and be started again
                    await asyncio.sleep(LOOK_S)
