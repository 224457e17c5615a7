"""The adapters in a real browser, each on a page of our own with its desk's structure (see pages/desk.js)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
EXTENSION = Path(__file__).parents[3] / "plugins" / "extension"
PAGES = Path(__file__).parent / "pages"
SCRIPTS = ("content/page.js", "content/selftest.js", "content/watch.js", "content/compose.js")
SELECTORS = {
    "pattern": r"/case/(\d+)",
    "stream": ".log",
    "message": ".line",
    "customer": ".theirs",
    "text": ".words",
    "composer": ".answer",
    "channel": "chat",
}

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")


@dataclass(frozen=True)
class Desk:
    """Where a page is shown, and what its adapter reads there that others cannot."""

    page: str
    address: str
    adapter: str = ""
    conversation: str = "31"
    other: str = "32"
    channel: str = "email"
    has_times: bool = False
    has_names: bool = True
    selectors: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.adapter or self.page


DESKS = (
    Desk(
        "chatwoot", "https://chat.example.com/app/accounts/1/conversations/31",
        conversation="1-31", other="1-32", channel="chat", has_names=False,
    ),
    Desk("zendesk", "https://acme.zendesk.com/agent/tickets/31", channel="chat", has_times=True),
    Desk("intercom", "https://app.intercom.com/a/inbox/a/inbox/b/conversation/31", channel="chat", has_names=False),
    Desk("freshdesk", "https://acme.freshdesk.com/a/tickets/31"),
    Desk("zammad", "https://acme.zammad.com/#ticket/zoom/31", has_times=True, has_names=False),
    Desk("zammad-desktop", "https://acme.zammad.com/desktop/tickets/31", "zammad", has_times=True, has_names=False),
    Desk("gmail", "https://mail.google.com/mail/u/0/#inbox/31", conversation="18f0a31", other="18f0a32"),
    Desk("generic", "https://desk.example.com/case/31", channel="chat", has_names=False, selectors=SELECTORS),
)  # fmt: skip
WATCH = """([name, selectors]) => {
    const made = bistand.adapters.get(name)
    window.adapter = typeof made === 'function' ? made(selectors) : made
    window.told = { conversations: [], messages: [], reports: [] }
    window.watching = new AbortController()
    new bistand.Watch(adapter, {
        conversation: (conversation) => told.conversations.push(conversation),
        messages: (conversation, messages) => {
            for (const message of messages) told.messages.push({ conversation, ...message })
        },
        report: (report) => told.reports.push(report),
    }, watching.signal)
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


class Watched:
    """A desk's page with the adapter at work on it; its clock is the test's, unless the test measures."""

    def __init__(self, page: Page, desk: Desk, *, has_own_clock: bool = False) -> None:
        self.page = page
        self.desk = desk
        if not has_own_clock:
            page.clock.install()
        page.route("**/*", self._serve)
        page.goto(desk.address)
        for script in (*SCRIPTS, f"adapters/{desk.name}.js"):
            page.add_script_tag(path=EXTENSION / script)
        page.evaluate(WATCH, [desk.name, desk.selectors])
        page.wait_for_function("told.messages.length > 0")

    def _serve(self, route: Route) -> None:
        is_script = route.request.url.endswith("desk.js")
        name = "desk.js" if is_script else f"{self.desk.page}.html"
        kind = "text/javascript" if is_script else "text/html"
        route.fulfill(body=(PAGES / name).read_text("utf-8"), content_type=kind)

    def do(self, script: str) -> Any:  # noqa: ANN401 - whatever the page answers
        return self.page.evaluate(script)

    def settle(self) -> None:
        self.page.clock.run_for(700)

    @property
    def told(self) -> list[dict[str, str]]:
        return self.do("told.messages")

    @property
    def texts(self) -> list[tuple[str, str]]:
        return [(message["role"], message["text"]) for message in self.told]


HISTORY = [
    ("customer", "Hello, the tent I ordered came without its poles."),
    ("agent", "Hello Robin, I am sorry to hear that."),
    ("customer", "ok"),
]


@pytest.fixture(params=DESKS, ids=lambda desk: desk.page)
def watched(context: BrowserContext, request: pytest.FixtureRequest) -> Watched:
    return Watched(context.new_page(), request.param)


def test_history_is_told_once_in_order_with_roles(watched: Watched) -> None:
    """Notes, activity, quoted mail, signatures and buttons are no messages; other tickets in the page neither."""
    assert watched.texts == HISTORY
    begun = [conversation for conversation in watched.do("told.conversations") if conversation]
    name = "Robin Lind" if watched.desk.has_names else ""
    assert begun == [{"id": watched.desk.conversation, "channel": watched.desk.channel, "customer": name}]
    assert len({message["id"] for message in watched.told}) == len(HISTORY)
    times = [message["at"] for message in watched.told]
    if watched.desk.has_times:
        assert times == ["2026-03-02T09:00:00.000Z", "2026-03-02T09:01:00.000Z", "2026-03-02T09:02:00.000Z"]
    else:  # the order is right, and nobody seems to have waited
        assert times == sorted(times)
        assert watched.do("Date.now()") - watched.do(f"Date.parse({json.dumps(times[0])})") < 60_000


def test_what_arrives_is_told_once_even_when_the_page_is_drawn_anew(watched: Watched) -> None:
    """Also the same word again, which is another message."""
    watched.do("desk.arrive('customer', 'ok', '2026-03-02T11:00:00Z'); desk.arrive('note', 'Be careful')")
    watched.settle()
    watched.do("desk.redraw()")
    watched.settle()
    watched.do("desk.arrive('agent', 'Your poles are on their way.', '2026-03-02T11:01:00Z')")
    watched.settle()
    assert watched.texts == [*HISTORY, ("customer", "ok"), ("agent", "Your poles are on their way.")]


def test_older_messages_that_are_scrolled_into_view_are_not_new(watched: Watched) -> None:
    """The server has gone on from them."""
    watched.do("desk.older('I would like to order a tent.')")
    watched.settle()
    assert watched.texts == HISTORY


def test_another_conversation_is_told_as_another(watched: Watched) -> None:
    """Even where the address changes before the page does; coming back tells the same ids again."""
    before = watched.told
    watched.do("desk.go(32, 600)")
    watched.page.wait_for_function("told.messages.some((message) => message.text.includes('invoice'))")
    assert [m["text"] for m in watched.told if m["conversation"] == watched.desk.other] == ["Where is my invoice?"]
    assert all(m["conversation"] == watched.desk.conversation for m in watched.told if "invoice" not in m["text"])
    watched.do("desk.go(31)")
    watched.settle()
    again = [message for message in watched.told if message["conversation"] == watched.desk.conversation]
    assert [m["id"] for m in again] == [m["id"] for m in before] * 2


def test_a_draft_is_inserted_and_nothing_is_sent(watched: Watched) -> None:
    """Typed at the end of what the agent has written."""
    assert watched.do("bistand.insert(adapter.composer(document), 'I am very sorry, Robin.')")
    assert watched.do("bistand.insert(adapter.composer(document), ' One moment.\\nI look.')")
    words = watched.do(
        "(adapter.composer(document).value ?? adapter.composer(document).innerText).replace(/\\s+/g, ' ').trim()"
    )
    assert words == "I am very sorry, Robin. One moment. I look."
    assert watched.do("desk.sent.length") == 0


def test_the_self_test_sees_whether_the_desk_changed_its_page(watched: Watched) -> None:
    """A page that shows a conversation in other parts than we know is broken, not quiet."""
    report = watched.do("bistand.test(adapter)")
    assert (report["broken"], report["customer"], report["agent"], report["unknown"]) == (False, 2, 1, 0)
    assert report["composer"]
    watched.do(
        "for (let i = 0; i < 6; i += 1)"
        " desk.arrive('customer', 'I really would like to have those poles soon.', `2026-03-03T0${i}:00:00Z`)"
    )
    watched.do("desk.change()")
    assert watched.do("bistand.test(adapter)")["broken"]


def desk_named(name: str) -> Desk:
    return next(desk for desk in DESKS if desk.page == name)


def test_a_desk_that_shows_the_newest_first(context: BrowserContext) -> None:
    """What comes on top is new where ids grow, as an agent may set it in Freshdesk."""
    watched = Watched(context.new_page(), desk_named("freshdesk"))
    watched.do("desk.arrive('customer', 'Hello?', '', true)")
    watched.settle()
    assert watched.texts == [*HISTORY, ("customer", "Hello?")]


def test_a_customers_reply_that_looks_like_a_note(context: BrowserContext) -> None:
    """Freshdesk paints replies of others than the requester as private notes, and marks them as the customer's."""
    watched = Watched(context.new_page(), desk_named("freshdesk"))
    watched.do("CLASSES.both = 'ticket-details__privatenote ticket-details__requestor'")
    watched.do("desk.arrive('both', 'I am their neighbour.')")
    watched.settle()
    assert watched.texts[-1] == ("customer", "I am their neighbour.")


def test_a_message_on_its_way_out_is_told_once_it_is_out(context: BrowserContext) -> None:
    """Chatwoot shows it under a name of its own first; one that failed was never said."""
    watched = Watched(context.new_page(), desk_named("chatwoot"))
    watched.do(
        "desk.stream.append(desk.element({ id: '5f0e-temporary', by: 'agent', name: 'Kim', text: 'One moment.' }))"
    )
    watched.settle()
    assert watched.texts == HISTORY
    watched.do("desk.stream.lastElementChild.remove(); desk.arrive('agent', 'One moment.')")
    watched.do("LOOKS.failed = ['right', 'bg-n-ruby-4']; desk.arrive('failed', 'Never sent.')")
    watched.settle()
    assert watched.texts == [*HISTORY, ("agent", "One moment.")]


def test_a_long_conversation_costs_little(context: BrowserContext) -> None:
    """A look at five hundred messages, beside a page that draws as many: measured in the same run."""
    watched = Watched(context.new_page(), desk_named("zendesk"), has_own_clock=True)
    line = "Hello, the tent I ordered came without its poles, and I leave on Saturday. " * 4
    watched.do(f"for (let i = 0; i < 500; i += 1) desk.arrive('customer', '{line}' + i, '2026-03-02T11:00:00Z')")
    watched.page.wait_for_function("told.messages.length >= 500")
    took = """task => { const times = []
        for (let i = 0; i < 5; i += 1) {
            const start = performance.now()
            eval(task)
            times.push(performance.now() - start)
        }
        return times.sort((a, b) => a - b)[2] }"""
    look = watched.page.evaluate(took, "bistand.test(adapter)")
    draw = watched.page.evaluate(took, "desk.draw(); document.body.offsetHeight")
    assert look < draw, (look, draw)


def test_a_broken_page_is_reported_after_a_while(context: BrowserContext) -> None:
    """Not before: pages take their time to load."""
    page = context.new_page()
    page.clock.install()
    watched = Watched.__new__(Watched)
    watched.page, watched.desk = page, DESKS[1]
    page.route("**/*", watched._serve)
    page.goto(watched.desk.address)
    for script in (*SCRIPTS, "adapters/zendesk.js"):
        page.add_script_tag(path=EXTENSION / script)
    page.evaluate("desk.change(); document.querySelector('[data-ticket-id=\"31\"]').remove()")
    page.evaluate(WATCH, ["zendesk", {}])
    page.clock.run_for(2000)
    assert watched.do("told.reports") == []
    page.clock.run_for(8000)
    assert watched.do("told.reports.at(-1).broken")


def test_watching_ends_with_its_signal(context: BrowserContext) -> None:
    """Nothing is read where it was switched off."""
    watched = Watched(context.new_page(), DESKS[0])
    watched.do("watching.abort()")
    watched.do("desk.arrive('customer', 'Are you there?')")
    watched.settle()
    assert watched.texts == HISTORY
