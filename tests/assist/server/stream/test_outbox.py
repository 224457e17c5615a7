"""What is written at once and what is queued: always in order, whatever the network takes."""

import asyncio
import random

import pytest
from websockets.frames import Frame

from assist.server.stream.outbox import Closing, Outbox, Outgoing


class Network:
    """Stands for the socket and its transport: `waits` says that its buffer is full."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.waits, self.is_gone = False, False

    def is_closing(self) -> bool:
        return self.is_gone

    def get_write_buffer_size(self) -> int:
        return 1 if self.waits else 0

    def write(self, wire: bytes) -> None:
        self.taken.append(wire[-3:])

    async def send_frame(self, payload: bytes, kind: object) -> None:
        while self.waits:  # noqa: ASYNC110 - a stand-in
            await asyncio.sleep(0)
        self.taken.append(payload)


def outbox_to(network: Network, limit: int = 1_000) -> Outbox:
    return Outbox(network, network, limit, 0.05)  # type: ignore[arg-type]


async def test_order_is_kept() -> None:
    """Through a network that is now free and now full."""
    network, chance = Network(), random.Random(3)
    outbox = outbox_to(network)
    sending = asyncio.create_task(outbox.run())
    sent = [b"%03d" % number for number in range(400)]
    for frame in sent:
        network.waits = chance.random() < 0.4
        outbox.put(frame)
        if chance.random() < 0.5:
            await asyncio.sleep(0)
    network.waits = False
    await outbox.flush(5)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    assert network.taken == sent


async def test_a_full_queue_waits_and_then_gives_up() -> None:
    network = Network()
    network.waits = True
    outbox = outbox_to(network, limit=5)
    for _ in range(2):
        await outbox.put_when_room(Outgoing(b"abc")) if not outbox._frames else outbox.put(b"abc")
    with pytest.raises(Closing, match="too slow"):
        await outbox.put_when_room(Outgoing(b"abc"))
    for _ in range(2):
        outbox.put(b"abc")
    with pytest.raises(Closing, match="too slow"):
        outbox.put(b"abc")


async def test_nothing_is_written_after_the_end() -> None:
    network = Network()
    outbox = outbox_to(network)
    outbox.end()
    outbox.put(b"abc")
    assert network.taken == []


def test_what_goes_over_the_wire_is_a_frame() -> None:
    for size in (0, 125, 126, 65_535, 65_536):
        outgoing = Outgoing(b"x" * size)
        assert outgoing.wire.endswith(outgoing.payload)
        assert outgoing.wire == Frame(1, outgoing.payload).serialize(mask=False)
        assert outgoing.wire is outgoing.wire
