"""`bistand playbook` over the real encoder."""

import json
from pathlib import Path

from tests.assist.commands.running import ran, refused


def test_the_examples_of_one_moment_can_be_run(data: Path) -> None:
    """`playbook test MOMENT` runs that moment's examples and counts them."""
    found = json.loads(ran("playbook", "test", "check_back_during_hold", "--data", str(data), "--json"))
    assert found["passed"] == found["examples"] > 0


def test_an_unknown_moment_is_named(data: Path) -> None:
    """A moment that the playbook does not have is named, and those it has are listed."""
    sentence = refused("playbook", "test", "nonsense", "--data", str(data))
    assert "'nonsense'" in sentence
    assert "apologise_for_hold" in sentence
