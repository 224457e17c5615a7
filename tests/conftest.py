"""Fixtures that several suites share."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

try:
    from playwright.sync_api import expect
except ImportError:  # the tests of pages say so and skip
    pass
else:
    expect.set_options(timeout=30_000)  # a busy machine takes its time; what never comes fails all the same

ROOT = Path(__file__).resolve().parents[1]

# Properties try the same examples in every run; `make attack` chooses another profile, which comes after this one.
settings.register_profile("deterministic", derandomize=True, database=None, deadline=None, max_examples=15)
settings.load_profile("deterministic")


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real server with the sample handbook, on a free port of this machine, which hands its page the key."""
    with started(tmp_path_factory.mktemp("served")) as url:
        yield url


@pytest.fixture(scope="session")
def calibrations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what is measured of an encoder is kept, so that each is measured once."""
    return tmp_path_factory.mktemp("calibrations")


@contextlib.contextmanager
def started(folder: Path) -> Iterator[str]:
    """The address of a server of its own, with its data in `folder`."""
    command = [sys.executable, "-m", "assist", "serve", "--port", "0", "--data", str(folder / "data"), "--json"]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    environment = {**inherited, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=folder, env=environment) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, "the server did not start; its reason is above"
        yield json.loads(line)["url"]
        process.terminate()
