"""What every page must be: as wide as its window, and without a finding of axe."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[2] / "plugins" / "node_modules" / "axe-core" / "axe.min.js"
needs_axe = pytest.mark.skipif(not AXE.exists(), reason="run `npm ci` in plugins/ for axe")


def violations(page: "Page") -> list[tuple[str, list[str]]]:
    """What axe finds wrong with the page: rule, and where."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run `npm ci` in plugins/")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in found]


def fits(page: "Page") -> None:
    """Nothing sticks out at the side, once what grows and shrinks with the window has done so; a time-out tells."""
    page.wait_for_function("document.documentElement.scrollWidth <= innerWidth")
