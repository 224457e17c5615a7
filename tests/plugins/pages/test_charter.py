"""The charter's page in a real browser against a real server: read, edited, published, and gone by."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import expect

from tests.plugins.looks import LOOKS, fits, violations
from tests.plugins.pages.calls import call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

TITLES = {
    "sv": "Servicedeklaration",
    "da": "Servicedeklaration",
    "nb": "Serviceerklæring",
    "pt": "Carta de Serviço",
    "en": "Service charter",
}


@pytest.fixture
def charter(page: "Page", server_url: str) -> "Iterator[Page]":
    """The page as it ships; what a test changes is put back."""
    standards = call(server_url, "GET", "/v1/standards")["standards"]
    page.goto(f"{server_url}charter")
    expect(page.locator(".charter h2")).to_be_visible()
    yield page
    call(server_url, "PUT", "/v1/charter", {})
    call(server_url, "PUT", "/v1/standards", {"standards": standards})


def test_every_standard_quotes_its_guideline_word_for_word(charter: "Page", server_url: str) -> None:
    handbook = call(server_url, "GET", "/v1/guidelines/handbook-en")["text"]
    standards = charter.locator(".charter .standards > li")
    assert standards.count() >= 8
    for number in range(standards.count()):
        assert standards.nth(number).locator("blockquote").inner_text() in handbook
        expect(standards.nth(number).locator(".outcome")).not_to_be_empty()


def test_a_figure_changed_here_is_the_one_the_engine_uses(charter: "Page", server_url: str) -> None:
    row = charter.locator('.edit-standards [data-standard="hold_limit_s"]')
    row.get_by_role("spinbutton").fill("45")
    row.get_by_role("combobox").select_option("seconds")
    charter.fill("#note", "Customers asked for it")
    charter.get_by_role("button", name="Save", exact=True).click()
    expect(charter.get_by_role("status")).to_contain_text("Prompts go by the new figures")
    expect(charter.locator('.charter [data-standard="hold_limit_s"]')).to_contain_text("45\u00a0seconds")
    kept = call(server_url, "GET", "/v1/standards")
    assert kept["standards"]["hold_limit_s"] == 45
    assert kept["versions"][0]["note"] == "Customers asked for it"
    call(
        server_url,
        "POST",
        "/v1/conversations",
        {"id": "held", "channel": "phone", "agent": {"id": "a", "language": "en"}},
    )
    events = [
        {"id": "1", "type": "call_answered", "at": "2026-01-31T09:00:00Z"},
        {"id": "2", "type": "hold_started", "at": "2026-01-31T09:01:00Z"},
        {"id": "3", "type": "hold_ended", "at": "2026-01-31T09:01:50Z"},
    ]
    call(server_url, "POST", "/v1/conversations/held/events", {"events": events})
    log = call(server_url, "GET", "/v1/conversations/held/log")["entries"]
    opened = [
        line for line in log if line["kind"] == "prompt_opened" and line["prompt"]["moment"] == "check_back_during_hold"
    ]
    assert [line["at"] for line in opened] == ["2026-01-31T09:01:45.000Z"]
    charter.get_by_text("Earlier versions").click()
    expect(charter.locator(".history")).to_contain_text("hold_limit_s: 60 → 45")


def test_texts_are_edited_in_the_language_that_is_shown_and_no_other(charter: "Page") -> None:
    charter.select_option("#charter-language", "sv")
    expect(charter.locator(".charter h2")).to_have_text(TITLES["sv"])
    charter.get_by_label("Purpose", exact=True).fill("Vi hjälper dig.")
    charter.fill("#organisation", "Fjordbanken")
    charter.get_by_label("I have read the charter through today").check()
    charter.fill("#reviewed-by", "Anna Ek")
    charter.get_by_role("button", name="Save", exact=True).click()
    expect(charter.locator(".charter")).to_contain_text("Vi hjälper dig.")
    expect(charter.locator(".charter h2")).to_have_text("Servicedeklaration för Fjordbanken")
    expect(charter.locator(".charter")).to_contain_text("av Anna Ek")
    charter.select_option("#charter-language", "en")
    expect(charter.locator(".charter")).to_contain_text("Everyone who turns to us")
    charter.reload()
    charter.select_option("#charter-language", "sv")
    expect(charter.get_by_label("Purpose", exact=True)).to_have_value("Vi hjälper dig.")


def test_what_is_not_ticked_is_not_published(charter: "Page") -> None:
    """By keyboard alone."""
    box = charter.locator("#publish-keep_promise")
    box.focus()
    charter.keyboard.press("Space")
    charter.get_by_role("button", name="Save", exact=True).focus()
    charter.keyboard.press("Enter")
    expect(charter.locator('.charter [data-standard="keep_promise"]')).to_have_count(0)
    expect(charter.locator('.charter [data-standard="hold_limit_s"]')).to_have_count(1)


def test_what_the_server_refuses_is_said_and_nothing_changes(chromium: "Browser", server_url: str) -> None:
    """In a page of its own: a browser logs each refusal as an error."""
    page = chromium.new_page(locale="en-GB")
    page.goto(f"{server_url}charter")
    wording = page.locator('.edit-standards [data-standard="ring_s"] textarea')
    wording.fill("We are quick.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("{number}")
    expect(wording).to_have_value("We are quick.")
    assert call(server_url, "GET", "/v1/charter/text")["text"]["wording"] == {}
    page.close()


def test_it_can_be_taken_along_as_a_page_that_stands_alone(charter: "Page", tmp_path: Path) -> None:
    with charter.expect_download() as download:
        charter.get_by_role("button", name="Save as web page").click()
    download.value.save_as(tmp_path / "charter.html")
    document = (tmp_path / "charter.html").read_text("utf-8")
    assert "<script" not in document
    alone = charter.context.new_page()
    alone.goto((tmp_path / "charter.html").as_uri())
    expect(alone.locator("h1")).to_have_text(TITLES["en"])
    assert violations(alone) == []
    alone.close()


def test_every_language_is_whole(charter: "Page") -> None:
    for language, title in TITLES.items():
        charter.select_option("#interface-language", language)
        expect(charter.locator(".charter")).to_have_attribute("lang", language)
        expect(charter.locator(".charter h2")).to_have_text(title)
        assert re.findall(r"\b[a-z]+_[a-z_]+\b", charter.locator("main").inner_text()) == [], language
        assert "{" not in charter.locator(".charter").inner_text(), language


@LOOKS
def test_it_fits_and_axe_finds_nothing(charter: "Page", width: int, scheme: str) -> None:
    charter.set_viewport_size({"width": width, "height": 800})
    charter.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    fits(charter)
    assert violations(charter) == []
