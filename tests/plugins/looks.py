"""What every page must be: as wide as its window, and without a finding of axe."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "plugins" / "node_modules" / "axe-core" / "axe.min.js"
PATIENCE_S = 30.0
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="run `npm ci` in plugins/ for axe")


def violations(page: "Page") -> list[tuple[str, list[str]]]:
    """What axe finds wrong with the page: rule, and where."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci` in plugins/")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


def violations_in_both_schemes(page: "Page") -> list[tuple[str, list[str]]]:
    """The same in light and in dark, for a page that was asked for less motion: its colours change at once."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += violations(page)
    return found


# Each width and each scheme once: what sticks out does so in either scheme, and colours are those of the scheme.
LOOKS = pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])


def fits(page: "Page") -> None:
    """Nothing sticks out at the side, once what grows and shrinks with the window has done so."""
    wide = "[document.documentElement.scrollWidth].filter(width => width > innerWidth)"
    assert left_over(page, wide) == []


def left_over(page: "Page", script: str) -> Any:
    """What a script that lists faults finds once the page has come to rest: nothing, or what is there to the end.

    Playwright's own waiting (`wait_for_function`) needs `eval` as soon as it has to wait; our pages forbid that.
    """
    end = time.monotonic() + PATIENCE_S
    while (found := page.evaluate(script)) and time.monotonic() < end:
        page.wait_for_timeout(50)
    return found
