"""What the panel does, in a real browser against a real server."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.plugins.looks import left_over
from tests.plugins.widget.conftest import ANGRY, GREETING, HELLO, Opening, Talk, card, strip, until, wide

LANGUAGES = ("sv", "da", "nb", "pt", "en")
HEARD = """
    window.heard = []
    for (const name of ['bistand-insert', 'bistand-feedback', 'bistand-link']) {
        document.addEventListener(name, ({detail}) => window.heard.push([name, detail]))
    }
"""

STICKS_OUT = """() => [...document.querySelector('bistand-panel').shadowRoot.querySelectorAll('*')]
    .filter(node => node.checkVisibility() && node.getBoundingClientRect().right > innerWidth + .5)
    .map(node => node.outerHTML.slice(0, 120))"""
CUT = """() => [...document.querySelector('bistand-panel').shadowRoot.querySelectorAll('button, .label')]
    .filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map(node => node.outerHTML.slice(0, 120))"""


def heard(page: Page, name: str) -> list[dict[str, str]]:
    return [detail for kind, detail in page.evaluate("heard") if kind == name]


def test_a_prompt_says_what_to_do_in_which_words_and_why(talk: Talk, open_panel: Opening) -> None:
    page = open_panel(talk)
    expect(page.locator("bistand-panel .empty")).to_contain_text("Nothing to do right now")
    talk.customer(ANGRY)
    prompt = card(page, "calm_and_apologise")
    expect(prompt).to_have_attribute("data-status", "open")
    expect(prompt.locator(".instruction")).to_contain_text("apologise")
    expect(prompt.locator("p.words")).not_to_be_empty()
    expect(prompt.locator(".why")).to_contain_text("the customer is angry")
    expect(prompt.locator(".why q")).to_contain_text("unacceptable")
    expect(prompt.locator(".wait")).to_have_text(re.compile(r"^\d+:\d\d$"))
    expect(prompt.locator("blockquote").first).to_be_hidden()
    prompt.locator("summary").click()
    expect(prompt.locator("blockquote").first).to_be_visible()
    expect(prompt.locator("cite").first).to_contain_text("›")


def test_the_most_urgent_is_wide_and_the_others_are_a_line(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    expect(page.locator("bistand-panel .open > li").first.locator(".body")).to_be_visible()
    talk.customer(ANGRY)
    first = page.locator("bistand-panel .open > li").first
    expect(first).to_have_attribute("data-moment", "calm_and_apologise")
    expect(first.locator(".body")).to_be_visible()
    greet = card(page, "greet_and_introduce")
    expect(greet.locator(".body")).to_be_hidden()
    greet.locator(".instruction").click()
    expect(greet.locator(".body")).to_be_visible()


def test_a_prompt_closes_visibly_when_the_agent_has_done_it(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    greet = card(page, "greet_and_introduce")
    expect(greet).to_have_attribute("data-status", "open")
    talk.agent(GREETING)
    expect(greet).to_have_attribute("data-status", "done")
    expect(page.locator("bistand-panel .open").locator("[data-status=done] .label")).to_have_text("Done")
    expect(page.locator('bistand-panel .settled [data-moment="greet_and_introduce"]')).to_have_count(1)
    expect(page.locator("bistand-panel .settled summary")).to_have_text("Settled: 1")


def test_the_words_are_inserted_edited_and_copied(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk, permissions=["clipboard-read", "clipboard-write"])
    page.evaluate(HEARD)
    greet = wide(page, "greet_and_introduce")
    words = greet.locator("p.words").inner_text()
    greet.locator("[data-action=insert]:visible").click()
    (inserted,) = heard(page, "bistand-insert")
    assert inserted["text"] == words
    assert (inserted["moment"], inserted["language"]) == ("greet_and_introduce", "en")
    greet.locator("[data-action=edit]").click()
    greet.locator("textarea").fill("Good morning Robin!")
    greet.locator("textarea").press("Enter")
    assert heard(page, "bistand-insert")[1]["text"] == "Good morning Robin!"
    greet.locator("[data-action=copy]").click()
    expect(greet.locator("[data-action=copy]")).to_have_attribute("aria-label", "Copied")
    assert page.evaluate("navigator.clipboard.readText()") == words
    expected = [("used", ""), ("edited", "Good morning Robin!"), ("copied", "")]
    until(lambda: [given for given in talk.feedback() if given[0] != "shown"] == expected)


def test_feedback_is_one_click_and_other_tabs_see_it(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    first, second = open_panel(talk), open_panel(talk)
    wide(first, "greet_and_introduce").locator("[data-action=helpful]").click()
    pressed = card(second, "greet_and_introduce").locator("[data-action=helpful]")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    card(second, "greet_and_introduce").locator("[data-action=dismiss]").click()
    for page in (first, second):
        expect(card(page, "greet_and_introduce")).to_have_attribute("data-status", "dismissed")
    assert {action for action, _ in talk.feedback()} == {"shown", "helpful", "dismissed"}


def test_two_tabs_show_the_same(talk: Talk, open_panel: Opening) -> None:
    first, second = open_panel(talk), open_panel(talk)
    talk.customer(HELLO)
    talk.customer(ANGRY)
    for page in (first, second):
        expect(card(page, "calm_and_apologise")).to_have_attribute("data-status", "open")
    shown = [page.locator("bistand-panel .open > li .instruction").all_inner_texts() for page in (first, second)]
    assert shown[0] == shown[1]


def test_a_hold_has_a_clock(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    expect(strip(page)).to_have_attribute("data-kind", "customer_waits")
    talk.event("hold_started", reason="asking the warehouse")
    expect(strip(page)).to_contain_text("Customer on hold – asking the warehouse")
    expect(strip(page).locator(".clock")).to_have_text(re.compile(r"^\d+:\d\d$"))
    talk.event("hold_ended")
    expect(strip(page)).not_to_contain_text("on hold")


def test_the_ledger_keeps_questions_and_promises(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    ledger = page.locator("bistand-panel .ledger")
    expect(ledger).to_contain_text("When will I get them?")
    talk.agent("Hello Robin, this is Kim at Fjordby. I'll call you back within an hour.")
    expect(ledger).to_contain_text("within an hour")
    expect(ledger.locator(".due").first).to_have_text(re.compile(r"^by (\w+,? )?\d\d:\d\d$"))


def test_the_guidelines_can_be_searched(talk: Talk, open_panel: Opening) -> None:
    page = open_panel(talk)
    page.locator("bistand-panel input").fill("apologise to an upset customer")
    found = page.locator("bistand-panel .results")
    expect(found.locator("blockquote").first).to_be_visible()
    expect(found.locator("cite").first).to_contain_text("›")
    page.locator("bistand-panel input").press("Escape")
    expect(found).to_be_hidden()


def test_nothing_moves_under_the_mouse(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    greet = wide(page, "greet_and_introduce")
    greet.locator("p.words").hover()
    before = greet.bounding_box()
    talk.customer(ANGRY)
    expect(card(page, "calm_and_apologise")).to_be_attached()
    talk.agent(GREETING)
    expect(greet).to_have_attribute("data-status", "done")
    page.wait_for_timeout(2_500)
    assert greet.bounding_box() == before
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    expect(page.locator('bistand-panel .settled [data-moment="greet_and_introduce"]')).to_have_count(1)


def test_it_fits_in_every_language(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO + " " + ANGRY)
    page = open_panel(talk)
    for language, width in itertools.product(LANGUAGES, (320, 600)):
        page.evaluate("to => document.querySelector('bistand-panel').setAttribute('language', to)", language)
        expect(page.locator("bistand-panel .panel")).to_have_attribute("lang", language)
        expect(page.locator("bistand-panel .open > li").first).to_be_visible()
        page.set_viewport_size({"width": width, "height": 560})
        assert left_over(page, STICKS_OUT) == [], (language, width)
        assert left_over(page, CUT) == [], (language, width)


def test_the_host_pages_styles_stay_out_and_ours_stay_in(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    look = """() => {
        const style = getComputedStyle(document.querySelector('bistand-panel').shadowRoot.querySelector('p.words'))
        const {color, fontSize, fontFamily, letterSpacing, textTransform, lineHeight} = style
        return [color, fontSize, fontFamily, letterSpacing, textTransform, lineHeight]
    }"""
    expect(page.locator("bistand-panel p.words").first).to_be_visible()
    before = page.evaluate(look)
    outside = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.evaluate("""() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(`html { font-size: 40px } * { color: red !important; letter-spacing: 9px !important;
            text-transform: uppercase !important; font-family: cursive !important; line-height: 3 !important }
            p, li, button { display: none !important }`)
        document.adoptedStyleSheets = [sheet]
    }""")
    assert page.evaluate(look) == before
    expect(page.locator("bistand-panel p.words").first).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == outside


def test_a_wrong_key_is_said_and_asked_for(talk: Talk, open_panel: Opening) -> None:
    page = open_panel(talk)
    page.evaluate("document.querySelector('bistand-panel').token = 'nobody'")
    expect(strip(page)).to_contain_text("The server does not accept the key")
    expect(page.get_by_label("API key")).to_be_visible()
    page.get_by_label("API key").fill(talk.key)
    page.get_by_role("button", name="Connect").click()
    expect(strip(page)).to_contain_text("Following")


def test_a_conversation_that_comes_later_is_found(talk: Talk, open_panel: Opening) -> None:
    later = Talk(talk.url, talk.key)
    page = open_panel(later)
    expect(strip(page)).to_contain_text("does not know this conversation yet")
    later.begin().customer(HELLO)
    expect(card(page, "greet_and_introduce")).to_have_attribute("data-status", "open")


def test_changing_the_conversation_changes_all_that_is_shown(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    other = Talk(talk.url, talk.key).begin()
    page = open_panel(talk)
    expect(card(page, "greet_and_introduce")).to_have_attribute("data-status", "open")
    page.evaluate("id => document.querySelector('bistand-panel').setAttribute('conversation', id)", other.id)
    expect(page.locator("bistand-panel [data-prompt]")).to_have_count(0)
    talk.customer(ANGRY)
    other.customer(HELLO)
    expect(page.locator("bistand-panel .open > li")).not_to_have_count(0)
    expect(card(page, "calm_and_apologise")).to_have_count(0)


@pytest.mark.parametrize("has_key", [False, True])
def test_a_page_can_feed_it_entries_of_its_own(open_panel: Opening, has_key: bool) -> None:
    """A key does not stand in the way where no conversation is named: it serves the search."""
    page = open_panel()
    search = page.locator("bistand-panel .search")
    expect(search).to_be_visible()
    page.evaluate(
        """hasKey => {
        const panel = document.querySelector('bistand-panel')
        if (!hasKey) panel.token = ''
        panel.clock = () => window.now
        window.now = 75
        panel.feed([{seq: 1, at: 60, kind: 'prompt_opened', prompt: {id: 'p1', moment: 'm', instruction: 'Do it',
            priority: 'high', say: 'Words', because: {text: 'why'}, details: {due: 605}, opened_at: 60}}])
    }""",
        has_key,
    )
    expect(card(page, "m").locator(".wait")).to_have_text("0:15")
    expect(card(page, "m").locator("dd")).to_have_text("10:05")
    expect(strip(page)).to_have_attribute("data-kind", "following")
    expect(search).to_be_visible() if has_key else expect(search).to_be_hidden()
    page.evaluate("{ window.now = 3700; document.querySelector('bistand-panel').tick() }")
    assert card(page, "m").locator(".wait").inner_text() == "1:00:40"
    page.evaluate("document.querySelector('bistand-panel').feed([{seq: 2, at: 70, kind: 'prompt_closed',"
                  " prompt: 'p1', status: 'done'}])")  # fmt: skip
    expect(card(page, "m")).to_have_attribute("data-status", "done")
    page.evaluate("document.querySelector('bistand-panel').clear()")
    expect(page.locator("bistand-panel [data-prompt]")).to_have_count(0)


def test_what_is_fed_after_a_clear_is_news_again(open_panel: Opening) -> None:
    page = open_panel()
    expect(page.locator("bistand-panel .search")).to_be_visible()  # its words are there
    page.evaluate("""() => {
        const panel = document.querySelector('bistand-panel')
        const prompt = {id: 'p1', moment: 'm', instruction: 'Do it', priority: 'high', opened_at: 60}
        window.entry = {seq: 9, at: 60, kind: 'prompt_opened', prompt}
        panel.feed([window.entry], {isQuiet: true})
    }""")
    announcement = page.locator("bistand-panel [aria-live=polite]")
    expect(card(page, "m")).to_have_attribute("data-status", "open")
    expect(announcement).to_have_text("")
    page.evaluate("""() => {
        const panel = document.querySelector('bistand-panel')
        panel.clear()
        panel.feed([window.entry])
    }""")
    expect(card(page, "m")).to_have_count(1)
    expect(announcement).to_have_text("Important: Do it")


def test_a_conversation_takes_the_place_of_what_was_fed(talk: Talk, open_panel: Opening) -> None:
    page = open_panel()
    expect(page.locator("bistand-panel .search")).to_be_visible()
    page.evaluate("""() => document.querySelector('bistand-panel').feed([{seq: 1, at: 60, kind: 'prompt_opened',
        prompt: {id: 'p1', moment: 'm', instruction: 'Do it', opened_at: 60}}])""")
    expect(card(page, "m")).to_have_attribute("data-status", "open")
    talk.customer(HELLO)
    page.evaluate("id => document.querySelector('bistand-panel').setAttribute('conversation', id)", talk.id)
    expect(card(page, "greet_and_introduce")).to_have_attribute("data-status", "open")
    expect(card(page, "m")).to_have_count(0)
