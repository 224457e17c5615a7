"""The units, looked at by systemd itself."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from assist.settings import PREFIX, Settings
from assist.supervisor import LEAVE_S

UNITS = Path(__file__).parents[2] / "deploy" / "systemd"
NAMES = ("bistand.service", "bistand-worker.service")
MOST_EXPOSED = 25  # of 100; systemd calls below 30 "OK"

pytestmark = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="needs systemd-analyze ('apt-get install systemd')"
)


def analyzed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", NAMES)
def test_systemd_finds_nothing_wrong(name: str, tmp_path: Path) -> None:
    """With a program that is there."""
    unit = tmp_path / name
    unit.write_text((UNITS / name).read_text().replace("/opt/bistand/bin/bistand", sys.executable))
    found = analyzed("verify", "--man=no", str(unit))
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_may_do_little(name: str) -> None:
    """As systemd counts it."""
    found = analyzed("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(UNITS / name))
    assert found.returncode == 0, found.stdout[-300:]


def test_it_has_time_to_leave() -> None:
    """Longer than the supervisor gives its workers."""
    lines = dict(line.split("=", 1) for line in (UNITS / "bistand.env").read_text().splitlines() if line[:1] == "B")
    units = [(UNITS / name).read_text() for name in NAMES]
    for unit in units:
        assert f"TimeoutStopSec={40}" in unit
    assert float(lines["BISTAND_DRAIN_S"]) + LEAVE_S < 40
    assert {name.removeprefix(PREFIX).lower() for name in lines} <= set(Settings.model_fields)
