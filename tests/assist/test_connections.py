"""What the file of workspaces says of desks and of addresses that are told, and how a mistake in it is named."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assist.connections import Connections, check_connections, open_connections
from assist.errors import SetupError
from assist.settings import read_settings
from assist.workspaces import Listed, list_workspaces

SIGNS, OLD = "whsec_" + "QUJD" * 10, "whsec_" + "REVG" * 10
HELD = {"ACME_CHATWOOT": "s3cret, old", "ACME_TOKEN": "t0ken", "ACME_HOOK": f"{SIGNS},{OLD}", "NORD_ZENDESK": "other"}
GOOD = """
[[workspaces.acme.desks]]
desk = "chatwoot"
secret_variable = "ACME_CHATWOOT"
url = "https://chatwoot.acme.example"
token_variable = "ACME_TOKEN"
sender = "7"

[[workspaces.acme.webhooks]]
url = "https://crm.acme.example/hook"
secret_variable = "ACME_HOOK"

[workspaces.acme]
note_priority = "low"

[[workspaces.nord.desks]]
desk = "zendesk"
secret_variable = "NORD_ZENDESK"
"""


@pytest.fixture(autouse=True)
def _held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in HELD.items():
        monkeypatch.setenv(name, value)


def listed(text: str = GOOD) -> tuple[Listed, ...]:
    """What a file says, the first workspace's own beside it."""
    path = Path("workspaces.toml")
    path.write_text(text, encoding="utf-8")
    return list_workspaces(read_settings(workspaces=path))


def opened(text: str = GOOD) -> Mapping[str, Connections]:
    """By workspace."""
    found = listed(text)
    check_connections(found)
    return {one.name: open_connections(one) for one in found}


def test_each_workspace_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of the environment are the first one's alone; no secret is shown."""
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_SECRET", "own")
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://own.example")
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", SIGNS)
    found = opened()
    assert {name: sorted(one.desks) for name, one in found.items()} == {
        "default": ["chatwoot"], "acme": ["chatwoot"], "nord": ["zendesk"]
    }  # fmt: skip
    desk = found["acme"].desks["chatwoot"]
    assert [secret.get_secret_value() for secret in desk.secrets] == ["s3cret", "old"]
    assert (desk.url, desk.token.get_secret_value(), desk.sender) == ("https://chatwoot.acme.example", "t0ken", "7")
    assert [dict(found[name].webhooks) for name in ("default", "acme", "nord")] == [
        {"https://own.example": (SIGNS,)}, {"https://crm.acme.example/hook": (SIGNS, OLD)}, {}
    ]  # fmt: skip
    assert [one.settings.note_priority for one in listed()] == ["high", "low", "high"]
    assert not any(secret in repr(found) + repr(listed()) for secret in ("s3cret", "t0ken", SIGNS))


def test_an_entry_of_the_first_adds_to_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another desk, another address; the same said twice is a mistake."""
    own = GOOD.replace("acme", "default")
    monkeypatch.setenv("BISTAND_DESK_FRONT_SECRET", "front")
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://own.example")
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", OLD)
    found = opened(own)["default"]
    assert sorted(found.desks) == ["chatwoot", "front"]
    assert dict(found.webhooks) == {"https://own.example": (OLD,), "https://crm.default.example/hook": (SIGNS, OLD)}
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_URL", "https://own.example")
    with pytest.raises(SetupError, match=r"workspace default, field desks.0: BISTAND_DESK_CHATWOOT_\.\.\. of the envi"):
        opened(own)
    monkeypatch.delenv("BISTAND_DESK_CHATWOOT_URL")
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://crm.default.example/hook")
    with pytest.raises(SetupError, match=r"workspace default, field webhooks.0.url: BISTAND_WEBHOOK_URLS of the envi"):
        opened(own)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"chatwoot"', '"chatwot"', "workspace acme, field desks.0.desk: there is no desk 'chatwot'; known are "),
        ('desk = "chatwoot"', "", "workspace acme, field desks.0.desk: "),
        ('"ACME_CHATWOOT"', '"a s3cret that stands here"', "workspace acme, field desks.0.secret_variable: "),
        ('secret_variable = "NORD_ZENDESK"', "", "workspace nord, field desks.0: give `secret_variable`"),
        ('token_variable = "ACME_TOKEN"', "", "workspace acme, field desks.0: without `token_variable`"),
        ('url = "https://chatwoot.acme.example"', "", "workspace acme, field desks.0: without `url` no notes"),
        ('"https://chatwoot.acme.example"', '"chatwoot"', "workspace acme, field desks.0.url: "),
        ('sender = "7"', 'sent = "7"', "workspace acme, field desks.0.sent: "),
        ('desk = "zendesk"', 'desk = "zendesk"\nsecret_variable = "A"\n[[workspaces.nord.desks]]\ndesk = "zendesk"',
         "workspace nord, field desks: two entries name the same desk"),
        ('"https://crm.acme.example/hook"', '"ftp://crm"', "workspace acme, field webhooks.0.url: "),
        ('secret_variable = "ACME_HOOK"', "", "workspace acme, field webhooks.0.secret_variable: "),
        ("[workspaces.acme]",
         '[[workspaces.acme.webhooks]]\nurl = "https://crm.acme.example/hook"\nsecret_variable = "B"\n'
         "[workspaces.acme]",
         "workspace acme, field webhooks: two entries name the same address"),
        ('"low"', '"loud"', "workspace acme, field note_priority: "),
    ],
)  # fmt: skip
def test_mistakes_of_the_file(old: str, new: str, said: str) -> None:
    """File, workspace and field."""
    assert old in GOOD
    with pytest.raises(SetupError) as wrong:
        listed(GOOD.replace(old, new))
    assert wrong.value.detail.startswith("workspaces.toml, ")
    assert said in wrong.value.detail
    assert "s3cret" not in wrong.value.detail


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ACME_CHATWOOT", "", "acme, field desks.0.secret_variable: the variable ACME_CHATWOOT is not set"),
        ("ACME_CHATWOOT", " , ", "acme, field desks.0.secret_variable: the variable ACME_CHATWOOT is not set"),
        ("ACME_TOKEN", "", "acme, field desks.0.token_variable: the variable ACME_TOKEN is not set"),
        ("ACME_HOOK", "", "acme, field webhooks.0.secret_variable: the variable ACME_HOOK is not set"),
        ("ACME_HOOK", "whsec_short", "acme, field webhooks.0.secret_variable: what ACME_HOOK holds is not `whsec_`"),
        ("NORD_ZENDESK", "new,old", "nord, field desks.0.secret_variable: a desk of workspace acme has this secret"),
    ],
)
def test_variables_that_do_not_hold_what_they_should(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    """Named by file, workspace and field; what they hold is not shown. One secret never opens two workspaces."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SetupError) as wrong:
        opened()
    assert wrong.value.detail.startswith(f"workspaces.toml, workspace {said}")
    assert not any(secret in wrong.value.detail for secret in ("s3cret", "t0ken", "whsec_short", "old,"))


def test_the_first_workspaces_secret_is_nobody_elses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever desk it is of; an empty one is none."""
    monkeypatch.setenv("BISTAND_DESK_MAIL_SECRET", "other")
    with pytest.raises(SetupError, match=r"workspace nord, field desks.0.secret_variable: a desk of workspace default"):
        opened()
