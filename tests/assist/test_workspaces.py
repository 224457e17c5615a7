"""The file of workspaces: what it says, and how a mistake in it is named."""

from pathlib import Path

import pytest

from assist.errors import SetupError
from assist.settings import read_settings
from assist.workspaces import Listed, Role, list_workspaces

DIGEST = "0123456789abcdef" * 4
GOOD = f"""
[workspaces.acme]
guidelines = "acme/guidelines"
allowed_origins = ["https://Desk.Acme.example"]

[[workspaces.acme.keys]]
id = "desk"
role = "server"
sha256 = "{DIGEST}"

[[workspaces.acme.issuers]]
issuer = "https://desk.acme.example"
audience = "bistand"
algorithms = ["HS256"]
secret_variable = "ACME_SECRET"

[workspaces.default]
playbook = "own"
"""


def listed(folder: Path, text: str | bytes, **given: object) -> tuple[Listed, ...]:
    path = folder / "workspaces.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list_workspaces(read_settings(**{"workspaces": path, "data": folder / "data", **given}))


def test_without_a_file() -> None:
    """The settings' own, and nothing opens it but the server's own key."""
    (own,) = list_workspaces(read_settings())
    assert (own.name, own.keys, own.issuers) == ("default", (), ())


def test_what_a_file_says(tmp_path: Path) -> None:
    """The own workspace comes first; what is another's is none of the settings' own, and paths start at the file."""
    own, acme = listed(tmp_path, GOOD, guidelines=tmp_path / "handbook", allowed_origins="https://own.example")
    assert (own.name, own.settings.guidelines) == ("default", tmp_path / "handbook")
    assert (own.settings.playbook, own.settings.allowed_origins) == (tmp_path / "own", ("https://own.example",))
    assert acme.settings.data == tmp_path / "data" / "workspaces" / "acme"
    assert (acme.settings.guidelines, acme.settings.playbook) == (tmp_path / "acme" / "guidelines", None)
    assert acme.settings.allowed_origins == ("https://desk.acme.example",)
    assert (acme.keys[0].role, acme.keys[0].name) == (Role.SERVER, f"desk/{DIGEST[:16]}")


def test_each_says_what_it_keeps_and_for_how_long(tmp_path: Path) -> None:
    """A further workspace by its own word, else the server's; the own one by the settings first."""
    said = "[workspaces.{}]\nretention_days = {}\nmask_stored = {}\n"
    text = said.format("default", 7, "true") + said.format("acme", 0.5, "false") + "[workspaces.nord]\n"

    def kept(**given: object) -> list[tuple[float | None, bool]]:
        return [(one.settings.retention_days, one.settings.mask_stored) for one in listed(tmp_path, text, **given)]

    assert kept() == [(7, True), (0.5, False), (None, False)]
    assert kept(retention_days=90, mask_stored=False) == [(90, False), (0.5, False), (90, False)]
    with pytest.raises(SetupError, match=r"workspace acme, field retention_days: "):
        listed(tmp_path, said.format("acme", 0, "true"))


def test_desks_and_webhooks_are_the_own_workspaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the settings say of desks is of their own workspace."""
    monkeypatch.setenv("BISTAND_DESK_CHATWOOT_SECRET", "s" * 20)
    own, acme = listed(tmp_path, GOOD)
    assert "chatwoot" in own.settings.desks
    assert acme.settings.desks == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('role = "server"', 'role = "boss"', "workspace acme, field keys.0.role: "),
        ('role = "server"', "", "workspace acme, field keys.0.role: "),
        (DIGEST, DIGEST[:-1], "workspace acme, field keys.0.sha256: "),
        (DIGEST, DIGEST.upper(), "workspace acme, field keys.0.sha256: "),
        ('id = "desk"', 'id = "the desk"', "workspace acme, field keys.0.id: "),
        ('role = "server"', 'role = "server"\nagent = "kim"', "workspace acme, field keys.0: only a key of role agent"),
        ("https://Desk.Acme.example", "*", "workspace acme, field allowed_origins: '*' is no origin"),
        ('["HS256"]', '["none"]', "workspace acme, field issuers.0.algorithms.0: "),
        ('["HS256"]', "[]", "workspace acme, field issuers.0.algorithms: "),
        ('["HS256"]', '["HS256", "RS256"]', "workspace acme, field issuers.0: HS algorithms go with"),
        ('["HS256"]', '["RS256"]', "workspace acme, field issuers.0: HS algorithms go with"),
        ("secret_variable", 'jwks = "keys.json"\nsecret_variable', "workspace acme, field issuers.0: give one of"),
        ("secret_variable", 'jwks_url = "https://k.example"\nsecret_variable', "field issuers.0: give one of"),
        ('["HS256"]', '["RS256"]\njwks_url = "https://k.example"\njwks = "k.json"', "field issuers.0: give one of"),
        ('secret_variable = "ACME_SECRET"', 'jwks_url = "https://k.example"', "field issuers.0: HS algorithms go with"),
        ('secret_variable = "ACME_SECRET"', "", "workspace acme, field issuers.0: give one of"),
        ('"ACME_SECRET"', '"a secret that stands here"', "workspace acme, field issuers.0.secret_variable: "),
        ('audience = "bistand"', "", "workspace acme, field issuers.0.audience: "),
        ("guidelines =", "guideline =", "workspace acme, field guideline: "),
        ("[workspaces.default]", "[workspaces.'../../etc']", "workspace ../../etc"),
        ("[workspaces.default]", "[workspace.default]", "field workspace: "),
        ('role = "server"', "role = server", "no TOML; "),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, said: str) -> None:
    """File, workspace and field."""
    assert old in GOOD
    with pytest.raises(SetupError) as wrong:
        listed(tmp_path, GOOD.replace(old, new))
    assert wrong.value.detail.startswith(str(tmp_path / "workspaces.toml"))
    assert said in wrong.value.detail
    assert "a secret that stands here" not in wrong.value.detail


def test_keys_and_issuers_come_once(tmp_path: Path) -> None:
    """An id in a workspace, a key everywhere, an issuer in a workspace."""
    key = f'[[workspaces.%s.keys]]\nid = "%s"\nrole = "agent"\nsha256 = "{DIGEST}"\n'
    with pytest.raises(SetupError, match="field keys: two keys have the id 'desk'"):
        listed(tmp_path, GOOD + key % ("acme", "desk"))
    with pytest.raises(SetupError, match="workspace acme, field keys.0.sha256: this is the key of workspace default"):
        listed(tmp_path, GOOD + key % ("default", "desk"))
    issuer = '[[workspaces.acme.issuers]]\nissuer = "https://desk.acme.example"\naudience = "b"\n'
    with pytest.raises(SetupError, match="is listed twice"):
        listed(tmp_path, GOOD + issuer + 'algorithms = ["HS256"]\nsecret_variable = "B"\n')


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    """Missing, empty, no text."""
    with pytest.raises(SetupError, match=r"none.toml: .* cannot be read \(No such file or directory\)"):
        list_workspaces(read_settings(workspaces=tmp_path / "none.toml"))
    with pytest.raises(SetupError, match="field workspaces: "):
        listed(tmp_path, "")
    with pytest.raises(SetupError, match="not UTF-8"):
        listed(tmp_path, b'[workspaces.acme]\nplaybook = "\xe5"')
