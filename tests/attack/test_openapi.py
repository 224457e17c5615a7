"""The OpenAPI document turned against a real server: whatever it allows is taken, whatever it forbids refused."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attack.effort import effort

ROOT = Path(__file__).resolve().parents[2]
CONFIG = Path(__file__).with_name("schemathesis.toml")
SLOW = ("/v1/playbook/test", "/v1/playbook/{moment}", "/v1/guidelines/{document}")  # these try examples, read files
ALIKE = ("/v1/replay", "/v1/scorecards/export", "/v1/scorecards/conversations")  # take what others take as well
BRIEF = ("--phases", "coverage", "--seed", "1", "--no-shrink")
KEY = "the-key-that-the-attack-shows"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The whole server with its sample handbook, a key of its own, and no limit on how fast one may ask."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    own = {
        "BISTAND_API_KEY": KEY,
        "BISTAND_REQUESTS_PER_S": "1e9",
        "BISTAND_DESK_CHATWOOT_SECRET": KEY,
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(tmp_path / "data"), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path, env={**inherited, **own}
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not start"
        yield line.split('"url": "')[1].split('"')[0]
        process.terminate()


def test_the_server_keeps_what_its_document_says(address: str, tmp_path: Path) -> None:
    """All checks of schemathesis, in all its phases, but for the exceptions in schemathesis.toml."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(CONFIG), "run"]
    command += [f"{address}openapi.json", "--header", f"Authorization: Bearer {KEY}", "--continue-on-failure"]
    left_out = [word for path in (*SLOW, *ALIKE) for word in ("--exclude-path", path)]
    command += effort([*BRIEF, *left_out], ["--max-examples", "50"])
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:]
