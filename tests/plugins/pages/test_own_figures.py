"""What an agent sees of the team's pages: their own figures, the charter to read, and nothing to change."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.plugins.pages.calls import hold

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
KEY = "the-own-key-of-agent-anna-0123456789"
WORKSPACES = f"""
[[workspaces.default.keys]]
id = "anna"
role = "agent"
agent = "anna"
sha256 = "{hashlib.sha256(KEY.encode()).hexdigest()}"
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server that knows Anna's key, with two conversations of hers and one of Bo's."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "workspaces.toml").write_text(WORKSPACES, encoding="utf-8")
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(folder / "data"), "--json"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    environment = {**inherited, "PYTHONPATH": str(ROOT), "BISTAND_WORKSPACES": str(folder / "workspaces.toml")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment) as process:
        assert process.stdout is not None
        address: str = json.loads(process.stdout.readline())["url"]
        for name, agent in (("a1", "anna"), ("a2", "anna"), ("b1", "bo")):
            hold(address, name, agent=agent, ago=timedelta(hours=2))
        yield address
        process.terminate()


@pytest.fixture
def own(page: "Page") -> "Page":
    """A page that has Anna's key."""
    page.add_init_script(f"sessionStorage.setItem('bistand-key', '{KEY}')")
    return page


def test_agents_see_their_own_figures_however_few(own: "Page", url: str) -> None:
    own.goto(f"{url}dashboard")
    expect(own.locator(".tile .value").first).to_have_text("2")
    expect(own.locator("#filter-channel")).to_be_visible()
    expect(own.locator("#filter-agent")).to_have_count(0)
    expect(own.locator(".by_agent")).to_have_count(0)
    own.locator(".tile a").first.click()
    expect(own.locator(".conversations > li")).to_have_count(2)
    own.get_by_role("dialog").get_by_role("button", name="a1").click()
    expect(own.locator(".timeline .said")).to_have_count(8)


def test_agents_read_the_charter_and_have_nothing_to_edit(own: "Page", url: str) -> None:
    own.goto(f"{url}charter")
    expect(own.locator(".charter h2")).to_have_text("Service charter")
    expect(own.locator("form.editor")).to_have_count(0)
