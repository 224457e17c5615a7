"""Fixtures of the tests of commands: a clean environment, and a workspace over the real encoder."""

import json
import os
import shutil
from pathlib import Path

import pytest

from assist.acts import weights
from assist.acts.definition import load_folder
from guidelines_kb import open_embedder
from tests.assist.commands.running import GUIDELINES, TRANSCRIPT, ran


@pytest.fixture(autouse=True)
def _nothing_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith("BISTAND_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one small guideline in it, which nobody writes to; the heads must come from the package."""
    folder = tmp_path_factory.mktemp("data")
    if weights.find(load_folder(), open_embedder(), folder) is None:
        pytest.fail(STALE)
    (folder / "own").mkdir()
    (folder / "own" / "service.en.md").write_text(GUIDELINES, encoding="utf-8")
    ran("check", "--data", str(folder), "--guidelines", str(folder / "own"))
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of its own for each test, to write to."""
    return Path(shutil.copytree(prepared, tmp_path_factory.mktemp("copy") / "data"))


@pytest.fixture
def transcript(tmp_path: Path) -> Path:
    """A file of the shape that replay reads."""
    path = tmp_path / "call.json"
    path.write_text(json.dumps(TRANSCRIPT), encoding="utf-8")
    return path


STALE = "the packaged heads do not fit the examples of the acts: run `bistand acts train`"
