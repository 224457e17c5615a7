"""The extension in a real Chromium, from the click that allows a desk to the words in its reply box."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Page, expect

from tests.assist.server.minting import lasting
from tests.plugins.extension.browser import CHROMIUM, DESK, Agent, Server, browsing, build
from tests.plugins.looks import needs_axe, violations_in_both_schemes

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")
LANGUAGES = ("sv", "da", "nb", "pt", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged extension."""
    return tmp_path_factory.mktemp("packed") / "extension"


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("served") / "data", build(folder)).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def browser(folder: Path, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agent]:
    with browsing(folder, tmp_path_factory.mktemp("profile"), server) as agent:
        yield agent


@pytest.fixture
def agent(browser: Agent) -> Iterator[Agent]:
    """As if the extension had just been installed."""
    browser.forget_everything()
    yield browser


def erase(server: Server, conversation: str) -> None:
    server.call("DELETE", f"/v1/conversations/{conversation}")


@pytest.fixture
def reading(agent: Agent) -> Iterator[tuple[Page, Page]]:
    """A ticket that is read, and the panel beside it."""
    erase(agent.server, "zendesk-31")
    agent.set_up()
    desk = agent.open_desk()
    panel = agent.open_panel(agent.tab_of(DESK))
    panel.click("#allow-button")
    expect(panel.locator("bistand-panel")).to_have_attribute("conversation", "zendesk-31")
    expect(panel.locator("[data-prompt]").first).to_be_attached()
    yield desk, panel


def told(server: Server, conversation: str = "zendesk-31") -> list[tuple[str, str]]:
    """What the server was told of a conversation."""
    entries = server.call("GET", f"/v1/conversations/{conversation}/log").get("entries", [])
    events = [entry["event"] for entry in entries if entry["kind"] == "event"]
    return [(event["role"], event["text"]) for event in events]


def wait_for(page: Page, server: Server, count: int, tenths: int = 300) -> None:
    for _ in range(tenths):
        if len(told(server)) >= count:
            break
        page.wait_for_timeout(100)
    assert len(told(server)) == count


HISTORY = [
    ("customer", "Hello, the tent I ordered came without its poles."),
    ("agent", "Hello Robin, I am sorry to hear that."),
    ("customer", "ok"),
]


def test_a_newcomer_is_led_through_the_steps(agent: Agent) -> None:
    """Server and name, then the key, then the site; each asks for itself alone."""
    desk = agent.open_desk()
    panel = agent.open_panel(agent.tab_of(DESK))
    expect(panel.locator("#setup")).to_be_visible()
    options = agent.open_options()
    expect(options.locator("#origin")).to_contain_text(agent.origin)
    options.fill("#server", "http://bistand.example.com")
    options.fill("#name", "Kim")
    options.click("#settings [type=submit]")
    expect(options.locator("#bad-server")).to_be_visible()
    options.fill("#server", agent.server.address)
    options.click("#settings [type=submit]")
    expect(options.locator("#saved")).to_be_visible()
    expect(panel.locator("#key")).to_be_visible()
    panel.fill("#token", "not the key")
    panel.click("#key [type=submit]")
    expect(panel.locator("#wrong-key")).to_be_visible()
    panel.fill("#token", agent.server.key)
    panel.click("#key [type=submit]")
    expect(panel.locator("#allow")).to_be_visible()
    expect(panel.locator("#desk")).to_have_value("zendesk")
    assert desk.evaluate("desk.sent") == []


def test_nothing_is_read_where_it_was_not_allowed(agent: Agent) -> None:
    """Not even prepared: no script runs in the page, although the browser would let us."""
    erase(agent.server, "zendesk-31")
    agent.set_up()
    desk = agent.open_desk()
    desk.evaluate("desk.arrive('customer', 'Is anybody there?')")
    desk.wait_for_timeout(1000)
    assert told(agent.server) == []
    assert agent.worker.evaluate("chrome.scripting.getRegisteredContentScripts()") == []


def test_a_conversation_goes_to_the_server_and_its_prompts_come_back(agent: Agent, reading: tuple[Page, Page]) -> None:
    """History, then what arrives, each once; the answer closes what it answers."""
    desk, panel = reading
    wait_for(panel, agent.server, 3)
    assert told(agent.server) == HISTORY
    desk.evaluate("desk.arrive('customer', 'Where are my poles?', new Date().toISOString())")
    wait_for(panel, agent.server, 4)
    expect(panel.locator("[data-prompt][data-status=open]").last).to_be_visible()
    badge = f"chrome.action.getBadgeText({{ tabId: {agent.tab_of(DESK)} }})"
    assert int(agent.worker.evaluate(badge)) == panel.locator("[data-prompt][data-status=open]").count()
    desk.evaluate("desk.arrive('agent', 'They are on their way.', new Date().toISOString())")
    wait_for(panel, agent.server, 5)
    expect(panel.locator("[data-prompt][data-status=open]")).to_have_count(0)
    assert agent.worker.evaluate(badge) == ""


def test_words_go_into_the_reply_box(agent: Agent, reading: tuple[Page, Page]) -> None:
    """And to the clipboard where there is no box to write in."""
    desk, panel = reading
    insert = """panel => panel.dispatchEvent(new CustomEvent('bistand-insert',
        { detail: { text: 'I am very sorry, Robin.' }, bubbles: true, composed: true }))"""
    panel.locator("bistand-panel").evaluate(insert)
    expect(desk.locator("[data-test-id=omnicomposer-plain-text-ckeditor]")).to_have_text("I am very sorry, Robin.")
    assert desk.evaluate("desk.sent") == []
    desk.evaluate("document.querySelector('[data-test-id^=omnicomposer]').remove()")
    agent.context.grant_permissions(["clipboard-read", "clipboard-write"])
    panel.bring_to_front()
    panel.locator("bistand-panel").evaluate(insert)
    expect(panel.locator("#not-inserted")).to_be_visible()
    assert panel.evaluate("navigator.clipboard.readText()") == "I am very sorry, Robin."


def test_a_sleeping_background_wakes_without_loss_or_repetition(agent: Agent, reading: tuple[Page, Page]) -> None:
    """The browser may stop it at any time."""
    desk, panel = reading
    session = agent.context.new_cdp_session(panel)
    session.send("ServiceWorker.enable")
    for number in range(3):
        session.send("ServiceWorker.stopAllWorkers")
        desk.evaluate(f"desk.arrive('customer', 'Message {number}', new Date().toISOString())")
        wait_for(panel, agent.server, 4 + number)
    expect(panel.locator("[data-prompt][data-status=open]")).to_have_count(5)
    assert [text for _, text in told(agent.server)][3:] == ["Message 0", "Message 1", "Message 2"]


def test_a_server_that_was_away_gets_what_happened_meanwhile(agent: Agent, reading: tuple[Page, Page]) -> None:
    """Words wait in the page that shows them, and nowhere else."""
    desk, panel = reading
    agent.server.stop()
    desk.evaluate("desk.arrive('customer', 'Are you still there?', new Date().toISOString())")
    expect(panel.locator("#unreachable")).to_be_visible(timeout=60_000)
    expect(panel.locator("#unreachable")).to_contain_text(agent.origin)
    agent.server.start()
    wait_for(panel, agent.server, 4, tenths=450)  # up to two of the longest waits between attempts
    expect(panel.locator("#unreachable")).to_be_hidden(timeout=60_000)


def test_a_login_that_ends(agent: Agent, reading: tuple[Page, Page]) -> None:
    """The agent is asked for the next token before it does, and again after; with it, all that is shown goes on."""
    desk, panel = reading
    wait_for(panel, agent.server, 3)
    own = agent.worker.evaluate("async () => (await chrome.storage.local.get('agent')).agent")
    agent.worker.evaluate("(token) => chrome.storage.session.set({ token })", lasting(5, sub=own))
    expect(panel.locator("#wrong-key")).to_have_text(re.compile("^Your login (expires soon|has expired)"))
    expect(panel.locator("#wrong-key")).to_contain_text("has expired")
    expect(panel.locator("bistand-panel .strip")).to_have_text("Your login has expired")
    expect(panel.locator("[data-prompt][data-status=open]")).to_have_count(2)  # one of them for the long wait
    panel.fill("#token", lasting(600, sub=own))
    panel.click("#key [type=submit]")
    expect(panel.locator("bistand-panel .strip")).to_contain_text("Customer awaits a reply")
    expect(panel.locator("#key")).to_be_hidden()
    expect(panel.locator("#unreachable")).to_be_hidden()
    desk.evaluate("desk.arrive('customer', 'Hello?', new Date().toISOString())")
    wait_for(panel, agent.server, 4)
    expect(panel.locator("[data-prompt][data-status=open]")).to_have_count(3)


def test_what_was_said_is_kept_nowhere(agent: Agent, reading: tuple[Page, Page]) -> None:
    """Settings in the profile, the key and places in logs in memory."""
    _, panel = reading
    kept = panel.evaluate("Promise.all([chrome.storage.local.get(), chrome.storage.session.get()])")
    assert "poles" not in json.dumps(kept)
    assert "Robin" not in json.dumps(kept)
    assert agent.server.key not in json.dumps(kept[0])
    assert kept[1]["places"]["zendesk-31"]["after"] > 0


def test_a_desk_that_changed_its_page_is_named(agent: Agent, reading: tuple[Page, Page]) -> None:
    """In the agent's language, once the page had its time to load."""
    desk, panel = reading
    panel.evaluate("chrome.storage.local.set({ language: 'sv' })")
    text = "Jag skulle verkligen vilja ha mina tältpinnar snart, för vi reser i morgon. " * 4
    desk.evaluate("text => desk.arrive('customer', text)", text)
    desk.evaluate("desk.change()")
    expect(panel.locator("#changed")).to_be_visible(timeout=60_000)
    expect(panel.locator("#changed-title")).to_have_text("Zendesk har ändrat sin sida")


def test_a_removed_site_is_read_no_more(agent: Agent, reading: tuple[Page, Page]) -> None:
    """From that moment on, also in the tab that is open."""
    desk, panel = reading
    options = agent.open_options()
    options.click("#sites button")
    expect(options.locator("#no-sites")).to_be_visible()
    expect(panel.locator("#allow")).to_be_visible()
    desk.evaluate("desk.arrive('customer', 'Are you there?', new Date().toISOString())")
    desk.wait_for_timeout(1000)
    assert told(agent.server) == HISTORY
    assert agent.worker.evaluate("chrome.scripting.getRegisteredContentScripts()") == []


def test_a_desk_of_ones_own(agent: Agent) -> None:
    """Its selectors are tried in the options, and messages come once they fit."""
    erase(agent.server, "desk.example.com-31")
    agent.set_up()
    desk = agent.open_desk("generic", "https://desk.example.com/case/31")
    panel = agent.open_panel(agent.tab_of("https://desk.example.com"))
    panel.select_option("#desk", "generic")
    with agent.context.expect_page() as opened:
        panel.click("#allow-button")
    options = opened.value
    expect(options.locator("#own")).to_be_visible()
    options.click("#test")
    expect(options.locator("#result")).to_have_text("The list of messages wasn't found.")
    options.fill("#own-stream", "p[")
    options.click("#test")
    expect(options.locator("#result")).to_contain_text("That isn't a valid selector")
    for name, selector in {"pattern": r"/case/(\d+)", "stream": ".log", "message": ".line", "customer": ".theirs", "text": ".words", "composer": ".answer"}.items():  # fmt: skip  # noqa: E501
        options.fill(f"#own-{name}", selector)
    options.click("#test")
    expect(options.locator("#result")).to_contain_text("Messages found: 3. From the customer: 2. From agents: 1.")
    options.click("#own [type=submit]")
    expect(panel.locator("bistand-panel")).to_have_attribute("conversation", "desk.example.com-31")
    desk.wait_for_timeout(500)
    assert told(agent.server, "desk.example.com-31") == HISTORY


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_exists_in_every_language(language: str) -> None:
    """With the same slots, and all that markup and scripts ask for."""
    extension = Path(__file__).parents[3] / "plugins" / "extension"

    def texts(of: str) -> dict[str, Any]:
        return json.loads((extension / "_locales" / of / "messages.json").read_text("utf-8"))

    ours, english = texts(language), texts("en")
    assert ours.keys() == english.keys()
    for key, text in ours.items():
        assert text["message"], key
        assert set(re.findall(r"\{\w+\}", text["message"])) == set(re.findall(r"\{\w+\}", english[key]["message"])), key
    assert ours["language"]["message"] == language
    sources = "".join(path.read_text("utf-8") for path in (*extension.rglob("*.html"), *extension.rglob("*.js")))
    asked = set(re.findall(r'data-text="(\w+)"', sources)) | set(re.findall(r"words\.of\('(\w+)'", sources))
    assert asked <= ours.keys()


@needs_axe
def test_everybody_can_use_its_pages(agent: Agent) -> None:
    """Contrast, names, order: axe finds nothing, in no state, light and dark."""
    agent.open_desk()
    panel = agent.open_panel(agent.tab_of(DESK))
    options = agent.open_options()
    sites = {DESK: {"desk": "zendesk"}, "https://desk.example.com": {"desk": "generic"}}
    states = ({}, {"server": agent.server.address, "name": "Kim"}, {"sites": sites})
    for state in states:
        agent.worker.evaluate("(state) => chrome.storage.local.set(state)", state)
        if "sites" in state:
            agent.worker.evaluate("(token) => chrome.storage.session.set({ token })", agent.server.key)
        for page in (panel, options):
            page.bring_to_front()
            page.emulate_media(reduced_motion="reduce")
            page.wait_for_timeout(200)
            assert violations_in_both_schemes(page) == []
