"""The panel when things go wrong: a killed server, a slow or cut network, a very long hour."""

import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.plugins.widget.conftest import ANGRY, Opening, Talk, card, key_of, strip, until

ROOT = Path(__file__).resolve().parents[3]
CHUNK = 2_000
# Counts the page's pictures, and notes in which of them the first prompt came.
ARRIVALS = """
    window.frames_drawn = 0
    const next = () => { window.frames_drawn += 1; requestAnimationFrame(next) }
    next()
    window.WebSocket = class extends WebSocket {
        constructor(...settings) {
            super(...settings)
            this.addEventListener('message', ({data}) => {
                if (data.includes('prompt_opened')) window.arrived ??= frames_drawn
            })
        }
    }
"""


@pytest.fixture
def port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """A server that opens a prompt for each customer message, in a process that can be killed."""
    command = [sys.executable, "-m", "tests.assist.served", str(data), str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True, cwd=ROOT) as server:
        for _ in range(1200):
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5):
                break
            time.sleep(0.05)
        try:
            yield server
        finally:
            server.kill()


@dataclass
class Slow:
    """A proxy that holds every piece back for a while, as a bad line does; `cut` breaks all connections."""

    target: int
    delay_s: float
    sockets: list[socket.socket] = field(default_factory=list)
    listener: socket.socket = field(default_factory=socket.socket)

    def __enter__(self) -> "Slow":
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()
        self.cut()

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    def cut(self) -> None:
        for one in self.sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.sockets.clear()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.target))
                self.sockets += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while piece := one.recv(CHUNK):
                time.sleep(self.delay_s)
                other.sendall(piece)
            other.shutdown(socket.SHUT_WR)


def shown(page: Page) -> Any:
    return page.locator("bistand-panel .open > li[data-status=open]")


def test_a_prompt_is_on_the_screen_at_once(talk: Talk, open_panel: Opening) -> None:
    """In the picture after the one in which it came; counted in pictures, as a busy machine paints fewer a second."""
    page = open_panel(talk, prepare=lambda page: page.add_init_script(ARRIVALS))
    page.evaluate("""() => {
        const root = document.querySelector('bistand-panel').shadowRoot
        new MutationObserver(() => { if (root.querySelector('.open > [data-prompt]')) window.shown ??= frames_drawn })
            .observe(root, {subtree: true, childList: true})
    }""")
    talk.customer(ANGRY)
    expect(shown(page)).not_to_have_count(0)
    arrived, seen = page.evaluate("[arrived, shown]")
    assert 0 <= seen - arrived <= 1


def test_after_a_kill_it_shows_exactly_what_it_missed(tmp_path: Path, port: int, open_panel: Opening) -> None:
    with serving(tmp_path, port) as server:
        talk = Talk(url := f"http://127.0.0.1:{port}", key_of(url)).begin()
        page = open_panel(talk)
        talk.customer("One")
        expect(shown(page)).to_have_count(1)
        server.kill()
        expect(strip(page)).to_contain_text("Reconnecting")
        expect(shown(page)).to_have_count(1)
    with serving(tmp_path, port):
        talk.customer("Two")
        talk.customer("Three")
        expect(shown(page)).to_have_count(3, timeout=60_000)
        expect(strip(page)).not_to_contain_text("Reconnecting")
        talk.agent("Done")
        expect(shown(page)).to_have_count(0)
        prompts = [entry for entry in talk.log() if entry["kind"] == "prompt_opened"]
        expect(page.locator("bistand-panel .settled li")).to_have_count(len(prompts))


def test_feedback_given_while_the_server_is_away_arrives_once(tmp_path: Path, port: int, open_panel: Opening) -> None:
    with serving(tmp_path, port):
        talk = Talk(url := f"http://127.0.0.1:{port}", key_of(url)).begin()
        page = open_panel(talk)
        talk.customer("One")
        expect(shown(page)).to_have_count(1)
        until(lambda: [action for action, _ in talk.feedback()] == ["shown"])
    card(page, "paraphrase_to_confirm").locator("[data-action=helpful]").click()
    with serving(tmp_path, port):
        expect(strip(page)).not_to_contain_text("Reconnecting", timeout=60_000)
        talk.customer("Two")
        expect(shown(page)).to_have_count(2)
        assert [action for action, _ in talk.feedback()].count("helpful") == 1


def test_a_slow_and_broken_line_loses_nothing(tmp_path: Path, port: int, open_panel: Opening) -> None:
    with serving(tmp_path, port), Slow(port, delay_s=0.15) as line:
        direct = f"http://127.0.0.1:{port}"
        talk = Talk(direct, key_of(direct)).begin()
        page = open_panel(Talk(f"http://127.0.0.1:{line.port}", talk.key, talk.id))
        for number in range(6):
            talk.customer(f"Message {number}")
            if number in {1, 3}:
                line.cut()
        expect(shown(page)).to_have_count(6, timeout=60_000)


def test_three_hundred_prompts_leave_nothing_behind(open_panel: Opening) -> None:
    """Nodes and listeners after three hundred prompts are those after one hundred."""
    page = open_panel()
    devtools = page.context.new_cdp_session(page)
    page.evaluate("document.querySelector('bistand-panel').token = ''")
    counts = []
    for batch in range(3):
        page.evaluate(
            """async batch => {
                const panel = document.querySelector('bistand-panel')
                const pause = ms => new Promise(done => setTimeout(done, ms))
                let seq = batch * 1000
                panel.clock = () => seq
                for (let number = 0; number < 100; number++) {
                    const id = `p${batch * 100 + number}`
                    const event = {id: `e-${id}`, type: 'message', role: 'customer', text: 'Where is it? '.repeat(9)}
                    const because = {text: 'why', event: event.id, evidence: [{event: event.id, start: 0, end: 12}]}
                    const prompt = {id, moment: 'm', instruction: `Do ${id}`, priority: 'normal', say: 'Words',
                        guidelines: [{quote: 'Quote', title: 'Title'}], opened_at: seq, because}
                    panel.feed([{seq: ++seq, at: seq, kind: 'event', event}])
                    panel.feed([{seq: ++seq, at: seq, kind: 'prompt_opened', prompt}])
                    await pause(4)
                    panel.feed([{seq: ++seq, at: seq, kind: 'prompt_closed', prompt: id, status: 'done'}])
                }
                await pause(2500)
            }""",
            batch,
        )
        devtools.send("HeapProfiler.collectGarbage")
        devtools.send("HeapProfiler.collectGarbage")
        counts.append(devtools.send("Memory.getDOMCounters"))
    assert page.locator("bistand-panel [data-prompt]").count() == 20
    for name in ("nodes", "jsEventListeners"):
        assert counts[2][name] <= counts[0][name] * 1.02 + 10, counts
