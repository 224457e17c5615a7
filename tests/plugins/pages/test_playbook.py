"""The playbook's page in a real browser against a real server."""

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import started
from tests.plugins.looks import LOOKS, fits, violations

pytest.importorskip("playwright", reason="playwright is not installed")
from playwright.sync_api import Browser, expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOMENT, LEADS_WORDS = "offer_escalation", "Shall I ask my manager to join us[, {name}]?"
WORDS = Path(__file__).parents[3] / "plugins" / "pages" / "playbook" / "words"
LANGUAGES = ("sv", "da", "nb", "pt", "en")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own: these tests change its playbook."""
    with started(tmp_path_factory.mktemp("playbook")) as address:
        talk(address, "angry", "This is ridiculous! I want to speak to a manager now!", "Please wait.")
        for number, text in enumerate(("How long does a refund take?", "When do I get the refund on my card, please?")):
            talk(address, f"refund-{number}", text, "Five bank days.")
        yield address


@pytest.fixture(autouse=True)
def _as_in_the_folder(url: str) -> None:
    """Each test begins with the playbook's own moments."""
    call(url, "POST", "/v1/playbook/versions/0/restore")


@pytest.fixture
def bare(chromium: Browser) -> "Iterator[Page]":
    """A page that may be refused something: the browser logs that as an error."""
    context = chromium.new_context(locale="en-GB", viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def call(url: str, method: str, path: str, body: object = None) -> Any:
    with urllib.request.urlopen(f"{url}console/config.json") as answer:
        key = json.load(answer)["key"]
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(f"{url[:-1]}{path}", data, headers, method=method)) as answer:
        return json.load(answer)


def talk(url: str, name: str, customer: str, agent: str) -> None:
    about = {"channel": "chat", "customer": {"name": "Robin Lind"}, "agent": {"id": "a1", "name": "Kim"}}
    call(url, "POST", "/v1/conversations", {"id": name, **about})
    said = [{"type": "message", "id": f"e{at}", "role": role, "text": text} for at, role, text in
            ((1, "customer", customer), (2, "agent", agent))]  # fmt: skip
    call(url, "POST", f"/v1/conversations/{name}/events", {"events": said})


def opened(page: "Page", url: str, part: str = "") -> "Page":
    page.goto(f"{url}playbook{part}")
    expect(page.locator(".moments li, .view > *").first).to_be_attached()
    return page


def english(page: "Page", field: str) -> Any:
    return page.get_by_role("group", name="English").get_by_label(field)


def test_moments_are_found_and_switched_with_the_keyboard_and_a_reload_keeps_it(page: "Page", url: str) -> None:
    opened(page, url)
    page.get_by_label("Find a moment").fill("supervisor offer")
    expect(page.locator(".moments li")).to_have_count(1)
    expect(page.locator(".moments .lately")).to_have_text("1 in 30 days")
    turn = page.get_by_role("switch", name=f"{MOMENT} is on")
    turn.focus()
    page.keyboard.press("Space")
    expect(turn).to_have_attribute("aria-checked", "false")
    expect(turn).to_be_focused()
    page.reload()
    page.get_by_label("Show").select_option("changed")
    expect(page.locator(".moments li")).to_have_count(1)
    expect(page.get_by_role("switch")).to_have_attribute("aria-checked", "false")
    page.get_by_role("switch").click()
    expect(page.locator(".moments li")).to_have_count(0)
    page.get_by_label("Show").select_option("urgent")
    expect(page.locator(".moments li .priority")).to_have_text(["Urgent"] * page.locator(".moments li").count())


def test_words_are_changed_with_a_live_sample_and_stand_in_the_yaml(page: "Page", url: str) -> None:
    opened(page, url, f"#moment/{MOMENT}")
    english(page, "Words to say").fill(LEADS_WORDS)
    expect(page.get_by_text("Shall I ask my manager to join us, Robin?")).to_be_visible()
    english(page, "What to do").fill("Fetch {nobody}")
    expect(page.get_by_text("There is no slot {nobody}.")).to_be_visible()
    page.get_by_label("Rest before it may open again").fill("90")
    page.reload()
    expect(english(page, "Words to say")).to_have_value(LEADS_WORDS)
    page.get_by_role("button", name="YAML").click()
    yaml = page.get_by_label("YAML").input_value()
    assert f'say: "{LEADS_WORDS}"' in yaml
    assert "cooldown_s: 90" in yaml
    page.get_by_role("button", name="Undo changes").click()
    assert page.get_by_label("YAML").input_value() != yaml
    expect(page.locator(".count")).to_have_count(0)


def test_what_is_wrong_is_shown_at_its_line(bare: "Page", url: str) -> None:
    page = opened(bare, url, f"#moment/{MOMENT}")
    page.get_by_role("button", name="YAML").click()
    field = page.get_by_label("YAML")
    text = field.input_value()
    field.fill(text.replace("withdrawn_when:", "withdrawn_wen:"))
    line = text.split("withdrawn_when:")[0].count("\n") + 1
    page.get_by_role("button", name="Try examples").click()
    fault = page.get_by_role("alert").get_by_role("button", name=f"line {line}, field withdrawn_wen")
    fault.focus()
    page.keyboard.press("Enter")
    selected = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert field.evaluate(selected).startswith("withdrawn_wen:")
    expect(page.locator(".numbers .wrong")).to_have_text(f"{line}\n", use_inner_text=False)
    field.fill("opens: [")
    expect(page.locator(".wrong-lines li")).to_have_count(1)
    expect(page.get_by_role("button", name="Form")).to_be_disabled()


def test_examples_are_tried_and_the_red_ones_say_what_happened(page: "Page", url: str) -> None:
    opened(page, url, f"#moment/{MOMENT}")
    page.get_by_role("button", name="Try examples").click()
    expect(page.locator(".judged.good")).to_contain_text("examples do as they should", timeout=60_000)
    page.get_by_label("Must open at the last line, English, 1", exact=True).fill("customer: Thank you, that was all.")
    page.get_by_role("button", name="Try examples").click()
    expect(page.locator(".judged.bad")).to_contain_text("It never opened.", timeout=60_000)
    expect(page.locator(".example.bad .why")).to_contain_text("It never opened.")
    expect(page.locator(".example.good").first).to_contain_text("as it should")


def test_the_last_conversations_are_replayed_before_and_after(page: "Page", url: str) -> None:
    opened(page, url, f"#moment/{MOMENT}")
    page.locator(".head").get_by_role("switch").click()
    page.get_by_role("button", name="Replay last 50").click()
    expect(page.locator(".replay-total")).to_contain_text("1 of 3 conversations would be different", timeout=60_000)
    gone = page.locator(".conversation li.gone")
    expect(gone).to_contain_text([MOMENT])
    expect(gone.first).to_contain_text("manager")
    expect(page.get_by_role("rowheader", name=MOMENT)).to_be_visible()


def test_a_change_is_published_and_gone_back_from(page: "Page", url: str) -> None:
    opened(page, url, f"#moment/{MOMENT}")
    english(page, "Words to say").fill(LEADS_WORDS)
    page.get_by_role("link", name="Changes").click()
    expect(page.locator(".differences ins")).to_have_text(LEADS_WORDS)
    page.get_by_role("button", name="Publish (1)").click()
    expect(page.get_by_role("status").filter(has_text="is live.")).to_be_visible()
    number = call(url, "GET", "/v1/playbook")["number"]
    shown = {one["moment"]: one for one in call(url, "GET", "/v1/playbook")["moments"]}
    assert shown[MOMENT]["words"]["en"]["say"] == LEADS_WORDS
    latest = page.locator(".version").first
    expect(latest).to_contain_text(f"Version {number}")
    latest.get_by_text("What changed").click()
    expect(latest.locator("ins")).to_have_text(LEADS_WORDS)
    page.get_by_role("button", name="Go back to version 0").click()
    expect(page.get_by_role("button", name=re.compile("Yes, go back"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".version").first).to_contain_text("goes back to 0")
    shown = {one["moment"]: one for one in call(url, "GET", "/v1/playbook")["moments"]}
    assert shown[MOMENT]["words"]["en"]["say"] != LEADS_WORDS


def test_nobody_overwrites_what_another_published_meanwhile_unseen(bare: "Page", url: str) -> None:
    """The page says so, and goes on only when told to."""
    page = opened(bare, url, f"#moment/{MOMENT}")
    english(page, "Words to say").fill(LEADS_WORDS)
    expect(page.locator(".count")).to_have_text("1")
    yaml = call(url, "GET", f"/v1/playbook/{MOMENT}")["yaml"]
    call(url, "POST", "/v1/playbook/publish", {"moments": {MOMENT: yaml.replace("priority: high", "priority: low")}})
    page.get_by_role("link", name="Changes").click()
    page.get_by_role("button", name="Publish (1)").click()
    expect(page.get_by_role("alert").filter(has_text="Somebody has published")).to_be_visible()
    page.get_by_role("button", name="Go on with mine").click()
    expect(page.locator(".differences")).to_contain_text("priority")
    page.get_by_role("button", name="Publish (1)").click()
    expect(page.get_by_role("status").filter(has_text="is live.")).to_be_visible()


def test_a_moment_is_made_from_a_guideline_sentence(bare: "Page", url: str) -> None:
    page = opened(bare, url, "#new")
    page.get_by_label("What should agents be reminded of?").fill("how long a refund takes")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Refunds are paid back").click()
    expect(page.locator(".proposed h3")).to_be_focused(timeout=60_000)
    expect(page.locator(".proposed")).to_contain_text("How long does a refund take?")
    expect(page.locator(".proposed")).to_contain_text("words.en")
    page.get_by_role("button", name="Go on with this").click()
    expect(page.locator(".sample.wrong").first).to_have_text("To be written.")
    page.get_by_role("button", name="Try examples").click()
    expect(page.get_by_role("alert").filter(has_text="words.sv.instruction")).to_be_visible()
    for language in ("Swedish", "Danish", "Norwegian Bokmål", "Portuguese", "English"):
        group = page.get_by_role("group", name=language, exact=True)
        group.get_by_label("What to do").fill("Say when the money comes.")
        group.get_by_label("Words to say").fill("{quote}")
    page.get_by_role("button", name="Try examples").click()
    expect(page.locator(".judged")).to_contain_text("1 example", timeout=60_000)
    page.get_by_role("link", name="Changes").click()
    page.get_by_role("button", name="Publish (1)").click()
    expect(page.get_by_role("status").filter(has_text="is live.")).to_be_visible()
    talk(url, "after", "How long does a refund take?", "Soon.")
    prompts = call(url, "GET", "/v1/conversations/after")["prompts"]
    assert "refunds_are_paid_back_to" in [prompt["moment"] for prompt in prompts]


def test_an_agent_may_look_and_change_nothing(page: "Page", url: str) -> None:
    """What a key is for is said by the server; here it says agent, and the page shows no way to change anything."""
    who = {"workspace": "default", "agent": "lee", "roles": ["agent"]}
    page.route("**/v1/me", lambda route: route.fulfill(json=who))
    opened(page, url, f"#moment/{MOMENT}")
    expect(page.get_by_text("You may look.")).to_be_visible()
    expect(english(page, "Words to say")).to_be_disabled()
    assert all(turn.is_disabled() for turn in page.get_by_role("switch").all())
    expect(page.get_by_role("button", name="Try examples")).to_have_count(0)
    expect(page.get_by_role("link", name="Changes")).to_have_count(0)


@LOOKS
def test_every_view_is_accessible_and_fits(chromium: Browser, url: str, width: int, scheme: Any) -> None:
    """No finding of axe, and nothing to scroll sideways for."""
    context = chromium.new_context(locale="en-GB", viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = opened(context.new_page(), url)
    yaml = call(url, "GET", f"/v1/playbook/{MOMENT}")["yaml"]
    kept = json.dumps({"since": 0, "moments": {MOMENT: yaml.replace("priority: high", "priority: low")}})
    page.evaluate("kept => localStorage.setItem('bistand-playbook-draft:default', kept)", kept)
    page.reload()
    for view, there in {
        "#moments": ".moments li",
        f"#moment/{MOMENT}": ".languages",
        "#changes": ".publishing",
        "#versions": ".version",
        "#new": ".searching",
    }.items():
        page.goto(f"{url}playbook{view}")
        expect(page.locator(there).first).to_be_visible()
        assert violations(page) == [], view
        fits(page)
    page.goto(f"{url}playbook#moment/{MOMENT}")
    page.get_by_role("button", name="Replay last 50").click()
    expect(page.locator(".replay-total")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="YAML").click()
    assert violations(page) == []
    fits(page)
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks(chromium: Browser, url: str, language: str) -> None:
    """No key stands where a text should."""
    keys = {key for key in json.loads((WORDS / "en.json").read_text("utf-8")) if "_" in key}
    context = chromium.new_context(locale=language)
    page = opened(context.new_page(), url)
    texts = json.loads((WORDS / f"{language}.json").read_text("utf-8"))
    for view in ("#moments", f"#moment/{MOMENT}", "#changes", "#versions", "#new"):
        page.goto(f"{url}playbook{view}")
        expect(page.locator("nav.tabs a").first).to_have_text(texts["view_moments"])
        expect(page.locator(".view > *").first).to_be_attached()
        shown = page.locator("#page").inner_text().split("\n")
        assert [line for line in shown if line.strip() in keys] == []
    context.close()
