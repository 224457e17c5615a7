"""A real browser, a real server, and conversations to show in the panel."""

import json
import re
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HELLO = "Hello, the tent I ordered came without its poles. When will I get them?"
ANGRY = "This is completely unacceptable, I have waited three weeks!"
GREETING = "Hello Robin, welcome to Fjordby. My name is Kim, how can I help you?"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Where there is no browser the tests of this folder say so."""
    if not CHROMIUM.exists():
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="Debian's chromium is not installed"))


@dataclass(frozen=True)
class Talk:
    """A conversation on the server, written to from outside of the page, as a desk's webhook does."""

    url: str
    key: str
    id: str = field(default_factory=lambda: f"talk-{uuid.uuid4().hex}")

    def call(self, method: str, path: str, body: object = None) -> Any:
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def begin(self, **given: Any) -> "Talk":
        about = {"channel": "chat", "customer": {"name": "Robin"}, "organisation": "Fjordby", **given}
        agent = {"id": "a1", "name": "Kim", "language": "en"}
        self.call("POST", "/v1/conversations", {"agent": agent, **about, "id": self.id})
        return self

    def event(self, kind: str, **given: Any) -> Any:
        body = {"id": f"e-{uuid.uuid4().hex}", "type": kind, **given}
        return self.call("POST", f"/v1/conversations/{self.id}/events", body)

    def customer(self, text: str) -> Any:
        return self.event("message", role="customer", text=text)

    def agent(self, text: str) -> Any:
        return self.event("message", role="agent", text=text)

    def log(self) -> list[dict[str, Any]]:
        return list(self.call("GET", f"/v1/conversations/{self.id}/log")["entries"])

    def feedback(self) -> list[tuple[str, str]]:
        return [(entry["action"], entry.get("text", "")) for entry in self.log() if entry["kind"] == "feedback"]


def key_of(url: str) -> str:
    with urllib.request.urlopen(f"{url}/console/config.json", timeout=60) as answer:
        return str(json.loads(answer.read())["key"])


@pytest.fixture
def talk(server_url: str) -> Talk:
    url = server_url.rstrip("/")
    return Talk(url, key_of(url)).begin()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One a module: while it is open, its event loop is in the way of tests that run their own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """What a page did that it must not: errors, dialogs, requests to anybody but the server."""

    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        def heard(message: ConsoleMessage) -> None:
            is_of_the_line = "net::ERR_" in message.text or message.text.startswith("WebSocket connection to")
            if message.type == "error" and not is_of_the_line:
                self.complaints.append(message.text)

        def asked(dialog: Dialog) -> None:
            self.complaints.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        def requested(request: Request) -> None:
            if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
                self.complaints.append(f"foreign request: {request.url}")

        page.on("console", heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", asked)
        page.on("request", requested)


def until(holds: Callable[[], object], timeout_s: float = 30.0) -> None:
    """Wait until it holds. (Playwright's own waiting needs `eval`, which our pages forbid.)"""
    end = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


Opening = Callable[..., Page]


@pytest.fixture
def open_panel(browser: Browser, server_url: str) -> Iterator[Opening]:
    """Opens /panel on a conversation; the test fails if the page complained of anything."""
    contexts = []
    own = server_url.rstrip("/")
    watched = Watched()

    def opened(
        talk: Talk | None = None, *, language: str = "en", prepare: Callable[[Page], object] = id, **given: Any
    ) -> Page:
        size = {"width": 380, "height": 720}
        context = browser.new_context(**{"locale": "en-GB", "viewport": size, "timezone_id": "Europe/Oslo", **given})
        contexts.append(context)
        page = context.new_page()
        watched.watch(page)
        prepare(page)
        conversation = talk.id if talk else ""
        page.goto(f"{talk.url if talk else own}/panel?conversation={conversation}&language={language}")
        if talk:
            there = re.compile("following|customer_waits|on_hold|ended|missing")
            expect(strip(page)).to_have_attribute("data-kind", there)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert watched.complaints == []


def strip(page: Page) -> Any:
    return page.locator("bistand-panel .strip")


def card(page: Page, moment: str) -> Any:
    return page.locator(f'bistand-panel [data-prompt][data-moment="{moment}"]')


def wide(page: Page, moment: str) -> Any:
    """The card of a moment with all of it shown."""
    found = card(page, moment)
    expect(found).to_have_attribute("data-status", "open")
    instruction = found.locator(".instruction")
    if instruction.get_attribute("aria-expanded") == "false":
        instruction.click()
    expect(found.locator("p.words")).to_be_visible()
    return found
