"""`bistand check`."""

import json
from pathlib import Path

import pytest

from tests.assist.commands.running import ran


def test_check_finds_a_good_workspace_good(data: Path) -> None:
    """Every finding is well."""
    found = json.loads(ran("check", "--data", str(data), "--json"))
    assert found["ok"] is True
    assert [each["what"] for each in found["findings"]] == [
        "settings", "key", "store", "encoder", "workspace",
    ]  # fmt: skip


def test_check_names_a_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bad value of the environment is named by its variable, with exit code 1."""
    monkeypatch.setenv("BISTAND_STORE", "papyrus")
    assert "BISTAND_STORE" in ran("check", code=1)
