"""Takes the pictures in this folder: the panel in every state, light and dark, as a real server drives it.

    python -m plugins.docs.screenshots [STATE...]

Needs Debian's chromium and playwright, as the tests do. Takes about a minute.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
ANGRY = {
    "sv": "Jag har väntat i tre veckor på mitt tält. Det är helt oacceptabelt! Var är det?",
    "da": "Jeg har ventet tre uger på mit telt. Det er helt uacceptabelt! Hvor er det?",
    "nb": "Jeg har ventet tre uker på teltet mitt. Det er helt uakseptabelt! Hvor er det?",
    "pt": "Estou há três semanas à espera da minha tenda. Isto é inaceitável! Onde está?",
    "en": "I have waited three weeks for my tent. This is completely unacceptable! Where is it?",
}
WITHOUT_LINE = """
    const Real = window.WebSocket
    window.lines = []
    window.WebSocket = class extends Real {
        constructor(url) {
            super(window.isCut ? url.replace('/v1/stream', '/nowhere') : url)
            window.lines.push(this)
        }
    }
"""
PANELS = """({key, shown, width, height}) => {
    const main = document.querySelector('main')
    Object.assign(document.body.style, {background: '#8a8f94', margin: '0'})
    const row = {flexDirection: 'row', height: 'auto', gap: '16px', padding: '16px', alignItems: 'flex-start'}
    Object.assign(main.style, row)
    main.replaceChildren(...shown.map(given => {
        const panel = document.createElement('bistand-panel')
        for (const [name, value] of Object.entries(given)) panel.setAttribute(name, value)
        Object.assign(panel.style, {width: `${width}px`, height: `${height}px`, flex: 'none'})
        panel.token = key
        return panel
    }))
}"""


@dataclass
class Studio:
    """A server to talk to and a page to show it on."""

    url: str
    key: str
    page: Page
    made: int = field(default=0)

    def call(self, path: str, body: object) -> None:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"}
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        urllib.request.urlopen(request, timeout=60).close()

    def talk(self, *events: dict[str, object], language: str = "en") -> str:
        """A conversation in which this has happened, each so many seconds `ago`."""
        self.made += 1
        name = f"picture-{self.made}"
        about = {"channel": "chat", "organisation": "Fjordby", "customer": {"name": "Robin", "language": language}}
        agent = {"id": "a", "name": "Kim", "language": language}
        self.call("/v1/conversations", {"id": name, "agent": agent, **about})
        now = time.time()
        bodies = []
        for number, event in enumerate(events):
            ago = cast(float, event.get("ago", 0))
            at = datetime.fromtimestamp(now - ago, UTC).isoformat()
            bodies.append({"id": f"e{number}", "at": at, **{key: event[key] for key in event if key != "ago"}})
        self.call(f"/v1/conversations/{name}/events", {"events": bodies})
        return name

    def show(self, *shown: dict[str, str], width: int = 380, height: int = 640) -> None:
        across = len(shown) * (width + 16) + 16
        self.page.set_viewport_size({"width": across, "height": height + 32})
        self.page.goto(f"{self.url}/panel")
        self.page.evaluate(PANELS, {"key": self.key, "shown": shown, "width": width, "height": height})
        self.page.wait_for_timeout(2_000)

    def pair(self, talk: str, height: int = 640) -> None:
        """Light and dark beside each other."""
        about = {"conversation": talk, "language": "en"}
        self.show({**about, "scheme": "light"}, {**about, "scheme": "dark"}, height=height)

    def each(self, act: str) -> None:
        """Run `act` on the shadow root of every panel."""
        self.page.evaluate(f"document.querySelectorAll('bistand-panel').forEach(({{shadowRoot: root}}) => {{ {act} }})")
        self.page.wait_for_timeout(600)


def said(role: str, text: str, ago: float) -> dict[str, object]:
    return {"type": "message", "role": role, "text": text, "ago": ago}


SORRY = "I'm so sorry, Robin, I understand how frustrating this is."


def angry(studio: Studio) -> str:
    return studio.talk(said("customer", ANGRY["en"], 41))


def calm(studio: Studio) -> None:
    studio.pair(studio.talk(), height=420)


def prompts(studio: Studio) -> None:
    studio.pair(angry(studio))


def guideline(studio: Studio) -> None:
    studio.pair(angry(studio))
    studio.each("root.querySelector('.guideline').open = true")


def editing(studio: Studio) -> None:
    studio.pair(angry(studio))
    studio.each("root.querySelector('[data-action=edit]').click()")


def closing(studio: Studio) -> None:
    studio.pair(talk := angry(studio))
    studio.call(f"/v1/conversations/{talk}/events", {"id": "e9", "type": "message", "role": "agent", "text": SORRY})
    studio.page.wait_for_timeout(700)


def settled(studio: Studio) -> None:
    reply = f"Hello Robin, this is Kim at Fjordby, how can I help you? {SORRY} I'll call you within an hour."
    studio.pair(studio.talk(said("customer", ANGRY["en"], 41), said("agent", reply, 9)))
    studio.each("root.querySelector('.settled').open = true")


def hold(studio: Studio) -> None:
    waiting: dict[str, object] = {"type": "hold_started", "reason": "asking the warehouse", "ago": 72}
    studio.pair(studio.talk(said("customer", ANGRY["en"], 140), said("agent", SORRY, 80), waiting))


def supervisor(studio: Studio) -> None:
    handed: dict[str, object] = {"type": "transfer_started", "to": "supervisor", "ago": 12}
    refused = said("agent", f"{SORRY} Unfortunately I can't refund it today.", 60)
    asked = said("customer", "Let me talk to your manager, now!", 30)
    studio.pair(studio.talk(said("customer", ANGRY["en"], 90), refused, asked, handed))


def search(studio: Studio) -> None:
    studio.pair(angry(studio))
    for field_ in studio.page.locator("bistand-panel input").all():
        field_.fill("how long may a customer wait?")
    studio.page.wait_for_timeout(1_500)


def reconnecting(studio: Studio) -> None:
    studio.pair(angry(studio))
    studio.page.evaluate("window.isCut = true; lines.forEach(line => line.close())")
    studio.page.wait_for_timeout(600)


def wrong_key(studio: Studio) -> None:
    studio.pair(studio.talk(), height=420)
    studio.each("root.host.token = 'nobody'")


def widths(studio: Studio) -> None:
    talk = angry(studio)
    studio.show({"conversation": talk, "language": "en", "scheme": "light"}, width=600)
    studio.page.evaluate("""() => {
        const [first] = document.querySelectorAll('bistand-panel')
        const second = first.cloneNode()
        second.style.width = '320px'
        second.token = first.token
        first.after(second)
    }""")
    studio.page.set_viewport_size({"width": 968, "height": 672})
    studio.page.wait_for_timeout(2_000)


def languages(studio: Studio) -> None:
    shown = []
    for language, text in ANGRY.items():
        talk = studio.talk(said("customer", text, 41), language=language)
        shown.append({"conversation": talk, "scheme": "light", "language": language})
    studio.show(*shown, width=340, height=620)


STATES: dict[str, Callable[[Studio], None]] = {
    "calm": calm,
    "prompts": prompts,
    "guideline": guideline,
    "editing": editing,
    "closing": closing,
    "settled": settled,
    "hold": hold,
    "supervisor": supervisor,
    "search": search,
    "reconnecting": reconnecting,
    "wrong_key": wrong_key,
    "widths": widths,
    "languages": languages,
}


@contextmanager
def serving() -> Iterator[str]:
    """A server with the sample handbook, in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", folder, "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            try:
                assert server.stdout is not None
                yield str(json.loads(server.stdout.readline())["url"]).rstrip("/")
            finally:
                server.terminate()


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("states", nargs="*", metavar="STATE", help=f"one of {', '.join(STATES)}; all by default")
    wanted = parser.parse_args().states or list(STATES)
    with serving() as url, sync_playwright() as playwright:
        with urllib.request.urlopen(f"{url}/console/config.json") as answer:
            key = json.loads(answer.read())["key"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name in wanted:
            context = browser.new_context(locale="en-GB")
            context.add_init_script(WITHOUT_LINE)
            studio = Studio(url, key, context.new_page(), 1000 * wanted.index(name))
            STATES[name](studio)
            studio.page.mouse.move(0, 0)
            studio.page.screenshot(path=HERE / f"{name}.png")
            context.close()


if __name__ == "__main__":
    main()
