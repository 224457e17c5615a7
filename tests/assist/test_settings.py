"""Settings: defaults, refusals that name the variable, and the key."""

from pathlib import Path

import pytest

from assist.errors import SetupError
from assist.settings import Settings, open_access, read_settings


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults() -> None:
    """Nothing needs to be set."""
    settings = read_settings()
    assert (settings.host, settings.port, settings.store) == ("127.0.0.1", 8400, "sqlite")
    assert settings.languages == ("sv", "da", "nb", "pt", "en")
    assert settings.is_loopback
    assert settings.store_path == "data/bistand.db"


def test_the_environment_and_the_command_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The command line wins over the environment, the environment over `.env`; empty means unset."""
    (tmp_path / ".env").write_text("BISTAND_PORT=1\nBISTAND_EMBEDDER=x\nBISTAND_DESK_ZENDESK_SECRET=s1\n")
    monkeypatch.setenv("BISTAND_PORT", "2")
    monkeypatch.setenv("BISTAND_LANGUAGES", "sv, da")
    monkeypatch.setenv("BISTAND_ALLOWED_ORIGINS", "https://Desk.example.com,http://localhost:3000")
    monkeypatch.setenv("BISTAND_RETENTION_DAYS", "")
    monkeypatch.setenv("BISTAND_DESK_FRONT_SECRET", "s2, s3")
    monkeypatch.setenv("BISTAND_DESK_FRONT_URL", "https://f")
    monkeypatch.setenv("BISTAND_DESK_FRONT_TOKEN", "t")
    settings = read_settings(host=None, data=tmp_path)
    assert (settings.port, settings.embedder, settings.data) == (2, "x", tmp_path)
    assert settings.languages == ("sv", "da")
    assert settings.allowed_origins == ("https://desk.example.com", "http://localhost:3000")
    assert settings.retention_days is None
    given = {desk: [one.get_secret_value() for one in some.secrets] for desk, some in settings.desks.items()}
    assert given == {"zendesk": ["s1"], "front": ["s2", "s3"]}
    assert (settings.desks["front"].url, settings.desks["front"].token.get_secret_value()) == ("https://f", "t")
    assert read_settings(port=3).port == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("STORE", "mysql://x"),
        ("ALLOWED_ORIGINS", "https://*.example.com"),
        ("ALLOWED_ORIGINS", "example.com"),
        ("RETENTION_DAYS", "-1"),
        ("RETENTION_DAYS", "inf"),
        ("PUBLIC_URL", "assist.example.com"),
        ("PUBLIC_URL", "https://assist.example.com/?a=b"),
        ("API_KEY", "short-secret"),
        ("LOG_LEVEL", "loud"),
        ("PRIVATE_TARGETS", "http://desk.internal"),
        ("PRIVATE_TARGETS", "10.0.0.0/8"),
        ("PRIVATE_TARGETS", "*.internal"),
        ("WEBHOOK_SECRET", "short-secret"),
        ("WEBHOOK_SECRET", "whsec_c2hvcnQtc2VjcmV0"),
        ("WEBHOOK_SECRET", "whsec_short-secret" + "A" * 40),
        ("WEBHOOK_URLS", "hooks.example.com"),
        ("NOTE_PRIORITY", "some"),
    ],
)
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """One sentence with the variable; a secret is never quoted."""
    monkeypatch.setenv(f"BISTAND_{name}", value)
    with pytest.raises(SetupError, match=f"^BISTAND_{name}: ") as refused:
        read_settings()
    assert "short-secret" not in str(refused.value)


def test_webhooks_are_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses need a secret; two may be live."""
    monkeypatch.setenv("BISTAND_WEBHOOK_URLS", "https://a.example/x?token=hidden")
    with pytest.raises(SetupError, match="^BISTAND_WEBHOOK_SECRET: .*openssl rand -base64 32") as refused:
        read_settings()
    assert "hidden" not in str(refused.value)
    monkeypatch.setenv("BISTAND_WEBHOOK_SECRET", f"whsec_{'QUJD' * 8}, whsec_{'REVG' * 8}")
    monkeypatch.setenv("BISTAND_PRIVATE_TARGETS", "Desk.internal:3000, [fd00::7]:3000, localhost")
    settings = read_settings()
    assert [secret.get_secret_value()[6:10] for secret in settings.webhook_secret] == ["QUJD", "REVG"]
    assert settings.private_targets == ("desk.internal:3000", "[fd00::7]:3000", "localhost")


def test_a_loopback_server_makes_its_key_once(tmp_path: Path) -> None:
    """The key is kept for its owner only, and is the same at the next start."""
    access = open_access(read_settings(data=tmp_path / "d"))
    assert access.is_generated
    assert access.file is not None
    assert access.file.stat().st_mode & 0o777 == 0o600
    assert open_access(read_settings(data=tmp_path / "d")) == access
    access.file.write_text("")
    with pytest.raises(SetupError, match="no usable key"):
        open_access(read_settings(data=tmp_path / "d"))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.com"])
def test_elsewhere_a_key_is_needed(host: str) -> None:
    """A server that others can reach refuses to start without a key."""
    with pytest.raises(SetupError, match="BISTAND_API_KEY"):
        open_access(read_settings(host=host))
    assert open_access(read_settings(host=host, api_key="k" * 20)).key == "k" * 20


@pytest.mark.parametrize("host", ["127.0.0.1", "127.5.5.5", "::1", "localhost"])
def test_loopback_addresses(host: str) -> None:
    """Addresses that only this machine can reach."""
    assert read_settings(host=host).is_loopback


def test_a_folder_that_cannot_hold_the_key(tmp_path: Path) -> None:
    """A data folder that is a file stops the start."""
    (tmp_path / "d").write_text("")
    with pytest.raises(SetupError, match="cannot be kept"):
        open_access(read_settings(data=tmp_path / "d"))


def test_every_variable_is_described() -> None:
    """The README's table needs a sentence for each."""
    assert all(field.description for field in Settings.model_fields.values())


def test_firefox_extensions_have_no_origin_one_could_list() -> None:
    """Each installation makes its own: all of them, or none."""
    assert read_settings(allowed_origins="moz-extension://*").allowed_origins == ("moz-extension://*",)
    with pytest.raises(SetupError, match="no wildcard"):
        read_settings(allowed_origins="chrome-extension://*")
