"""The Helm chart: rendered by Helm itself, and held to Kubernetes' own schemas."""

from pathlib import Path
from typing import Any

import pytest
import yaml

helm = pytest.importorskip("helm_python.chart", reason="needs helm-python-sdk")
errors = pytest.importorskip("helm_python.errors")
kubernetes_validate = pytest.importorskip("kubernetes_validate", reason="needs kubernetes-validate")

CHART = Path(__file__).parents[2] / "deploy" / "helm" / "bistand"
KUBERNETES = "1.30"
REDIS: dict[str, Any] = {
    "store": "redis+sentinel://s0:26379,s1:26379/main",
    "replicas": 3,
    "environment": {"BISTAND_PUBLIC_URL": "https://assist.example.com"},
    "ingress": {"enabled": True, "tlsSecret": "tls", "className": "nginx"},
}


def rendered(**values: Any) -> dict[str, dict[str, Any]]:
    """What is made of some values, by kind and name."""
    with helm.Chart.load(CHART) as chart:
        files = chart.render(values=values, name="demo")
    made = [one for text in files.values() for one in yaml.safe_load_all(text) if one]
    for one in made:
        kubernetes_validate.validate(one, KUBERNETES, strict=True)
    return {f"{one['kind']} {one['metadata']['name']}": one for one in made}


def test_helm_finds_nothing_wrong() -> None:
    """But that it has no icon."""
    found = helm.lint(CHART, strict=False)
    assert found["errors"] == []
    assert {message["error"] for message in found["messages"]} == {"icon is recommended"}


def test_with_sqlite_there_is_one_pod_with_a_disk() -> None:
    """Which is never replaced by a second one that opens the same file."""
    made = rendered()
    assert made.keys() == {"PersistentVolumeClaim demo-bistand", "Service demo-bistand", "Deployment demo-bistand-web"}
    assert made["Deployment demo-bistand-web"]["spec"]["strategy"] == {"type": "Recreate"}
    with pytest.raises(errors.HelmError, match="a store in SQLite belongs to one pod"):
        rendered(replicas=2)


def test_with_redis_there_are_many_and_a_worker() -> None:
    """And none is missed while they are replaced."""
    made = rendered(**REDIS)
    assert {name.split()[0] for name in made} == {"Deployment", "Service", "PodDisruptionBudget", "Ingress"}
    web, worker = (made[f"Deployment demo-bistand-{name}"]["spec"] for name in ("web", "worker"))
    assert web["strategy"]["rollingUpdate"] == {"maxUnavailable": 0, "maxSurge": 1}
    (container,) = worker["template"]["spec"]["containers"]
    assert container["args"] == ["worker"]
    variables = {one["name"]: one.get("value") for one in container["env"]}
    assert variables["BISTAND_STORE"] == REDIS["store"]
    assert variables["BISTAND_PUBLIC_URL"] == "https://assist.example.com"


@pytest.mark.parametrize("values", [{}, REDIS])
def test_every_pod_may_do_little_and_has_time_to_leave(values: dict[str, Any]) -> None:
    """No root, nothing to write but its data and /tmp; probes at the right addresses."""
    for name, one in rendered(**values).items():
        if not name.startswith("Deployment"):
            continue
        pod = one["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert pod["securityContext"]["runAsNonRoot"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert {mount["mountPath"] for mount in container["volumeMounts"]} == {"/data", "/tmp"}
        assert pod["terminationGracePeriodSeconds"] == 5 + 5 + 25
        if name.endswith("web"):
            assert container["readinessProbe"]["httpGet"]["path"] == "/ready"
            assert container["livenessProbe"]["httpGet"]["path"] == "/health"


def test_values_that_cannot_be_are_refused() -> None:
    """By the schema, before anything is installed."""
    with pytest.raises(errors.HelmError, match="/store"):
        rendered(store="mysql://x")
    with pytest.raises(errors.HelmError, match="replica"):
        rendered(replica=2)
