"""The console page in a real browser against a real server.

`server_url` (tests/conftest.py) is the address of a started server on loopback, which hands the page its key.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect, sync_playwright

from tests.plugins.looks import fits, needs_axe, violations_in_both_schemes

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
KEEP_SOCKETS = """
    window.sockets = []
    window.WebSocket = class extends WebSocket {
        constructor(...settings) { super(...settings); window.sockets.push(this) }
    }
"""
LANGUAGES = ("sv", "da", "nb", "pt", "en")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server_url: str) -> Iterator[Page]:
    """The page in English; a test fails if the page logged an error (a refused script or style is one)."""
    context = browser.new_context(locale="en-GB")
    context.add_init_script(KEEP_SOCKETS)
    page = context.new_page()
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(server_url)
    expect(page.locator("#link")).to_have_attribute("data-state", "connected")
    yield page
    context.close()
    assert complaints == []


def say(page: Page, side: str, text: str) -> None:
    page.fill(f"#{side}-text", text)
    page.press(f"#{side}-text", "Enter")
    expect(page.locator(f"#transcript .bubble.{side}").last).to_contain_text(text)


def unfold(card: Locator) -> Locator:
    """All of a prompt, also where a more urgent one is above it."""
    instruction = card.locator(".instruction")
    if instruction.get_attribute("aria-expanded") == "false":
        instruction.click()
    return card


def step_to_a_prompt(page: Page) -> None:
    page.click("#step")
    page.locator("#position").fill("40")
    expect(page.locator("[data-prompt][data-status=open]").first).to_be_visible()


def test_a_newcomer_is_told_what_to_do(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bistand")
    expect(page.locator("#welcome")).to_contain_text("Write on the left as the customer")
    expect(page.get_by_role("button", name="Play a sample conversation")).to_be_visible()
    expect(page.locator("bistand-panel .empty")).to_contain_text("Nothing to do right now")


def test_a_sample_plays_with_prompts_that_quote_a_guideline(page: Page) -> None:
    page.check('[name=speed][value="16"]')
    page.click("#welcome-play")
    expect(page.locator("#transcript .bubble").first).to_be_visible(timeout=60_000)  # the encoder may be cold
    prompt = page.locator('[data-prompt][data-moment="apologise_for_hold"]')
    expect(prompt).to_have_attribute("data-status", "open", timeout=60_000)
    page.click("#play")
    unfold(prompt)
    expect(prompt.locator("p.words")).not_to_be_empty()
    quote = prompt.locator("blockquote").first
    expect(quote).to_be_hidden()
    prompt.locator(".guideline summary").click()
    expect(quote).to_be_visible()
    expect(quote).to_have_attribute("lang", re.compile("^[a-z]{2}$"))


def test_stepping_shows_one_event_at_a_time_and_seeking_goes_back(page: Page) -> None:
    page.click("#step")
    expect(page.locator("#transcript > li")).to_have_count(1)
    page.click("#step")
    page.click("#step")
    assert page.locator("#transcript > li").count() >= 2
    page.locator("#position").fill("0")
    expect(page.locator("#transcript > li")).to_have_count(1)
    expect(page.locator("#clock")).to_contain_text("00:00 /")


def test_the_agents_language_changes_a_playing_sample(page: Page) -> None:
    page.click("#step")
    page.locator("#position").fill(page.locator("#position").get_attribute("max") or "")
    instruction = page.locator("[data-prompt] .instruction").first
    expect(instruction).to_have_attribute("lang", "en")
    page.select_option("#agent-language", "sv")
    expect(instruction).to_have_attribute("lang", "sv")


def test_a_conversation_by_hand_opens_and_closes_prompts(page: Page) -> None:
    say(page, "customer", "Hello, the tent I ordered came without its poles.")
    greet = page.locator('[data-moment="greet_and_introduce"]')
    expect(greet).to_have_attribute("data-status", "open")
    say(page, "agent", "Hello Robin, welcome to Fjordby. My name is Kim, how can I help you?")
    expect(greet).to_have_attribute("data-status", "done")
    expect(page.locator('bistand-panel .settled [data-moment="greet_and_introduce"]')).to_have_count(1)


def test_the_words_of_a_prompt_land_in_the_agents_box(page: Page) -> None:
    say(page, "customer", "Hello, the tent I ordered came without its poles.")
    card = page.locator('[data-moment="greet_and_introduce"]')
    words = card.locator("p.words").inner_text()
    card.locator("[data-action=insert]:visible").click()
    expect(page.locator("#agent-text")).to_have_value(words)
    expect(page.locator("#agent-text")).to_be_focused()


def test_the_words_of_a_sample_go_on_in_a_live_conversation(page: Page) -> None:
    """The panel, fed so far, follows the new conversation, and the words wait in the agent's box."""
    step_to_a_prompt(page)
    card = page.locator("[data-prompt][data-status=open]").first
    words = unfold(card).locator("p.words").inner_text()
    card.locator("[data-action=insert]:visible").click()
    expect(page.locator("#agent-text")).to_have_value(words)
    expect(page.locator("#agent-text")).to_be_focused()
    expect(page.locator("#panel")).to_have_attribute("conversation", re.compile("^console-"))
    expect(page.locator("[data-prompt][data-status=open]").first).to_be_visible()
    page.click("#new-conversation")
    expect(page.locator("#panel [data-prompt]")).to_have_count(0)
    expect(page.locator("#panel .strip")).to_have_attribute("data-kind", "no_conversation")


def test_pointing_at_a_prompt_marks_the_words_it_rests_on(page: Page) -> None:
    step_to_a_prompt(page)
    urgent = page.locator('[data-prompt][data-moment="calm_and_apologise"]')
    urgent.hover()
    expect(page.locator("#transcript mark").first).to_be_visible()
    page.hover("h1")
    expect(page.locator("#transcript mark")).to_have_count(0)


def test_the_panels_times_follow_the_samples_clock(page: Page) -> None:
    """After a jump, without waiting for a second to pass."""
    step_to_a_prompt(page)
    wait = page.locator('[data-prompt][data-moment="calm_and_apologise"] .wait')
    expect(wait).to_have_text("0:06")
    page.locator("#position").fill("50")
    expect(wait).to_have_text("0:16")


def test_a_dismissed_prompt_of_a_sample_stays_dismissed(page: Page) -> None:
    step_to_a_prompt(page)
    card = page.locator("[data-prompt][data-status=open]").first
    identity = card.get_attribute("data-prompt")
    card.locator("[data-action=dismiss]").click()
    expect(page.locator(f'[data-prompt="{identity}"]')).to_have_attribute("data-status", "dismissed")


def test_the_panel_speaks_the_language_of_the_page(page: Page) -> None:
    page.select_option("#interface-language", "pt")
    expect(page.locator("#panel .empty")).to_contain_text("Nada a fazer de momento")


def test_a_dismissed_prompt_closes(page: Page) -> None:
    say(page, "customer", "Hello, the tent I ordered came without its poles.")
    card = page.locator('[data-moment="greet_and_introduce"]')
    card.locator("[data-action=dismiss]").click()
    expect(card).to_have_attribute("data-status", "dismissed")


def test_what_the_agent_writes_is_checked_in_the_agents_language(page: Page) -> None:
    """Below the box, once they pause; a click on what is better puts it in, and an empty box has nothing to mend."""
    page.select_option("#channel", "email")
    say(page, "customer", "Hello, when do you open on Saturdays? Robin")
    findings = page.locator("#findings li")
    page.locator("#agent-text").press_sequentially("Dear Robin, it is your own fault that you you did not ask.")
    expect(page.locator("#findings li[data-rule=blaming]")).to_contain_text("This blames the customer.")
    expect(page.locator("#findings li[data-rule=unanswered_question]")).to_contain_text("when do you open on Saturday")
    page.locator("#findings li[data-rule=repeated_word] button").click()
    expect(page.locator("#agent-text")).to_have_value("Dear Robin, it is your own fault that you did not ask.")
    expect(page.locator("#agent-text")).to_be_focused()
    expect(page.locator("#findings li[data-rule=repeated_word]")).to_have_count(0)
    page.fill("#agent-text", "")
    expect(findings).to_have_count(0)
    page.click("#new-conversation")
    page.select_option("#agent-language", "sv")
    page.fill("#agent-text", "It is your own fault.")
    expect(page.locator("#findings li[data-rule=blaming]")).to_contain_text("Det här lägger skulden på kunden.")


def test_a_hold_has_a_reason_and_runs(page: Page) -> None:
    say(page, "customer", "Hello, the tent I ordered came without its poles.")
    page.click("#hold")
    page.fill("#reason", "asking the warehouse")
    page.click("#hold-confirm")
    expect(page.locator('[data-type="hold_started"]')).to_contain_text("asking the warehouse")
    page.click("#end-hold")
    expect(page.locator('[data-type="hold_ended"]')).to_be_visible()
    expect(page.locator('[data-moment="apologise_for_hold"]')).to_have_attribute("data-status", "open")


def test_a_sample_can_be_continued_by_hand(page: Page) -> None:
    page.click("#step")
    page.click("#take-over")
    expect(page.locator("#transcript .bubble").first).to_be_visible()
    say(page, "agent", "Hello Robin, welcome to Fjordby. My name is Kim, how can I help you?")


def test_markup_in_a_message_stays_text(page: Page) -> None:
    say(page, "customer", "<img src=x onerror=alert(1)><b>bold</b> & more")
    assert page.locator("#transcript img, #transcript b").count() == 0


def test_a_lost_connection_comes_back_without_loss_or_repetition(page: Page) -> None:
    say(page, "customer", "Hello, the tent I ordered came without its poles.")
    page.evaluate("sockets.at(-1).close(4001)")
    expect(page.locator("#link")).to_have_attribute("data-state", "reconnecting")
    say(page, "agent", "One moment please.")
    expect(page.locator("#transcript .bubble")).to_have_count(2)


def test_every_text_of_the_page_exists_in_every_language(page: Page) -> None:
    for language in LANGUAGES:
        page.select_option("#interface-language", language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for attribute in ("text", "label", "placeholder"):
            missing = page.evaluate(
                """attribute => [...document.querySelectorAll(`[data-${attribute}]`)].filter(node => {
                    const key = node.getAttribute(`data-${attribute}`)
                    const name = attribute === 'label' ? 'aria-label' : attribute
                    const shown = attribute === 'text' ? node.textContent : node.getAttribute(name)
                    return !shown || (shown === key && key.includes('_'))
                }).map(node => node.outerHTML)""",
                attribute,
            )
            assert missing == [], language


def test_the_page_fits_its_window(page: Page) -> None:
    page.click("#welcome-play")
    expect(page.locator("#transcript .bubble").first).to_be_visible()
    for width in (320, 800, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)


def test_the_keyboard_alone_plays_a_sample(page: Page) -> None:
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "play":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#transcript .bubble").first).to_be_visible()
    expect(page.locator("#play")).to_have_attribute("data-playing", "true")


@needs_axe
def test_axe_finds_nothing(browser: Browser, server_url: str) -> None:
    """At the start, in a sample, and in a live conversation; light and dark."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce", locale="en-GB")
    page = context.new_page()
    page.goto(server_url)
    expect(page.locator("#link")).to_have_attribute("data-state", "connected")
    assert violations_in_both_schemes(page) == []
    step_to_a_prompt(page)
    assert violations_in_both_schemes(page) == []
    page.click("#take-over")
    expect(page.locator("[data-prompt][data-status=open]").first).to_be_visible()
    assert violations_in_both_schemes(page) == []
    page.fill("#agent-text", "It is your own fault that you you did not ask.")
    expect(page.locator("#findings li").first).to_be_visible()
    assert violations_in_both_schemes(page) == []
    context.close()
