"""Words that come for others: shown at once where nobody is at work, and in nobody's way where somebody is."""

import pytest
from playwright.sync_api import Page, expect

from tests.plugins.widget.conftest import Opening, card

LANGUAGES = {
    "sv": "Omformulerat av en språkmodell",
    "da": "Omformuleret af en sprogmodel",
    "nb": "Omformulert av en språkmodell",
    "pt": "Reformulado por um modelo de linguagem",
    "en": "Reworded by a language model",
}
OPEN = """() => {
    const panel = document.querySelector('bistand-panel')
    panel.token = ''
    window.taken = []
    panel.addEventListener('bistand-insert', ({detail}) => window.taken.push(detail.text))
    panel.addEventListener('bistand-feedback', ({detail}) => window.taken.push(detail.action))
    window.prompt = (id, more) => ({id, moment: 'm' + id, instruction: 'Do ' + id, priority: 'normal',
        say: 'Plain ' + id, say_language: 'en', because: {text: 'why'}, opened_at: 60,
        guidelines: [{document: 'd', quote: 'Be kind.'}], ...more})
    panel.feed([1, 2].map((n) => ({seq: n, at: 60 + n, kind: 'prompt_opened', prompt: prompt('p' + n)})))
}"""
REWORD = """([id, more]) => document.querySelector('bistand-panel').feed([
    {seq: window.seq = (window.seq ?? 2) + 1, at: 70, kind: 'prompt_updated',
        prompt: prompt(id, {say: 'Better ' + id, polished: true, ...more})}])"""


def opened(open_panel: Opening, language: str = "en") -> Page:
    page = open_panel(language=language, reduced_motion="reduce")
    expect(page.locator("bistand-panel .search")).to_be_visible()
    page.evaluate(OPEN)
    expect(card(page, "mp1")).to_have_attribute("data-status", "open")
    page.mouse.move(5, 5)
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    return page


def reword(page: Page, prompt: str, **more: object) -> None:
    page.evaluate(REWORD, [prompt, more])


def wide(page: Page) -> str:
    """The prompt whose words are shown."""
    return str(page.locator("bistand-panel .open > li:has(.body:not([hidden]))").get_attribute("data-prompt"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_better_words_are_shown_and_said_quietly(open_panel: Opening, language: str) -> None:
    """In their place; a screen reader hears that there are some, after what it is reading."""
    page = opened(open_panel, language)
    shown = wide(page)
    reword(page, shown)
    expect(card(page, f"m{shown}").locator("p.words")).to_have_text(f"Better {shown}")
    expect(card(page, f"m{shown}").locator(".why", has_text=LANGUAGES[language])).to_be_visible()
    announcement = page.locator("bistand-panel [aria-live=polite]")
    expect(announcement).to_have_text(LANGUAGES[language])
    expect(announcement).to_have_attribute("lang", language)
    card(page, f"m{shown}").locator("[data-action=insert]:visible").click()
    assert page.evaluate("taken") == [f"Better {shown}", "used"]


def test_what_the_agent_is_writing_is_left_alone(open_panel: Opening) -> None:
    """The field keeps their words; given up, the old ones are there; gone elsewhere, the new ones."""
    page = opened(open_panel)
    shown = wide(page)
    edited = card(page, f"m{shown}")
    edited.locator("[data-action=edit]").click()
    field = edited.locator("textarea")
    field.fill("My own")
    reword(page, shown)
    page.wait_for_timeout(200)
    assert field.input_value() == "My own"
    expect(field).to_be_focused()
    field.press("End")
    field.press_sequentially(" words")
    field.press("Enter")
    assert page.evaluate("taken") == ["My own words", "edited"]
    expect(edited.locator("p.words")).to_have_text(f"Plain {shown}")
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    expect(edited.locator("p.words")).to_have_text(f"Better {shown}")


def test_a_half_written_answer_waits_for_its_writer(open_panel: Opening) -> None:
    """They have gone to look something up: neither mouse nor focus is here, and still it is theirs."""
    page = opened(open_panel)
    shown = wide(page)
    edited = card(page, f"m{shown}")
    edited.locator("[data-action=edit]").click()
    edited.locator("textarea").fill("Half a sent")
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    reword(page, shown)
    page.wait_for_timeout(200)
    assert edited.locator("textarea").input_value() == "Half a sent"
    edited.locator("[data-action=cancel]").click()
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    expect(edited.locator("p.words")).to_have_text(f"Better {shown}")


def test_words_that_somebody_may_be_reading_wait_until_they_leave(open_panel: Opening) -> None:
    """With the mouse or the focus in the panel nothing visible changes, and what is taken is what was read."""
    page = opened(open_panel)
    shown = wide(page)
    words = card(page, f"m{shown}").locator("p.words")
    page.locator("bistand-panel .panel").dispatch_event("pointerenter", {"pointerType": "mouse"})
    before = card(page, f"m{shown}").bounding_box()
    reword(
        page,
        shown,
        say="Better words that take up quite a lot more room than the old ones did, line after line of them",
    )
    page.wait_for_timeout(200)
    expect(words).to_have_text(f"Plain {shown}")
    assert card(page, f"m{shown}").bounding_box() == before
    card(page, f"m{shown}").locator("[data-action=insert]:visible").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("taken") == [f"Plain {shown}", "used"]
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    expect(words).to_contain_text("Better words")


def test_a_folded_card_takes_them_at_once(open_panel: Opening) -> None:
    """Nobody reads them yet, so whoever unfolds it finds them, even while the mouse rests in the panel."""
    page = opened(open_panel)
    (folded,) = {"p1", "p2"} - {wide(page)}
    page.locator("bistand-panel .panel").dispatch_event("pointerenter", {"pointerType": "mouse"})
    reword(page, folded)
    card(page, f"m{folded}").locator(".instruction").click()
    expect(card(page, f"m{folded}").locator("p.words")).to_have_text(f"Better {folded}")


def test_an_unfolded_guideline_stays_so(open_panel: Opening) -> None:
    page = opened(open_panel)
    shown = wide(page)
    card(page, f"m{shown}").locator("summary").click()
    page.evaluate("document.querySelector('bistand-panel').shadowRoot.activeElement?.blur()")
    page.locator("bistand-panel .panel").dispatch_event("pointerleave", {"pointerType": "mouse"})
    reword(page, shown)
    expect(card(page, f"m{shown}").locator("p.words")).to_have_text(f"Better {shown}")
    expect(card(page, f"m{shown}").locator("blockquote")).to_be_visible()


def test_a_summary_is_shown_before_its_parts(open_panel: Opening) -> None:
    page = opened(open_panel)
    shown = wide(page)
    summary = {"customer": "Robin", "problem": "The tent leaks.", "text": "Robin's tent leaks <b>badly</b>."}
    reword(page, shown, details={"summary": summary})
    names = card(page, f"m{shown}").locator("dt")
    expect(names).to_have_text(["Summary", "Customer", "Problem"])
    expect(card(page, f"m{shown}").locator("dd").first).to_have_text("Robin's tent leaks <b>badly</b>.")
