"""The types of the extension; those of the desks' pages are checked with the other modules."""

import shutil
import subprocess
from pathlib import Path

import pytest

PLUGINS = Path(__file__).parents[3] / "plugins"
TSC = PLUGINS / "node_modules" / "typescript" / "bin" / "tsc"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None or not TSC.exists(), reason="run `npm ci` in plugins/ for the type checker")
def test_the_types_hold() -> None:
    """Strictly, with the browser's own interfaces."""
    command = [str(NODE), str(TSC), "--project", str(PLUGINS / "extension")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
