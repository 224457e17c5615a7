"""What browsers and desks install: complete, the same each time, and nothing that asks for more than it needs."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.package import BUILDS, pack

ROOT = Path(__file__).parents[2]
IMPORT = re.compile(r"""(?:^import\s[^'"]*|^export\s[^'"]*\sfrom\s+|^import\s*)['"](\.[^'"]+)['"]""", re.MULTILINE)


@pytest.fixture(params=BUILDS)
def built(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / request.param
    BUILDS[request.param](folder)
    return folder


def manifest_of(name: str, tmp_path: Path) -> dict[str, Any]:
    BUILDS[name](tmp_path / name)
    manifest: dict[str, Any] = json.loads((tmp_path / name / "manifest.json").read_text("utf-8"))
    return manifest


def test_every_module_finds_those_it_imports(built: Path) -> None:
    """A missing file would only show in a browser, as a page that stays white."""
    missing = [
        f"{path.relative_to(built)}: {name}"
        for path in built.rglob("*.js")
        for name in IMPORT.findall(path.read_text("utf-8"))
        if not (path.parent / name).is_file()
    ]
    assert missing == []


def test_every_file_that_pages_name_is_there(built: Path) -> None:
    """Scripts and styles, by paths of the package alone."""
    for path in built.rglob("*.html"):
        for name in re.findall(r'(?:src|href)="([^"]+)"', path.read_text("utf-8")):
            assert (path.parent / name).is_file(), f"{path.relative_to(built)}: {name}"


def test_the_same_files_make_the_same_archive(built: Path) -> None:
    """Whoever packs again can compare."""
    first = pack(built).read_bytes()
    assert pack(built).read_bytes() == first


@pytest.mark.parametrize("name", ["extension-chromium", "extension-firefox"])
def test_the_extension_asks_for_little(name: str, tmp_path: Path) -> None:
    """No site before the agent allows one, no tabs, no history, nothing that pages could reach."""
    manifest = manifest_of(name, tmp_path)
    assert set(manifest["permissions"]) <= {"activeTab", "scripting", "sidePanel", "storage"}
    for reaching in ("host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"):
        assert reaching not in manifest
    assert "http://*/*" not in manifest["optional_host_permissions"]
    policy = manifest["content_security_policy"]["extension_pages"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy


def test_firefox_has_a_sidebar_and_a_background_page(tmp_path: Path) -> None:
    """It knows neither side panels nor service workers in extensions."""
    manifest = manifest_of("extension-firefox", tmp_path)
    assert manifest["background"] == {"scripts": ["extension/background/worker.js"], "type": "module"}
    assert manifest["sidebar_action"]["default_panel"] == "extension/panel/panel.html"
    assert "side_panel" not in manifest
    assert (tmp_path / "extension-firefox" / "_locales" / "pt_BR" / "messages.json").is_file()


def test_every_script_that_is_injected_is_packed(tmp_path: Path) -> None:
    """Those that run in pages are named by their paths in the package."""
    BUILDS["extension-chromium"](tmp_path / "x")
    sites = (ROOT / "plugins" / "extension" / "sites.js").read_text("utf-8")
    names = [
        *re.findall(r"'(content/\w+\.js)'", sites),
        *(f"adapters/{n}.js" for n in re.findall(r"desk: '(\w+)'", sites)),
    ]
    assert len(names) > 10
    for name in names:
        assert (tmp_path / "x" / "extension" / name).is_file(), name


def test_the_command_says_what_it_made(tmp_path: Path) -> None:
    """And what it cannot make."""
    command = [sys.executable, "-m", "plugins.package", "--out", str(tmp_path)]
    done = subprocess.run([*command, "zendesk"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert str(tmp_path / "zendesk.zip") in done.stdout
    assert (tmp_path / "zendesk.zip").is_file()
    wrong = subprocess.run([*command, "netscape"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert "extension-firefox" in wrong.stderr
