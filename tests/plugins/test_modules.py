"""The JavaScript modules without a browser: their own tests under Node, and their types."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ROOT / "plugins"
TSC = PLUGINS / "node_modules" / "typescript" / "bin" / "tsc"
LONGEST_FILE = 300
VENDOR = PLUGINS / "pages" / "vendor"
WRITTEN = sorted(path for path in PLUGINS.glob("**/*.js") if not {"node_modules", "vendor"} & {*path.parts})
SUITES = sorted(path.parent for path in (ROOT / "tests" / "plugins").glob("*/*.test.js"))

node = shutil.which("node")
needs_node = pytest.mark.skipif(node is None, reason="node is not installed")


@needs_node
@pytest.mark.parametrize("suite", sorted(set(SUITES)), ids=lambda suite: suite.name)
def test_the_modules_pass_their_own_tests(suite: Path) -> None:
    done = subprocess.run(
        [str(node), "--test", *map(str, sorted(suite.glob("*.test.js")))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6_000:]


@needs_node
@pytest.mark.skipif(not TSC.exists(), reason="run `npm ci` in plugins/ for the type checker")
@pytest.mark.parametrize("project", ["protocol", "."])
def test_the_types_hold(project: str) -> None:
    """`protocol` is checked without the browser's types, which proves that it needs no browser."""
    done = subprocess.run(
        [str(node), str(TSC), "--project", str(PLUGINS / project)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_no_module_is_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8").count("\n") for path in WRITTEN}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_module_makes_markup_or_code_of_text() -> None:
    """Whatever is shown goes in as text; nothing is evaluated."""
    sinks = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc")
    found = [f"{path.name}: {sink}" for path in WRITTEN for sink in sinks if sink in path.read_text("utf-8")]
    assert found == []


def test_the_lock_file_names_no_registry() -> None:
    lock = (PLUGINS / "package-lock.json").read_text("utf-8")
    assert "http" not in lock.replace("https://opencollective.com", "")


@pytest.mark.skipif(not TSC.exists(), reason="run `npm ci` in plugins/ for the packages")
@pytest.mark.parametrize(
    ("ours", "package", "theirs"),
    [
        ("chart.umd.min.js", "chart.js", "dist/chart.umd.min.js"),
        ("chart.LICENSE.md", "chart.js", "LICENSE.md"),
        ("color.LICENSE.md", "@kurkle/color", "LICENSE.md"),
    ],
)
def test_what_comes_from_others_is_byte_for_byte_what_they_published(ours: str, package: str, theirs: str) -> None:
    """`npm ci` checks the package against the digest of the lock file."""
    assert (VENDOR / ours).read_bytes() == (PLUGINS / "node_modules" / package / theirs).read_bytes()
