"""A login that ends: the page is asked for the next token, and what is shown goes on with it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.assist.server.minting import lasting, takes_tokens
from tests.plugins.widget.conftest import Opening, Talk, key_of, strip, until

ROOT = Path(__file__).resolve().parents[3]
ENDED = {
    "sv": "Inloggningen har gått ut",
    "da": "Dit login er udløbet",
    "nb": "Innloggingen har utløpt",
    "pt": "A sessão expirou",
    "en": "Your login has expired",
}
# What a desk's page does: it gives the next token that it has when it is asked, and says what it was asked.
PAGE = """next => {
    const panel = document.querySelector('bistand-panel')
    window.asked = []
    window.links = []
    panel.addEventListener('bistand-token', ({ detail }) => {
        window.asked.push(detail.expiresAt)
        if (next.length) panel.token = next.shift()
    })
    panel.addEventListener('bistand-link', ({ detail }) => window.links.push(detail.state))
}"""
SET = "token => { document.querySelector('bistand-panel').token = token }"


@pytest.fixture(scope="module")
def minted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server that takes tokens, and opens a prompt for each customer message."""
    folder = tmp_path_factory.mktemp("minted")
    command = [sys.executable, "-m", "tests.assist.served", str(folder / "data"), "0"]
    given = {**os.environ, **takes_tokens(folder)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=given) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.kill()


@pytest.fixture
def talk(minted: str) -> Talk:
    talk = Talk(minted, key_of(minted)).begin(agent={"id": "kim", "name": "Kim", "language": "en"})
    talk.customer("One")
    return talk


def opened(talk: Talk, open_panel: Opening, *lives: float) -> tuple[Page, list[WebSocket]]:
    """A panel's page that has a token of the first life (seconds) and gives the others; the lines that it opens."""
    lines: list[WebSocket] = []

    def watch(page: Page) -> None:
        page.on("websocket", lambda line: lines.append(line))  # noqa: PLW0108 - playwright puts a mark on it

    page = open_panel(talk, prepare=watch)
    first, *others = map(lasting, lives)
    page.evaluate(PAGE, others)
    page.evaluate(SET, first)
    until(lambda: page.evaluate("window.links").count("connected"))  # the page's own key was somebody else's
    return page, lines


def shown(page: Page) -> Any:
    return page.locator("bistand-panel .open > li[data-status=open]")


def test_a_login_goes_on_without_a_new_line(talk: Talk, open_panel: Opening) -> None:
    """And without: the agent is told, keeps what they were writing, and goes on with a later token."""
    page, lines = opened(talk, open_panel, 6, 12)
    expect(shown(page)).to_have_count(1)
    shown(page).locator("[data-action=edit]").click()
    shown(page).locator("textarea").fill("Half a sen")
    expect(strip(page)).to_have_text(ENDED["en"])
    assert len(lines) == 2
    first, *others = page.evaluate("window.asked")
    assert others[0] > first  # of the second token, which has no successor
    talk.customer("Two")
    page.evaluate(SET, lasting(600))
    expect(shown(page)).to_have_count(2)
    expect(page.locator("bistand-panel textarea:visible")).to_have_value("Half a sen")
    expect(strip(page)).to_contain_text("Customer awaits a reply")
    assert len(lines) == 3
    links = ["not_connected", "connecting", "connected", "login_ended", "connecting", "connected"]
    assert page.evaluate("window.links") == links


def test_it_is_said_in_the_agents_language(talk: Talk, open_panel: Opening) -> None:
    page, _ = opened(talk, open_panel, 2)
    for language, words in ENDED.items():
        page.evaluate("code => document.querySelector('bistand-panel').setAttribute('language', code)", language)
        expect(strip(page)).to_have_text(words)


def test_another_agents_token_shows_nothing_of_before(talk: Talk, open_panel: Opening) -> None:
    """It opens a line of its own, by which their colleague's conversation is not there."""
    page, lines = opened(talk, open_panel, 600)
    expect(shown(page)).to_have_count(1)
    page.evaluate(SET, lasting(600, sub="lee"))
    expect(strip(page)).to_contain_text("does not know this conversation yet")
    expect(shown(page)).to_have_count(0)
    assert len(lines) == 3
