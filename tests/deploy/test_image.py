"""The Dockerfile, as Docker's own parser reads it; no image can be built here."""

import re
from pathlib import Path

import pytest

dockerfile = pytest.importorskip("dockerfile", reason="needs the package dockerfile")

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMMANDS = dockerfile.parse_file(str(DEPLOY / "Dockerfile"))


def values(command: str) -> list[tuple[str, ...]]:
    return [one.value for one in COMMANDS if one.cmd.upper() == command]


def test_it_runs_as_nobody_and_stops_in_order() -> None:
    """A user of its own, a volume, a check of health, and the signal that drains."""
    assert values("USER") == [("10001:10001",)]
    assert values("VOLUME") == [("/data",)]
    assert values("STOPSIGNAL") == [("SIGTERM",)]
    assert values("ENTRYPOINT") == [("bistand",)]
    assert values("CMD") == [("serve",)]
    assert "/health" in " ".join(values("HEALTHCHECK")[0])


def test_what_it_copies_is_there() -> None:
    """And not left out of what Docker is sent."""
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines()
    copied = [one for one in COMMANDS if one.cmd.upper() == "COPY" and not one.flags]
    for command in copied:
        for name in command.value[:-1]:
            assert (ROOT / name).exists(), name
            assert f"!{name}" in ignored


def test_it_has_every_dictionary() -> None:
    """The same that `make dictionaries` installs."""
    named = set(re.findall(r":(hunspell-[a-z-]+):", (ROOT / "Makefile").read_text()))
    (installed,) = (run[0] for run in values("RUN") if "apt-get" in run[0])
    assert named == set(re.findall(r"hunspell-[a-z-]+", installed))
