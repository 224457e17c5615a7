"""Keys and origins, by themselves."""

import pytest
from aiohttp.test_utils import make_mocked_request

from assist.errors import NotAuthenticated
from assist.server.guards.auth import Keys, Origins, Who, host_name, is_own_origin


def test_whose_key() -> None:
    """Exactly the key, in any characters; whoever shows another is nobody."""
    keys = Keys({"a" * 20: Who("acme"), "nyckel-åäö-123456": Who("nord", "a1")}, 10)
    assert keys.who("a" * 20) == Who("acme")
    assert keys.who("nyckel-åäö-123456") == Who("nord", "a1")
    for wrong in ("", "a" * 19, "a" * 21, "A" * 20, "\ud800"):
        with pytest.raises(NotAuthenticated):
            keys.who(wrong)


@pytest.mark.parametrize(
    ("origin", "host", "is_own"),
    [
        ("http://localhost:8400", "localhost:8400", True),
        ("https://desk.example.com", "Desk.Example.com", True),
        ("http://localhost:8400", "localhost:8401", False),
        ("http://localhost:8400.evil.test", "localhost:8400", False),
        ("file://", "", False),
        ("null", "null", False),
        ("ftp://localhost:8400", "localhost:8400", False),
        ("http://[::1", "[::1", False),
    ],
)
def test_own_origin(origin: str, host: str, is_own: bool) -> None:
    """Scheme, name and port have to be those of this server."""
    assert is_own_origin(origin, host) is is_own


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:1", "localhost"),
        ("[::1]:8400", "::1"),
        ("127.0.0.1", "127.0.0.1"),
        ("[", ""),
        ("", ""),
        ("a@b", "b"),
    ],
)
def test_host_names(host: str, name: str) -> None:
    """Without port and brackets; nonsense has no name."""
    assert host_name(host) == name


@pytest.mark.parametrize(
    ("origin", "may"),
    [
        ("https://desk.example.com", True),
        ("https://Desk.Example.com", True),
        ("moz-extension://2f1c", True),
        ("chrome-extension://abcd", False),
        ("https://moz-extension", False),
        ("null", False),
    ],
)
def test_listed_origins(origin: str, may: bool) -> None:
    """Those on the list; of Firefox's extensions all, where the list says so."""
    origins = Origins(("https://desk.example.com", "moz-extension://*"), loopback_only=False)
    assert origins.may(make_mocked_request("GET", "/", {"Origin": origin, "Host": "server.example.com"})) is may


def test_extensions_are_not_listed_by_themselves() -> None:
    """Without the entry none comes in."""
    origins = Origins(("https://desk.example.com",), loopback_only=False)
    assert not origins.may(make_mocked_request("GET", "/", {"Origin": "moz-extension://2f1c", "Host": "h"}))
