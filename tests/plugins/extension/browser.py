"""A real Chromium with the packaged extension loaded, desks' pages of our own, and a real server."""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Route, Worker, sync_playwright

from plugins.package import build_extension, chromium
from tests.assist.server.minting import takes_tokens

ROOT = Path(__file__).parents[3]
PAGES = Path(__file__).parent / "pages"
CHROMIUM = Path("/usr/bin/chromium")
DESK = "https://acme.zendesk.com"
TICKET = f"{DESK}/agent/tickets/31"
DIGITS = "abcdefghijklmnop"


def extension_id(folder: Path) -> str:
    """What Chromium calls an extension that is loaded from a folder: half of its path's digest, in letters."""
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:32]
    return "".join(DIGITS[int(digit, 16)] for digit in digest)


def build(folder: Path) -> str:
    """The extension's origin. Nobody can click a browser's own permission dialogue in a test: one desk is granted."""
    build_extension(folder, chromium)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8")) | {"host_permissions": [f"{DESK}/*", "https://desk.example.com/*"]}
    path.write_text(json.dumps(manifest), "utf-8")
    return f"chrome-extension://{extension_id(folder)}"


@dataclass
class Server:
    """A server in a process of its own that opens a prompt for each customer message."""

    data: Path
    origin: str
    port: int = 0
    process: Any = None

    @property
    def key(self) -> str:
        return (self.data / "api_key").read_text("utf-8").strip()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Server":
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
        environment = {**inherited, "PYTHONPATH": str(ROOT), "BISTAND_ALLOWED_ORIGINS": self.origin}
        environment |= takes_tokens(self.data.parent)
        command = [sys.executable, "-m", "tests.assist.served", str(self.data), str(self.port)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=self.data.parent, env=environment
        )
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])
        return self

    def call(self, method: str, path: str) -> Any:  # noqa: ANN401 - whatever the server answers
        """The answer to a call; nothing where there is none."""
        headers = {"Authorization": f"Bearer {self.key}"}
        with contextlib.suppress(urllib.error.URLError):
            request = urllib.request.Request(self.address + path, method=method, headers=headers)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or "{}")
        return {}

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@dataclass
class Agent:
    """What an agent has before them."""

    context: BrowserContext
    origin: str
    server: Server

    @property
    def worker(self) -> Worker:
        workers = self.context.service_workers
        return workers[0] if workers else self.context.wait_for_event("serviceworker")

    def forget_everything(self) -> None:
        """Close what is open and forget what is kept."""
        blank = self.context.new_page()
        for page in self.context.pages:
            if page is not blank:
                page.close()
        self.worker.evaluate("async () => { await chrome.storage.local.clear(); await chrome.storage.session.clear() }")
        self.worker.evaluate("chrome.scripting.unregisterContentScripts()")

    def open_desk(self, page_name: str = "zendesk", address: str = TICKET) -> Page:
        page = self.context.new_page()

        def serve(route: Route) -> None:
            is_script = route.request.url.endswith("desk.js")
            body = (PAGES / ("desk.js" if is_script else f"{page_name}.html")).read_text("utf-8")
            route.fulfill(body=body, content_type="text/javascript" if is_script else "text/html")

        page.route("**/*", serve)
        page.goto(address)
        return page

    def tab_of(self, address: str) -> int:
        return self.worker.evaluate(
            "async (start) => (await chrome.tabs.query({})).find((tab) => tab.url?.startsWith(start)).id", address
        )

    def open_panel(self, tab: int = 0) -> Page:
        page = self.context.new_page()
        page.set_viewport_size({"width": 380, "height": 760})
        page.goto(f"{self.origin}/extension/panel/panel.html" + (f"?tab={tab}" if tab else ""))
        return page

    def open_options(self) -> Page:
        page = self.context.new_page()
        page.goto(f"{self.origin}/extension/options/options.html")
        return page

    def set_up(self, **more: Any) -> None:  # noqa: ANN401 - settings are of several types
        settings = {"server": self.server.address, "name": "Kim", "organisation": "Fjordby", "language": "en", **more}
        self.worker.evaluate("(settings) => chrome.storage.local.set(settings)", settings)
        self.worker.evaluate("(token) => chrome.storage.session.set({ token })", self.server.key)


@contextmanager
def browsing(folder: Path, profile: Path, server: Server) -> Iterator[Agent]:
    """A browser of an agent who has just installed the extension."""
    arguments = [
        "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        f"--disable-extensions-except={folder}", f"--load-extension={folder}",
    ]  # fmt: skip
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, headless=False, args=arguments, locale="en-GB"
        )
        yield Agent(context, f"chrome-extension://{extension_id(folder)}", server)
        context.close()
