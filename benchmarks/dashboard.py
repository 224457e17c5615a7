"""How long a reader of the dashboard waits, in a real browser, over a month of ten thousand made-up conversations.

    python -m benchmarks.dashboard [--conversations 10000] [--rounds 10]
    python -m benchmarks.dashboard --look          serve the month until Ctrl-C, to look at it

Needs Debian's chromium and playwright, as the tests do. Browser and server share the machine.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.machine import print_table, spread
from benchmarks.month import keep_month
from benchmarks.server import KEY, Server

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
SHOWN = "body:not([aria-busy]) .tile"


def main() -> None:
    """Make the month, then measure it or show it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--look", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(keep_month(Path(folder), args.conversations))
        with Server(Path(folder)) as server:
            if args.look:
                look(server.url)
            else:
                measure(server, args.conversations, args.rounds)


def look(url: str) -> None:
    """Serve until told to stop."""
    print(f"Look at {url}/dashboard and {url}/charter with the key {KEY}. Ctrl-C stops it.")
    try:
        while True:
            time.sleep(3_600)
    except KeyboardInterrupt:
        print()


def measure(server: Server, conversations: int, rounds: int) -> None:
    """Print what was waited for, and what it cost the server in CPU, which a busy machine does not change."""
    url = server.url
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="en-GB", viewport={"width": 1440, "height": 900})
        page.add_init_script(f"sessionStorage.setItem('bistand-key', '{KEY}')")
        measured = {
            "open the page": _timed(server, lambda: _open(page, url), rounds),
            "choose another channel": _timed(server, lambda: _choose(page, "phone"), rounds, lambda: _choose(page, "")),
            "list what is behind a figure": _timed(server, lambda: _list(page), rounds, lambda: _close(page)),
        }
        browser.close()
    rows = [(what, *(f"{seconds * 1000:.0f}" for seconds in took)) for what, took in measured.items()]
    columns = ("what", "p50 ms", "p95 ms", "CPU ms of the server")
    print_table(f"{conversations} conversations, {rounds} times: until all is shown", columns, rows)


def _open(page: Page, url: str) -> None:
    page.goto(f"{url}/dashboard")
    page.locator(SHOWN).first.wait_for()


def _choose(page: Page, channel: str) -> None:
    page.select_option("#filter-channel", channel)
    page.locator(SHOWN).first.wait_for()


def _list(page: Page) -> None:
    page.locator(".tile a").first.click()
    expect(page.locator(".conversations > li").first).to_be_visible()


def _close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)


def _timed(
    server: Server, do: Callable[[], None], rounds: int, undo: Callable[[], None] = lambda: None
) -> tuple[float, float, float]:
    """Seconds: the median, the 95th percentile, and the server's CPU each time."""
    times, cpu_s = [], 0.0
    for number in range(rounds + 1):
        spent, began = server.cpu_s(), time.perf_counter()
        do()
        if number:  # the first fills caches
            times.append(time.perf_counter() - began)
            cpu_s += server.cpu_s() - spent
        undo()
    return (*spread(times)[:2], cpu_s / rounds)


if __name__ == "__main__":
    main()
