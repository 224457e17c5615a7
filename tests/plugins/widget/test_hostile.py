"""Whatever others write is shown as they wrote it, and does nothing."""

import json
import urllib.parse
import urllib.request
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, WebSocketRoute, expect

from tests.plugins.looks import fits
from tests.plugins.widget.conftest import Opening, Talk, card, until
from tests.plugins.widget.hostile import TEXTS

TAGS = {
    *("SECTION", "DIV", "SPAN", "P", "OL", "UL", "LI", "DL", "DT", "DD", "B", "Q", "CITE", "BLOCKQUOTE"),
    *("DETAILS", "SUMMARY", "BUTTON", "TEXTAREA", "FORM", "INPUT", "svg", "path"),
}  # fmt: skip
PLANTED = """() => {
    const root = document.querySelector('bistand-panel').shadowRoot
    return [...new Set([...root.querySelectorAll('*')].map(node => node.tagName))]
}"""
SHOWN = """text => {
    const root = document.querySelector('bistand-panel').shadowRoot
    const where = '.instruction, .words, .why span, .why q, cite, blockquote, dd, .rows span'
    const nodes = [...root.querySelectorAll(where)]
    return nodes.filter(node => node.textContent === text || node.textContent === text.trim()
        || node.textContent === `${text} › ${text}`).map(node => node.tagName)
}"""


def frames(text: str, number: int) -> list[dict[str, Any]]:
    """A log in which every text that people write is this one."""
    event = {"id": text, "type": "message", "role": "customer", "text": text}
    cited = {name: text for name in ("document", "title", "section", "language", "quote")}
    prompt = {
        "id": f"{number} {text[:80]}",
        "moment": text,
        "priority": text,
        "instruction": text,
        "instruction_language": text,
        "say": text,
        "say_language": text,
        "guidelines": [cited, cited],
        "because": {"event": text, "text": text, "evidence": [{"event": text, "start": 0, "end": len(text)}]},
        "details": {"questions": [{"text": text}], "promise": text, "due": text, "summary": {"mood": text}, text: text},
        "opened_at": "2026-11-02T12:00:00Z",
    }
    bodies: list[dict[str, Any]] = [
        {"kind": "event", "event": event},
        {"kind": "event", "event": {"id": f"h{number}", "type": "hold_started", "reason": text}},
        {"kind": "prompt_opened", "prompt": prompt},
    ]
    if number:
        bodies.insert(0, {"kind": "prompt_closed", "prompt": f"{number - 1} {TEXTS[number - 1][:80]}", "status": text})
    return bodies


def play_server(page: Page, sockets: list[WebSocketRoute]) -> None:
    """Answer the panel in the server's place, over `sockets`."""

    def opened(socket: WebSocketRoute) -> None:
        sockets.append(socket)

        def told(message: str | bytes) -> None:
            frame = json.loads(message)
            if frame["type"] == "authenticate":
                socket.send(json.dumps({"type": "ready", "protocol": 1, "workspace": "w", "agent": "a"}))
            elif frame["type"] == "subscribe":
                about = {"conversation": frame["conversation"], "recovered": True, "epoch": "e", "last_seq": 0}
                socket.send(json.dumps({"type": "subscribed", **about}))

        socket.on_message(told)

    page.route_web_socket("**/v1/stream", opened)


def test_hostile_texts_are_shown_and_do_nothing(open_panel: Opening) -> None:
    """More than sixty texts, each as message, instruction, words, reason, document, title, section and quote."""
    assert len(TEXTS) >= 60
    sockets: list[WebSocketRoute] = []
    page = open_panel(prepare=lambda page: play_server(page, sockets))
    now: dict[str, str] = {"text": ""}

    def answered(route: Route) -> None:
        text = now["text"]
        question, promise = {"id": text, "text": text, "answered": False}, {"text": text, "due": text, "kept": False}
        state = {"last_seq": 10**6, "state": text, "hold": {"since": text, "reason": text}, "waiting_since": text}
        cited = {name: text for name in ("document", "title", "section", "language", "quote")}
        route.fulfill(json={**state, "questions": [question], "promises": [promise], "matches": [cited]})

    page.route("**/v1/conversations/**", answered)
    page.route("**/v1/guidelines/**", answered)
    page.evaluate("document.querySelector('bistand-panel').setAttribute('conversation', 'c1')")
    expect(page.locator("bistand-panel").locator("[data-kind=following], [data-kind=on_hold]")).to_be_visible()
    seq = 0
    for number, text in enumerate(TEXTS):
        now["text"] = text
        for body in frames(text, number):
            seq += 1
            entry = {"seq": seq, "at": "2026-11-02T12:00:00Z", **body}
            sockets[0].send(json.dumps({"type": "entry", "conversation": "c1", "seq": seq, "entry": entry}))
        until(lambda: len(page.evaluate(SHOWN, now["text"])) >= 7)
    page.locator("bistand-panel input").fill("anything")
    expect(page.locator("bistand-panel .results blockquote")).to_have_count(1)
    page.wait_for_timeout(2_000)
    assert set(page.evaluate(PLANTED)) <= TAGS
    assert page.evaluate("[window.pwned, ({}).pwned, document.title]") == [None, None, "Bistand – prompts"]
    fits(page)


@pytest.mark.parametrize("text", [TEXTS[1], TEXTS[40]])
def test_the_whole_way_through_the_server(server_url: str, talk: Talk, open_panel: Opening, text: str) -> None:
    """As customer's name, message, hold reason, and as title and file name of a guideline."""
    other = Talk(talk.url, talk.key).begin(customer={"name": text[:200]})
    name = urllib.parse.quote(text.replace("/", "-"), safe="")
    where = f"{talk.url}/v1/guidelines/{name}?title={urllib.parse.quote(text[:200])}"
    headers = {"Authorization": f"Bearer {talk.key}", "Content-Type": "text/plain"}
    body = b"Agents never put a llama on hold for longer than a minute of its time."
    urllib.request.urlopen(urllib.request.Request(where, body, headers, method="PUT"), timeout=60).close()
    try:
        page = open_panel(other)
        other.customer(f"This is unacceptable! {text}")
        other.event("hold_started", reason=text)
        expect(card(page, "calm_and_apologise")).to_have_attribute("data-status", "open")
        page.locator("bistand-panel input").fill("may a llama be put on hold")
        expect(page.locator("bistand-panel .results")).to_contain_text(text[:60])
        assert set(page.evaluate(PLANTED)) <= TAGS
        assert page.evaluate("window.pwned") is None
    finally:
        talk.call("DELETE", f"/v1/guidelines/{name}")


@pytest.mark.parametrize("path", ["/", "/panel"])
def test_our_pages_refuse_markup_made_of_text(server_url: str, browser: Browser, path: str) -> None:
    """Trusted Types: even a mistake of ours could not turn text into markup."""
    page = browser.new_page()
    page.goto(server_url.rstrip("/") + path)
    refused = """() => { try { document.body.innerHTML = '<b>x</b>' } catch (error) { return error.name } }"""
    assert page.evaluate(refused) == "TypeError"
    page.close()
