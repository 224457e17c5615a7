"""The panel for everybody: the keyboard alone, screen readers (axe), less motion, more contrast."""

import re

from playwright.sync_api import expect

from tests.plugins.looks import needs_axe, violations_in_both_schemes
from tests.plugins.widget.conftest import ANGRY, HELLO, Opening, Talk, card

HEARD = """
    window.heard = []
    document.addEventListener('bistand-insert', ({detail}) => window.heard.push(detail.text))
"""
FOCUSED = """() => {
    const {activeElement} = document.querySelector('bistand-panel').shadowRoot
    return activeElement?.dataset.action ?? activeElement?.className ?? activeElement?.tagName
}"""


@needs_axe
def test_axe_finds_nothing(talk: Talk, open_panel: Opening) -> None:
    """In no state, light and dark."""
    page = open_panel(talk, bypass_csp=True, reduced_motion="reduce")
    assert violations_in_both_schemes(page) == []
    talk.customer(HELLO)
    talk.customer(ANGRY)
    talk.event("hold_started", reason="asking the warehouse")
    angry = card(page, "calm_and_apologise")
    angry.locator("summary").click()
    page.wait_for_timeout(500)
    assert violations_in_both_schemes(page) == []
    angry.locator("[data-action=edit]").click()
    assert violations_in_both_schemes(page) == []
    angry.locator("[data-action=cancel]").click()
    talk.agent("I'm very sorry, Robin, I understand that this is frustrating. I'll call you within an hour.")
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.mouse.move(0, 719)
    page.locator("bistand-panel .settled summary").evaluate("node => node.parentElement.open = true")
    page.locator("bistand-panel input").fill("upset customer")
    expect(page.locator("bistand-panel .results")).to_be_visible()
    assert violations_in_both_schemes(page) == []
    page.evaluate("document.querySelector('bistand-panel').token = 'nobody'")
    expect(page.locator("bistand-panel [data-kind=bad_token]")).to_be_visible()
    assert violations_in_both_schemes(page) == []


def test_the_keyboard_alone_does_everything(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    talk.customer(ANGRY)
    page = open_panel(talk)
    page.evaluate(HEARD)
    urgent, greet = card(page, "calm_and_apologise"), card(page, "greet_and_introduce")
    expect(urgent.locator("[data-action=insert]:visible")).to_be_visible()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == "insert":
            break
    page.keyboard.press("Enter")
    assert page.evaluate("heard") == [urgent.locator("p.words").inner_text()]
    page.keyboard.press("g")
    expect(urgent.locator("blockquote").first).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("Control+a")
    page.keyboard.type("I am truly sorry, e, g, c and x.")
    page.keyboard.press("Enter")
    assert page.evaluate("heard.at(-1)") == "I am truly sorry, e, g, c and x."
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    expect(urgent.locator("textarea")).to_be_hidden()
    page.keyboard.press("+")
    expect(urgent.locator("[data-action=helpful]")).to_have_attribute("aria-pressed", "true")
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if greet.evaluate("node => node.contains(node.getRootNode().activeElement)"):
            break
    page.keyboard.press("Delete")
    expect(greet).to_have_attribute("data-status", "dismissed")
    page.keyboard.press("/")
    page.keyboard.type("apologise")
    expect(page.locator("bistand-panel .results blockquote").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("bistand-panel .results")).to_be_hidden()
    assert page.evaluate(FOCUSED) == "insert"


def test_what_comes_is_announced_once_and_what_was_there_is_not(talk: Talk, open_panel: Opening) -> None:
    talk.customer(HELLO)
    page = open_panel(talk)
    expect(card(page, "greet_and_introduce")).to_have_attribute("data-status", "open")
    announced = page.locator("bistand-panel [aria-live=polite]")
    expect(announced).to_be_empty()
    talk.customer(ANGRY)
    expect(announced).to_contain_text(re.compile("^Urgent: .*apologise"))
    expect(announced).to_have_attribute("lang", "en")


def test_less_motion_and_forced_colours_are_respected(talk: Talk, open_panel: Opening) -> None:
    page = open_panel(talk, reduced_motion="reduce", forced_colors="active")
    talk.customer(ANGRY)
    first = page.locator("bistand-panel .open > li").first
    expect(first).to_be_visible()
    assert first.evaluate("node => getComputedStyle(node).animationName") == "none"
    assert first.evaluate("node => getComputedStyle(node, '::before').backgroundColor") != "rgba(0, 0, 0, 0)"
