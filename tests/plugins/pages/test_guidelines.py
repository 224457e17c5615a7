"""The guidelines page in a real browser, against a real server with the real encoder: put in, understood, gone back."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")
from docx import Document
from playwright.sync_api import Page, expect
from reportlab.pdfgen import canvas

from tests.plugins.looks import fits, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parents[0] / "shared" / "guidelines"
LEAD, AGENT, EMPTY = "key-of-the-lead", "key-of-an-agent", "key-of-an-empty-workspace"
HOLDING = "Keep a customer on hold for at most three minutes at a time. Always apologise after a hold."
OURS = f"# Desk\n\n## Holding\n\n{HOLDING}"
THEIRS = "# Regler\n\nIngen kund får vänta i telefon längre än fem minuter åt gången. Be aldrig om ursäkt efter väntan."
LATER = OURS.replace("three minutes", "two minutes") + " Thank everybody who waited."
TABS = {"documents": ".list", "search": ".results", "coverage": ".sum", "overlaps": ".pair"}  # with something inside
WORKSPACES = """
[[workspaces.default.keys]]
id = "anna"
role = "lead"
sha256 = "{lead}"

[[workspaces.default.keys]]
id = "kim"
role = "agent"
agent = "kim"
sha256 = "{agent}"

[[workspaces.empty.keys]]
id = "lead"
role = "lead"
sha256 = "{empty}"
"""


@dataclass
class Served:
    """A server, and calls to it as the lead."""

    url: str

    def call(
        self, method: str, path: str, data: bytes | None = None, key: str = LEAD, kind: str = "text/markdown"
    ) -> bytes:
        """The answer's bytes; an error status raises."""
        headers = {"Authorization": f"Bearer {key}", "Content-Type": kind}
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            body: bytes = answer.read()
            return body


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Two documents that contradict each other, a lead, an agent, and a workspace whose documents are taken out."""
    folder = tmp_path_factory.mktemp("guidelines-page")
    (folder / "own").mkdir()
    (folder / "own" / "desk.md").write_text(OURS, encoding="utf-8")
    (folder / "own" / "regler.md").write_text(THEIRS, encoding="utf-8")
    digests = {name: hashlib.sha256(key.encode()).hexdigest() for name, key in
               (("lead", LEAD), ("agent", AGENT), ("empty", EMPTY))}  # fmt: skip
    (folder / "workspaces.toml").write_text(WORKSPACES.format(**digests), encoding="utf-8")
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(folder / "data"), "--json"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    own = {"BISTAND_WORKSPACES": str(folder / "workspaces.toml"), "BISTAND_GUIDELINES": str(folder / "own")}
    environment = {**inherited, **own, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not start; its reason is above"
        running = Served(json.loads(line)["url"].rstrip("/"))
        for info in json.loads(running.call("GET", "/v1/guidelines", key=EMPTY))["documents"]:
            running.call("DELETE", f"/v1/guidelines/{info['document']}", key=EMPTY)
        yield running
        process.terminate()


@pytest.fixture
def fresh(served: Served) -> Served:
    """The two documents as they were at first, and no others."""
    for name, text in (("desk", OURS), ("regler", THEIRS)):
        served.call("PUT", f"/v1/guidelines/{name}", text.encode())
    for info in json.loads(served.call("GET", "/v1/guidelines"))["documents"]:
        if info["document"] not in {"desk", "regler"}:
            served.call("DELETE", f"/v1/guidelines/{info['document']}")
    return served


Opening = Callable[..., Page]


@pytest.fixture
def opening(chromium: "Browser", fresh: Served) -> Iterator[Opening]:
    """Opens the page with a key; a test fails if the page complained, but of a file that the server refused."""
    complaints: list[str] = []
    contexts = []

    def opened(key: str = LEAD, where: str = "", locale: str = "en-GB", width: int = 1280, **given: str) -> Page:
        context = chromium.new_context(locale=locale, viewport={"width": width, "height": 900}, **given)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(f"sessionStorage.setItem('bistand-key', {key!r})")
        page = context.new_page()
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{fresh.url}/guidelines{where}")
        expect(page.get_by_role("tab").first).to_be_visible()
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [told for told in complaints if "422" not in told] == []


def pdf(*lines: str) -> bytes:
    made = io.BytesIO()
    drawn = canvas.Canvas(made)
    for number, line in enumerate(lines):
        drawn.drawString(72, 760 - 20 * number, line)
    drawn.save()
    return made.getvalue()


def docx(*paragraphs: str) -> bytes:
    made = io.BytesIO()
    document = Document()
    document.add_heading("Breve", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(made)
    return made.getvalue()


def test_files_of_every_kind_are_put_in_and_what_was_understood_is_said(opening: Opening) -> None:
    """Several at once, each with its line; one that cannot be read says why in the server's sentence."""
    page = opening()
    page.set_input_files("input[type=file]", [
        {"name": "calls.pdf", "mimeType": "application/pdf", "buffer": pdf("Answer the phone within three rings.")},
        {"name": "breve.docx", "mimeType": "", "buffer": docx("Breve skal besvares inden for ti dage.")},
        {"name": "loja.html", "mimeType": "text/html",
         "buffer": b"<h1>Loja</h1><p>A loja abre todos os dias.</p><p>Agradeca ao cliente pelo nome.</p>"},
        {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 cut"},
        {"name": "photo.png", "mimeType": "image/png", "buffer": b"\x89PNG"},
    ])  # fmt: skip
    for file, said in (
        ("calls.pdf", "done: 1 sentences"),
        ("breve.docx", "1 sentences in 1 sections, Danish"),
        ("loja.html", "2 sentences in 1 sections, Portuguese"),
        ("broken.pdf", "The server says: The PDF is damaged"),
        ("photo.png", "image/png is not one that can be read"),
    ):
        expect(page.locator(".uploads li", has_text=file)).to_contain_text(said)
    expect(page.locator(".list h2")).to_have_text("Documents (5)")
    page.locator(".entry", has_text="loja").click()
    expect(page.locator(".detail h3")).to_have_text("Loja")
    expect(page.locator(".understood li").first).to_have_attribute("lang", "pt")
    assert violations(page) == []


def test_a_file_is_dropped(opening: Opening) -> None:
    """Onto the place for it; one that falls beside opens nothing."""
    page = opening()
    dropped = """() => {
        const data = new DataTransfer();
        data.items.add(new File(['Thank everybody by name.'], 'thanks.txt', {type: 'text/plain'}));
        return data;
    }"""
    carried = page.evaluate_handle(dropped)
    page.dispatch_event(".drop", "dragenter", {"dataTransfer": carried})
    expect(page.locator(".drop")).to_have_attribute("data-over", "true")
    page.dispatch_event(".drop", "drop", {"dataTransfer": carried})
    expect(page.locator(".uploads li", has_text="thanks.txt")).to_contain_text("done: 1 sentences")
    page.dispatch_event("body", "drop", {"dataTransfer": page.evaluate_handle(dropped)})
    expect(page.locator(".uploads li")).to_have_count(1)
    assert page.url.endswith("/guidelines#documents/thanks")


def test_versions_by_keyboard_with_what_changed_and_the_way_back(opening: Opening, fresh: Served) -> None:
    """Going back is asked about first; Escape leaves everything, Enter does it, and it is a version too."""
    fresh.call("PUT", "/v1/guidelines/desk", LATER.encode())
    page = opening()
    page.locator(".entry", has_text="desk").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".detail")).to_be_focused()
    page.get_by_role("button", name="Versions").focus()
    page.keyboard.press("Space")
    newest = page.locator(".versions > li").first
    expect(newest).to_contain_text("put in (in use now)")
    expect(newest).to_contain_text("anna")
    expect(newest.locator("li[data-kind=altered] del")).to_have_text("three")
    expect(newest.locator("li[data-kind=altered] ins")).to_have_text("two")
    expect(newest.locator("li[data-kind=added]")).to_contain_text("Thank everybody who waited.")
    count = page.locator(".versions > li").count()
    back = page.locator(".versions > li").nth(1).get_by_role("button", name="Go back to version")
    back.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Go back to version")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(back).to_be_focused()
    expect(page.locator(".versions > li")).to_have_count(count)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".versions > li").first).to_contain_text("restored from version")
    assert json.loads(fresh.call("GET", "/v1/guidelines/desk"))["snippets"] == 2


def test_the_file_of_a_version_is_saved_as_it_came(opening: Opening) -> None:
    """Under the document's name."""
    page = opening(where="#documents/desk")
    page.get_by_role("button", name="Versions").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the file").first.click()
    assert Path(saving.value.path()).read_text("utf-8") == OURS
    assert re.fullmatch(r"desk-\d+", saving.value.suggested_filename)


def test_a_document_is_taken_out_and_brought_back(opening: Opening, fresh: Served) -> None:
    """Asked about first, and its versions stay."""
    page = opening(where="#documents/regler")
    page.get_by_role("button", name="Take the document out").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator(".list h2")).to_have_text("Documents (2)")
    page.get_by_role("button", name="Take the document out").click()
    page.get_by_role("button", name="Take it out").click()
    expect(page.locator(".detail")).to_contain_text("was taken out")
    expect(page.locator(".list h2")).to_have_text("Documents (1)")
    page.locator("summary", has_text="Taken out").click()
    page.locator("details .entry", has_text="regler").click()
    page.get_by_role("button", name="Go back to version").first.click()
    page.get_by_role("button", name="Go back", exact=True).click()
    expect(page.locator(".list h2")).to_have_text("Documents (2)")
    assert b"Ingen kund" in fresh.call("GET", "/v1/guidelines/regler")


def test_the_search_is_the_engines_with_similarity_and_floor(opening: Opening) -> None:
    """Over all languages; what is too far away is shown when asked for, and said to be so."""
    page = opening(where="#search")
    page.get_by_role("searchbox").fill("Hur länge får kunden vänta i telefon?")
    page.keyboard.press("Enter")
    expect(page.locator(".results .card").first).to_contain_text("fem minuter")
    expect(page.locator(".results .card").first).to_contain_text(
        re.compile(r"similarity 0\.\d\d, at least 0\.\d\d is needed")
    )
    expect(page.locator(".results")).to_contain_text("read as Swedish")
    page.get_by_role("searchbox").fill("When does the football match begin?")
    page.keyboard.press("Enter")
    expect(page.locator(".results")).to_contain_text("Bistand would show nothing")
    page.get_by_label("Show what is too far away as well").check()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".results .card")).to_have_count(4)
    expect(page.locator(".results .card").first).to_contain_text("too far away")
    page.locator(".results .meta button").first.click()
    expect(page.locator(".detail h2")).to_be_visible()


def test_coverage_says_what_prompts_and_what_never_does(opening: Opening) -> None:
    """By document and channel; what no moment quotes says how it can come all the same."""
    page = opening(where="#coverage")
    expect(page.locator(".sum")).to_contain_text("of 4 sentences are quoted")
    expect(page.locator("[data-part=quoted]")).to_contain_text("apologise_for_hold")
    expect(page.locator("[data-part=never_quoted]")).to_contain_text("by guideline_match")
    expect(page.locator("[data-part=moments_without]")).to_contain_text("check_spelling")
    page.get_by_label("Document").select_option("regler")
    expect(page.locator(".sum")).to_contain_text("of 2 sentences")
    page.get_by_label("Channel").select_option("letter")
    expect(page.locator("[data-part=moments_without]")).not_to_contain_text("apologise_for_hold")
    assert violations(page) == []


def test_contradictions_stand_side_by_side_with_the_words_marked(opening: Opening) -> None:
    """Two hold limits in two languages, and a ban on what the other document asks for."""
    page = opening(where="#overlaps")
    amount = page.locator(".pair[data-kind=amount]")
    expect(amount).to_have_count(1)
    assert sorted(amount.locator("mark").all_inner_texts()) == ["fem minuter", "three minutes"]
    polarity = page.locator(".pair[data-kind=polarity]")
    assert sorted(polarity.locator("mark").all_inner_texts()) == ["Always", "aldrig"]
    assert violations(page) == []
    page.get_by_label("between languages as well").uncheck()
    expect(page.locator(".pairs")).to_contain_text("Nothing of the kind was found")


def test_an_agent_reads_and_searches_and_changes_nothing(opening: Opening) -> None:
    """No place to drop files, no buttons that change, no tabs for leads."""
    page = opening(AGENT, "#documents/desk")
    expect(page.locator(".understood").first).to_be_visible()
    assert page.get_by_role("tab").all_inner_texts() == ["Documents", "Search"]
    assert page.locator(".drop, .danger, .switch").count() == 0
    page.get_by_role("tab", name="Search").click()
    page.get_by_role("searchbox").fill("May I let a customer wait on hold?")
    page.keyboard.press("Enter")
    expect(page.locator(".results .card").first).to_be_visible()


def test_tabs_by_arrow_keys(opening: Opening) -> None:
    """The focus goes along, and the address says where one is."""
    page = opening()
    page.get_by_role("tab", name="Documents").focus()
    for name in ("search", "coverage", "overlaps", "documents"):
        page.keyboard.press("ArrowRight")
        expect(page.locator(f"#tab-{name}")).to_be_focused()
        expect(page.locator(f"#tab-{name}")).to_have_attribute("aria-selected", "true")
        assert page.url.endswith(f"#{name}")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#tab-overlaps")).to_be_focused()


def test_without_documents_it_says_what_is_missing(opening: Opening) -> None:
    """And how to mend it."""
    page = opening(EMPTY)
    expect(page.locator(".list")).to_contain_text("There are no documents yet. Add your first one above")
    page.get_by_role("tab", name="Coverage").click()
    expect(page.locator(".sum")).to_contain_text("0 of 0 sentences")
    page.get_by_role("tab", name="Contradictions").click()
    expect(page.locator(".pairs")).to_contain_text("Nothing of the kind was found")


@pytest.mark.parametrize(
    ("locale", "axe_at", "scheme"),
    [
        ("sv-SE", 360, "light"),
        ("da-DK", 1440, "dark"),
        ("nb-NO", 360, "dark"),
        ("pt-PT", 1440, "light"),
        ("en-GB", 360, "light"),
    ],
)
def test_every_tab_in_five_languages_wide_and_narrow_light_and_dark(
    opening: Opening, locale: str, axe_at: int, scheme: str
) -> None:
    """No text is left out, nothing sticks out in either width, and axe finds nothing wrong."""
    words = json.loads((ROOT / "plugins/pages/guidelines/words" / f"{locale[:2]}.json").read_text("utf-8"))
    page = opening(locale=locale, color_scheme=scheme, where="#documents/desk")
    expect(page.locator(".understood").first).to_be_visible()
    for name, inside in TABS.items():
        page.locator(f"#tab-{name}").click()
        expect(page.locator(f"#tab-{name}")).to_have_text(words[f"tab_{name}"])
        expect(page.locator(inside).first).to_be_visible()
        for width in (1800 - axe_at, axe_at):
            page.set_viewport_size({"width": width, "height": 900})
            fits(page)
        shown = set(page.locator("body").inner_text().split())
        assert not shown & {key for key in words if "_" in key}, "a text is missing"
        assert violations(page) == []


def test_the_shared_documents(opening: Opening) -> None:
    """The five that stand beside the repository where it is developed."""
    files = sorted(SHARED.glob("*.txt"))
    if not files:
        pytest.skip("the shared guideline documents are not beside this checkout (../shared/guidelines)")
    page = opening()
    page.set_input_files("input[type=file]", files)
    for file in files:
        expect(page.locator(".uploads li", has_text=file.name)).to_contain_text("done: ", timeout=60_000)
    expect(page.locator(".list h2")).to_have_text("Documents (7)")
