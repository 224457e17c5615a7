"""The practice page in a real browser over a real server with its encoder: whole conversations and their reports."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.plugins.looks import fits, violations

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LANGUAGES = ("sv", "da", "nb", "pt", "en")
ENGINEER = "engineer_who_never_came"
GYM = "charged_after_cancelling"
CARDS = "wrong_name_on_the_cards"


def choose(page: "Page", url: str, level: str = "shown") -> None:
    page.emulate_media(reduced_motion="reduce")  # a card that is just fading in has less contrast
    page.goto(url.rstrip("/") + "/practice")
    page.fill("#own-name", "Kim Berg")
    page.check(f'[name=level][value="{level}"]')


def begin(page: "Page", url: str, script: str, level: str = "shown") -> None:
    choose(page, url, level)
    page.locator(f'[data-script="{script}"] button').click()
    expect(page.locator("#script-title")).to_be_visible()


def say(page: "Page", text: str) -> None:
    """Say it, and wait for what the customer answers."""
    before = page.locator(".bubble.customer").count()
    page.fill("#agent-text", text)
    page.press("#agent-text", "Enter")
    expect(page.locator(".bubble.customer")).to_have_count(before + 1)


def finish(page: "Page") -> None:
    """End it and read the report."""
    page.click("#end")
    page.get_by_role("link", name="See the report").click()
    expect(page.locator("#report-title")).to_be_visible()


@pytest.fixture
def forgiving(chromium: "Browser") -> "Iterator[Page]":
    """A page whose refused requests are part of the test."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_customers_of_the_readers_language_are_offered_easy_ones_first(page: "Page", server_url: str) -> None:
    choose(page, server_url)
    cards = page.locator(".script")
    expect(cards).to_have_count(3)
    expect(cards.first).to_contain_text("Easy")
    expect(cards.last).to_contain_text("furious")
    page.select_option("#script-language", "pt")
    expect(page.locator('[data-script="frigorifico_em_agosto"]')).to_contain_text("Manuel Figueiredo")
    assert violations(page) == []


def test_the_page_speaks_five_languages(page: "Page", server_url: str) -> None:
    choose(page, server_url)
    for language in LANGUAGES:
        page.select_option("#interface-language", language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        for place in ("", "reports", "scripts"):
            page.goto(server_url.rstrip("/") + f"/practice#{place}")
            expect(page.locator(".tabs [aria-current]")).to_be_visible()
            text = page.locator("body").inner_text()
            assert "undefined" not in text, language
            assert "_" not in page.locator(".tabs").inner_text(), language
        assert violations(page) == [], language


def test_a_whole_chat_with_prompts_and_its_report(page: "Page", server_url: str) -> None:
    begin(page, server_url, ENGINEER)
    expect(page.locator(".bubble.customer").first).to_contain_text("nobody turned up")
    greet = page.locator('[data-prompt][data-moment="greet_and_introduce"]')
    expect(greet).to_have_attribute("data-status", "open")
    assert violations(page) == []
    say(
        page,
        "Hello Darren, this is Kim at Hearthline. I'm so sorry that nobody came and nobody called. How can I help you?",
    )
    expect(greet).to_have_attribute("data-status", "done")
    say(page, "So you have had no hot water since Sunday, and our engineer missed you this morning. Is that right?")
    say(page, "I can send an engineer today between four and six, or tomorrow first thing at eight.")
    say(page, "Yes, the engineer will ring before they come, and we will credit you thirty pounds for this morning.")
    say(page, "Is there anything else I can do for you?")
    page.fill("#agent-text", "Thank you for contacting us, Darren. Take care!")
    page.press("#agent-text", "Enter")
    expect(page.locator(".bubble.agent").last).to_contain_text("Take care")
    finish(page)
    expect(page.locator(".report")).to_contain_text("Darren left satisfied.")
    well = page.locator('[data-outcome="alone"], [data-outcome="prompted"]').locator("[data-moment]")
    expect(well.locator('xpath=self::*[@data-moment="paraphrase_to_confirm"]')).to_have_count(1)
    told = page.locator('[data-moment="thank_by_name"]')
    expect(told).to_contain_text("Thank you for contacting us, Darren.")
    expect(told.locator(".guideline q")).not_to_be_empty()
    headings = page.locator(".report h3").all_inner_texts()
    assert headings[0] == "What went well"
    assert violations(page) == []


def test_on_the_telephone_without_prompts_with_a_hold(page: "Page", server_url: str) -> None:
    begin(page, server_url, GYM, "hidden")
    expect(page.locator("bistand-panel")).to_have_count(0)
    expect(page.locator(".asks")).to_contain_text("on your own")
    expect(page.locator("#answer")).to_be_focused()
    page.keyboard.press("Enter")
    say(page, "Northside Gym, Kim speaking, how can I help you?")
    page.click("#hold")
    page.fill("#reason", "asking accounts")
    page.press("#reason", "Enter")
    expect(page.locator('.happening[data-type="hold_started"]')).to_contain_text("asking accounts")
    page.click("#end-hold")
    say(page, "You can't have your money back, that's not my problem.")
    expect(page.locator(".over")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="See the report").click()
    expect(page.locator(".report")).to_contain_text("ran out of patience")
    expect(page.locator('.outcome[data-outcome="missed"] [data-moment="calm_and_apologise"]')).to_contain_text(
        "You could have said"
    )
    expect(page.locator(".report")).to_contain_text("Holds: 1")


def test_a_letter_is_written_in_lines_and_its_words_are_looked_at(page: "Page", server_url: str) -> None:
    begin(page, server_url, CARDS, "hidden")
    box = page.locator("#agent-text")
    box.click()
    page.keyboard.type("Hello Margaret,")
    page.keyboard.press("Enter")
    page.keyboard.type("We will print new cards adn send them tomorrow. I am sorry for the mistake.")
    assert "\n" in box.input_value()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".bubble.customer")).to_have_count(2)
    finish(page)
    expect(page.locator(".report .findings")).to_contain_text("adn")


def test_prompts_that_come_late_are_not_there_at_first(page: "Page", server_url: str) -> None:
    begin(page, server_url, ENGINEER, "delayed")
    expect(page.locator(".bubble.customer").first).to_be_visible()
    prompt = page.locator('[data-prompt][data-moment="greet_and_introduce"]')
    assert prompt.count() == 0
    expect(prompt).to_have_attribute("data-status", "open")


def test_a_reload_goes_on_and_the_report_is_found_again(page: "Page", server_url: str) -> None:
    begin(page, server_url, ENGINEER, "hidden")
    say(page, "Hello, I'm sorry about that.")
    page.reload()
    expect(page.locator(".bubble.customer")).to_have_count(2)
    expect(page.locator(".bubble.agent")).to_have_count(1)
    finish(page)
    page.get_by_role("link", name="Reports").click()
    row = page.locator(".reports tbody tr").first
    expect(row).to_contain_text("The engineer who never came")
    expect(row).to_contain_text("broken off")
    expect(page.locator(".list .lead")).to_contain_text("Agents trained")
    assert violations(page) == []
    row.get_by_role("link").click()
    expect(page.locator("#report-title")).to_contain_text("The engineer who never came")


def test_a_lead_writes_a_customer_sees_mistakes_at_their_line_and_tries_it(forgiving: "Page", server_url: str) -> None:
    page = forgiving
    page.goto(server_url.rstrip("/") + "/practice#scripts")
    text = page.locator("#script-text")
    expect(text).to_have_value(re.compile("title: The parcel"))
    template = text.input_value()
    page.fill("#script-name", "late_parcel")
    page.fill("#script-text", template.replace("go: calmer", "go: calmr", 1))
    page.get_by_role("button", name="Save", exact=True).click()
    fault = page.locator(".faults li").first
    expect(fault).to_contain_text("there is no node 'calmr'")
    line = fault.get_by_role("button")
    expect(page.locator(".numbers .wrong")).to_have_text(line.inner_text().split()[-1])
    line.click()
    expect(text).to_be_focused()
    assert page.evaluate("getSelection().toString()").strip() == "go: calmr"
    assert violations(page) == []
    page.fill("#script-text", template)
    page.get_by_role("button", name="Save and try").click()
    expect(page.locator(".bubble.customer").first).to_contain_text("my parcel should have been here")
    page.goto(server_url.rstrip("/") + "/practice#scripts/late_parcel")
    expect(page.locator("#script-name")).to_have_value("late_parcel")
    page.get_by_role("button", name="Take out").click()
    expect(page.locator(".editor")).to_contain_text("Taken out")


def test_it_fits_a_telephone_in_light_and_dark(page: "Page", server_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.emulate_media(color_scheme="dark")
    begin(page, server_url, ENGINEER)
    expect(page.locator(".bubble.customer").first).to_be_visible()
    fits(page)
    assert violations(page) == []
    finish(page)
    fits(page)
    assert violations(page) == []
    for place in ("", "reports", "scripts"):
        page.goto(server_url.rstrip("/") + f"/practice#{place}")
        expect(page.locator(".tabs")).to_be_visible()
        fits(page)


def test_without_sessions_the_page_says_what_is_missing(page: "Page", server_url: str) -> None:
    page.route("**/v1/practice", lambda route: route.fulfill(json={"sessions": []}))
    page.goto(server_url.rstrip("/") + "/practice#reports")
    expect(page.locator(".empty")).to_contain_text("Nobody has practised yet")
