"""The compose file, read by the specification's model."""

from pathlib import Path
from typing import Any

import pytest
import yaml

compose_spec = pytest.importorskip("compose_spec", reason="needs compose-spec")

FILE = Path(__file__).parents[2] / "deploy" / "compose.yaml"
SERVICES: dict[str, Any] = yaml.safe_load(FILE.read_text())["services"]


def test_it_is_valid() -> None:
    """Every field is one of the specification's."""
    whole = yaml.safe_dump(yaml.safe_load(FILE.read_text()))  # what is merged is merged
    compose_spec.PyCompose.from_yaml(whole)
    with pytest.raises(ValueError, match="potrs"):
        compose_spec.PyCompose.from_yaml(whole.replace("    ports:", "    potrs:"))


def test_who_may_what() -> None:
    """Nothing writes but into its volumes, and Redis keeps what it is given."""
    assert SERVICES.keys() == {"web", "worker", "redis"}
    for service in SERVICES.values():
        assert service["read_only"]
        assert service["restart"] == "unless-stopped"
    for name in ("web", "worker"):
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["stop_grace_period"] == "30s"
    assert SERVICES["web"]["ports"] == ["127.0.0.1:8400:8400"]
    assert {"yes", "noeviction"} <= set(SERVICES["redis"]["command"])
