"""The dashboard in a real browser against a real server: what it says is what the server counted."""

import asyncio
import csv
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import expect

from assist.inbox import Parcel
from assist.ports import Key
from assist.stores.sqlite import SqliteStore
from tests.conftest import started
from tests.plugins.looks import LOOKS, fits, violations
from tests.plugins.pages.calls import call, hold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

TITLES = {"sv": "Uppföljning", "da": "Overblik", "nb": "Oversikt", "pt": "Painel", "en": "Dashboard"}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[str]":
    """A server of its own with a handful of conversations, which are counted: five of an hour ago, one of fifty days
    ago, one that waits now."""
    with started(tmp_path_factory.mktemp("counted")) as url:
        for number in range(5):
            hold(url, f"dash-{number}", agent="anna", ago=timedelta(hours=1, minutes=number))
        hold(url, "dash-old", agent="bo", ago=timedelta(days=50))
        waits = (("customer", 0.0, "Hello, is anybody there? My heating is broken."),)
        hold(url, "dash-waits", agent="bo", ago=timedelta(minutes=4), said=waits, ends=False)
        yield url


@pytest.fixture
def board(page: "Page", counted: str) -> "Page":
    page.goto(f"{counted}dashboard")
    expect(page.locator(".tile").first).to_be_visible()
    return page


def tile(page: "Page", name: str) -> "Locator":
    return page.locator(".tile", has=page.get_by_role("heading", name=name, exact=True))


def test_it_says_what_the_server_counted(board: "Page", counted: str) -> None:
    since = (datetime.now(UTC) - timedelta(days=29)).date().isoformat()
    cards = call(counted, "GET", f"/v1/scorecards?group_by=moment&from={since}")
    total, use = cards["total"], cards["total"]["use"]
    expect(tile(board, "Conversations").locator(".value")).to_have_text(str(total["conversations"]))
    said = board.locator(".adherence_by_day .summary").inner_text()
    figures = [int(number) for number in re.findall(r"\d+(?!\d*%)", said)]
    assert figures == [total[name] for name in ("needed", "unprompted", "prompted", "missed", "dismissed")]
    expect(board.locator(".usefulness .summary")).to_contain_text(f"{use['useful']} of {use['shown']}")
    ranked = board.locator(".adherence_by_moment tbody tr")
    assert ranked.count() == sum(1 for row in cards["rows"] if row["needed"])


def test_every_plot_is_drawn_and_has_its_numbers_in_a_table(board: "Page") -> None:
    for name in ("adherence_by_day", "usefulness", "waiting"):
        panel = board.locator(f".panel.{name}")
        canvas = panel.locator("canvas")
        inks = canvas.evaluate("c => new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size")
        assert inks > 3
        assert canvas.get_attribute("aria-label") == panel.locator(".summary").inner_text()
        assert panel.locator("table tbody tr").count() >= 1


def test_filters_stay_in_the_address_and_come_back_with_it(board: "Page") -> None:
    board.select_option("#filter-period", "90")
    expect(tile(board, "Conversations").locator(".value")).to_have_text("7")
    board.get_by_role("button", name="Show each of them by name").click()
    board.select_option("#filter-agent", "anna")
    expect(tile(board, "Conversations").locator(".value")).to_have_text("5")
    assert "period=90" in board.url
    assert "agent=anna" in board.url
    board.reload()
    expect(board.locator("#filter-agent")).to_have_value("anna")
    expect(tile(board, "Conversations").locator(".value")).to_have_text("5")
    board.go_back()
    expect(board.locator("#filter-agent")).to_have_value("")
    expect(tile(board, "Conversations").locator(".value")).to_have_text("7")


def test_nobody_is_singled_out_by_chance(board: "Page", counted: str) -> None:
    """Few conversations are shown by name only when a lead asks for it."""
    expect(board.locator(".by_agent tbody tr")).to_have_count(1)
    expect(board.locator(".by_agent tbody")).to_contain_text("Others together")
    board.goto(f"{counted}dashboard?agent=bo")
    expect(board.locator(".empty")).to_contain_text("bo has fewer than 5 conversations")
    board.get_by_role("button", name="Show each of them by name").click()
    expect(tile(board, "Conversations").locator(".value")).to_have_text("1")


def test_from_a_figure_to_its_conversations_and_to_what_was_said(board: "Page") -> None:
    """By keyboard alone, and back again."""
    link = tile(board, "Conversations").get_by_role("link")
    link.focus()
    board.keyboard.press("Enter")
    drawer = board.get_by_role("dialog")
    expect(drawer.locator(".conversations > li")).to_have_count(6)
    assert "of=conversations" in board.url
    drawer.get_by_role("button", name="dash-0").focus()
    board.keyboard.press("Enter")
    expect(drawer.locator(".timeline .said")).to_have_count(8)
    prompt = drawer.locator(".timeline .prompt").first
    expect(prompt.locator(".because").first).to_contain_text("Why:")
    expect(prompt.locator("blockquote")).not_to_be_empty()
    held = call(board.url.partition("dashboard")[0], "GET", "/v1/conversations/dash-0/log?include=suppressed")[
        "suppressed"
    ]
    expect(drawer.locator(".timeline .suppressed")).to_have_count(len(held))
    drawer.get_by_role("button", name="Back to the list").click()
    expect(drawer.locator(".conversations > li")).to_have_count(6)
    board.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(board).not_to_have_url(re.compile("of="))


def test_an_address_of_a_conversation_opens_it(page: "Page", counted: str) -> None:
    page.goto(f"{counted}dashboard?conversation=dash-1")
    expect(page.locator(".drawer .timeline .said").first).to_contain_text("three weeks")


def test_who_waits_now_is_shown_and_looked_at_again(page: "Page", counted: str) -> None:
    page.clock.install()
    page.goto(f"{counted}dashboard")
    expect(page.locator(".now")).to_contain_text("dash-waits")
    expect(page.locator(".now .state.late").first).to_contain_text("past the standard")
    answer = {"id": "answer", "type": "message", "role": "agent", "text": "Yes, I am here."}
    call(counted, "POST", "/v1/conversations/dash-waits/events", answer)
    page.clock.run_for(16_000)
    expect(page.locator(".now")).not_to_contain_text("dash-waits")


def test_a_lead_is_told_of_dead_letters(page: "Page", counted: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of messages that the helpdesk sent and nobody could use, as long as there are some."""
    (file,) = tmp_path_factory.getbasetemp().glob("counted0/data/bistand.db")
    letter = Parcel(Key("default", "dash-waits"), "dead", "chatwoot", b"{}", 1.0)

    async def bury() -> None:
        store = await SqliteStore.open(str(file))
        await store.inbox.add(letter, 2.0, take=True)
        await store.inbox.bury(letter, 2.0, "why")
        await store.close()

    with ThreadPoolExecutor() as beside:  # Playwright has the loop of this thread
        beside.submit(asyncio.run, bury()).result()
    page.goto(f"{counted}dashboard")
    expect(page.locator(".now")).to_contain_text("could not be taken in: 1.")
    call(counted, "POST", "/v1/deliveries/dead/retry")  # it says nothing, so it can be used after all
    page.reload()
    expect(page.locator(".now")).to_contain_text("wait for an answer")
    expect(page.locator(".now")).not_to_contain_text("could not be taken in")


def test_the_figures_can_be_taken_along(board: "Page", tmp_path: Path) -> None:
    with board.expect_download() as download:
        board.get_by_role("button", name="CSV").click()
    download.value.save_as(tmp_path / "cards.csv")
    with (tmp_path / "cards.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {"moment", "day", "needed"} <= rows[0].keys()


def test_without_conversations_it_says_what_to_do(page: "Page", counted: str) -> None:
    page.goto(f"{counted}dashboard?channel=letter")
    expect(page.locator(".empty h2")).to_have_text("No conversations here yet")
    page.get_by_role("button", name="Show everything").click()
    expect(page.locator(".tile").first).to_be_visible()


def test_every_language_is_whole(board: "Page") -> None:
    """No key is shown for want of its words."""
    for language, title in TITLES.items():
        board.locator(".tile").first.evaluate("tile => tile.classList.add('before')")
        board.select_option("#interface-language", language)
        expect(board.locator("h1")).to_have_text(title)
        expect(board.locator(".tile.before")).to_have_count(0)
        expect(board.locator(".tile").first).to_be_visible()
        assert re.findall(r"\b[a-z]+_[a-z_]+\b", board.locator("main").inner_text()) == [], language
        assert "{" not in board.locator("main").inner_text(), language


@LOOKS
def test_it_fits_and_axe_finds_nothing(board: "Page", width: int, scheme: str) -> None:
    board.set_viewport_size({"width": width, "height": 800})
    board.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    fits(board)
    assert violations(board) == []
    tile(board, "Conversations").get_by_role("link").click()
    board.get_by_role("button", name="dash-0").click()
    expect(board.locator(".timeline .said").first).to_be_visible()
    assert violations(board) == []
