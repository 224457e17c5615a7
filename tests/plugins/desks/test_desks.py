"""The pages for desks' frames, in a real browser, in a desk's page of our own around them, against a real server."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, expect, sync_playwright

from plugins.package import build_zendesk

ROOT = Path(__file__).parents[3]
CHROMIUM = Path("/usr/bin/chromium")
DESK = "http://desk.localhost:3000"  # resolved to this machine by every browser, and never dialled: we answer
ZENDESK = "https://acme.zendesk.com"
APP = "https://31.apps.zdusercontent.com"

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
# our desk is answered by the test and has no address: to the browser it is a stranger that reaches for this machine
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-features=LocalNetworkAccessChecks"]
AROUND = """<!doctype html><title>A desk</title><style>iframe {{ width: 380px; height: 700px }}</style>
<iframe src="{frame}" allow="clipboard-write"></iframe>
<script>
window.heard = []
window.frame = document.querySelector('iframe')
window.tell = (message) => frame.contentWindow.postMessage(message, '*')
addEventListener('message', (event) => {{ if (event.source === frame.contentWindow) heard.push(event.data) }})
</script>"""


class Server:
    """A server that lets our desk frame its pages, and opens a prompt for each customer message."""

    def __init__(self, data: Path) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
        allowed = {"BISTAND_FRAME_ORIGINS": DESK, "BISTAND_ALLOWED_ORIGINS": APP}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.assist.served", str(data), "0"],
            stdout=subprocess.PIPE, text=True, cwd=data.parent, env={**inherited, "PYTHONPATH": str(ROOT), **allowed},
        )  # fmt: skip
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rpartition(" ")[2]
        self.key = (data / "api_key").read_text("utf-8").strip()

    def told(self, conversation: str) -> list[tuple[str, str]]:
        request = urllib.request.Request(
            f"{self.address}/v1/conversations/{conversation}/log", headers={"Authorization": f"Bearer {self.key}"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            entries = json.load(answer)["entries"]
        return [(entry["event"]["role"], entry["event"]["text"]) for entry in entries if entry["kind"] == "event"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("served") / "data")
    yield server
    server.process.kill()
    server.process.wait()
    assert server.process.stdout is not None
    server.process.stdout.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def frame(page: Page, address: str, around: str = DESK) -> Page:
    """A desk's page with ours in it."""
    page.route(f"{around}/**", lambda route: route.fulfill(body=AROUND.format(frame=address), content_type="text/html"))
    page.goto(f"{around}/")
    return page


def tell(page: Page, message: Any) -> None:  # noqa: ANN401 - whatever a desk may send
    page.evaluate("message => tell(message)", message)


def heard(page: Page, count: int = 1) -> list[Any]:
    page.wait_for_function("count => heard.length >= count", arg=count)
    return page.evaluate("heard")


def context_of(*messages: dict[str, Any], number: int = 42) -> str:
    """What Chatwoot answers when it is asked."""
    conversation = {
        "id": number,
        "account_id": 1,
        "messages": list(messages),
        "meta": {"channel": "Channel::WebWidget"},
    }
    data = {"conversation": conversation, "contact": {"name": "Robin"}, "currentAgent": {"id": 9, "name": "Kim"}}
    return json.dumps({"event": "appContext", "data": data})


def message(number: int, kind: int, content: str) -> dict[str, Any]:
    return {"id": number, "message_type": kind, "content": content, "created_at": 1_772_442_000 + number}


def test_chatwoot_is_asked_and_what_it_says_is_told_once(page: Page, server: Server) -> None:
    """Again and again, since it never speaks by itself."""
    frame(page, f"{server.address}/desks/chatwoot/index.html")
    assert heard(page)[0] == "chatwoot-dashboard-app:fetch-info"
    first, second = message(1, 0, "Where are my poles?"), message(2, 1, "I look it up.")
    tell(page, context_of(first))
    inside = page.frame_locator("iframe")
    expect(inside.locator("[data-moment=paraphrase_to_confirm]")).to_have_attribute("data-status", "open")
    assert heard(page, 2)[1] == "chatwoot-dashboard-app:fetch-info"
    tell(page, context_of(first, second))
    expect(inside.locator("[data-moment=paraphrase_to_confirm]")).to_have_attribute("data-status", "done")
    assert server.told("chatwoot-1-42") == [("customer", "Where are my poles?"), ("agent", "I look it up.")]
    tell(page, context_of(message(3, 0, "Hello?"), number=43))
    expect(inside.locator("bistand-panel")).to_have_attribute("conversation", "chatwoot-1-43")


def test_another_frame_is_not_the_desk(page: Page, server: Server) -> None:
    """The right words from the wrong window are no context."""
    frame(page, f"{server.address}/desks/chatwoot/index.html")
    heard(page)
    inside = page.frames[1]
    inside.evaluate("text => postMessage(text, '*')", context_of(message(9, 0, "I am not Chatwoot."), number=66))
    page.wait_for_timeout(300)
    expect(page.frame_locator("iframe").locator("bistand-panel")).to_be_hidden()


def test_an_origin_that_is_not_configured_cannot_frame_us(page: Page, server: Server) -> None:
    """The browser refuses; and nothing would be answered there."""
    around = "http://other.localhost:3000"
    frame(page, f"{server.address}/desks/other/index.html", around)
    page.wait_for_timeout(500)
    assert page.frames[1].url.startswith("chrome-error:")
    assert page.evaluate("heard") == []


def test_any_other_desk_shakes_hands(page: Page, server: Server) -> None:
    """A context shows the panel, an event is acknowledged once it is on disk, words come back."""
    frame(page, f"{server.address}/desks/other/index.html")
    assert heard(page)[0] == {"type": "bistand-hello", "protocol": 1}
    for nonsense in (
        "",
        "{",
        "[]",
        None,
        7,
        {"type": "bistand-context"},
        {"type": "bistand-event", "event": {"id": "e0"}},
    ):
        tell(page, nonsense)
    agent = {"id": "kim", "name": "Kim", "language": "en"}
    tell(page, {"type": "bistand-context", "conversation": {"id": "case-7", "channel": "chat", "agent": agent}})
    event = {"id": "e1", "type": "message", "role": "customer", "text": "Where are my poles?"}
    tell(page, {"type": "bistand-event", "event": event})
    inside = page.frame_locator("iframe")
    expect(inside.locator("[data-prompt]")).to_have_attribute("data-status", "open")
    page.wait_for_function("heard.some((message) => message.type === 'bistand-ack' && message.event === 'e1')")
    inside.locator("bistand-panel").evaluate(
        "panel => panel.dispatchEvent(new CustomEvent('bistand-insert', { detail: { text: 'I am sorry.' } }))"
    )
    page.wait_for_function(
        "heard.some((message) => message.type === 'bistand-insert' && message.text === 'I am sorry.')"
    )
    assert server.told("case-7") == [("customer", "Where are my poles?")]


def test_a_body_that_the_server_refuses_is_named(page: Page, server: Server) -> None:
    """A word in the page, and no endless asking."""
    frame(page, f"{server.address}/desks/other/index.html")
    heard(page)
    tell(page, {"type": "bistand-context", "conversation": {"id": "case-8", "channel": "pigeon"}})
    expect(page.frame_locator("iframe").locator("body > p")).to_have_text("The server refused this conversation.")


def test_alone_it_says_where_it_belongs(page: Page, server: Server) -> None:
    """Opened by itself there is no desk to speak with."""
    page.goto(f"{server.address}/desks/chatwoot/index.html")
    expect(page.locator("body > p")).to_contain_text("BISTAND_FRAME_ORIGINS")


FRAMEWORK = """(server) => {
    const ticket = { 'ticket.id': 31, 'ticket.via.channel': 'native_messaging', 'ticket.requester.name': 'Robin',
        'currentUser.id': 9, 'currentUser.name': 'Kim', 'currentUser.locale': 'en-GB', 'ticket.conversation': [] }
    window.inserted = []
    const say = (message) => frame.contentWindow.postMessage(JSON.stringify(message), '*')
    window.arrive = (role, content) => {
        const timestamp = new Date().toISOString()
        const channel = { name: 'x' }
        ticket['ticket.conversation'].push({ author: { role }, message: { content }, timestamp, channel })
        say({ key: 'zaf.ticket.conversation.changed', message: [] })
    }
    addEventListener('message', ({ data, source }) => {
        if (source !== frame.contentWindow) return
        const asked = JSON.parse(data)
        const registered = { metadata: { settings: { server } } }
        if (asked.key === 'iframe.handshake') say({ key: 'zaf.app.registered', message: registered })
        const values = () => Object.fromEntries(asked.params.map((path) => [path, ticket[path]]))
        if (asked.request === 'get') say({ id: asked.id, result: values() })
        if (asked.request === 'invoke') {
            inserted.push(...(asked.params['ticket.editor.insert'] ?? []))
            say({ id: asked.id, result: {} })
        }
    })
}"""


def test_the_zendesk_app_reads_its_ticket_and_writes_into_it(page: Page, server: Server, tmp_path: Path) -> None:
    """As packed, from the origin that Zendesk serves apps from; the agent gives the key once."""
    build_zendesk(tmp_path / "app")
    manifest = json.loads((tmp_path / "app" / "manifest.json").read_text("utf-8"))
    start = manifest["location"]["support"]["ticket_sidebar"]["url"]
    assert (tmp_path / "app" / start).is_file()
    page.route(f"{APP}/**", lambda route: route.fulfill(path=tmp_path / "app" / route.request.url.removeprefix(f"{APP}/").partition("?")[0]))  # fmt: skip  # noqa: E501
    page.add_init_script(
        f"if (self === top) addEventListener('DOMContentLoaded', () => ({FRAMEWORK})('{server.address}'))"
    )
    frame(page, f"{APP}/{start}?origin={ZENDESK}&app_guid=guid-1", ZENDESK)
    inside = page.frame_locator("iframe")
    inside.locator("form input[type=password]").fill(server.key)
    inside.locator("body > form button").click()
    page.evaluate("arrive('end-user', '<p>Where are my poles?</p>')")
    expect(inside.locator("[data-prompt]")).to_have_attribute("data-status", "open")
    inside.locator("bistand-panel").evaluate(
        "panel => panel.dispatchEvent(new CustomEvent('bistand-insert', { detail: { text: 'I am sorry.' } }))"
    )
    page.wait_for_function("inserted.includes('I am sorry.')")
    page.evaluate("arrive('agent', 'They are on their way.')")
    expect(inside.locator("[data-prompt]")).to_have_attribute("data-status", "done")
    assert server.told("zendesk-31") == [("customer", "Where are my poles?"), ("agent", "They are on their way.")]
