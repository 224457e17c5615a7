"""How `BISTAND_STORE` names a Redis: one server, a Cluster, or the primary that Sentinels know by a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from assist.errors import SetupError

OPTIONS = {"db", "ssl_ca_certs", "ssl_cert_reqs", "ssl_certfile", "ssl_check_hostname", "ssl_keyfile"}
SENTINEL_OPTIONS = {"sentinel_username", "sentinel_password"}
DEFAULT_PREFIX = "bistand"
PORT, SENTINEL_PORT = 6379, 26379
HOW = {
    "": "redis://HOST:PORT/DB, with numbers as port and DB",
    "cluster": "redis+cluster://HOST:PORT,HOST:PORT with some of its nodes, and no DB",
    "sentinel": "redis+sentinel://HOST:PORT,HOST:PORT/NAME, the name as the Sentinels monitor it",
}


@dataclass(frozen=True, slots=True)
class Address:
    """`SCHEME://[USER:PASSWORD@]HOST[:PORT][,...][/DB or NAME][?prefix=NAME]`, taken apart; shown without its secrets.

    `kind` is empty for one server, else `cluster` or `sentinel`; `options` go to each connection.
    """

    url: str = field(repr=False)
    where: str
    prefix: str
    kind: str = ""
    hosts: tuple[tuple[str, int], ...] = ()
    name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    sentinel_options: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, url: str) -> "Address":
        """The address; SetupError when it cannot be used."""
        parts = urlsplit(url)
        scheme, _, kind = parts.scheme.partition("+")
        given = dict(parse_qsl(parts.query, keep_blank_values=True))
        prefix = given.pop("prefix", DEFAULT_PREFIX)
        if not prefix or not all(sign.isascii() and (sign.isalnum() or sign in "-_.") for sign in prefix):
            raise SetupError("BISTAND_STORE: a prefix may hold letters, digits, '-', '_' and '.'")
        allowed = OPTIONS | (SENTINEL_OPTIONS if kind == "sentinel" else set())
        if unknown := sorted(given.keys() - allowed):
            known = ", ".join(sorted({"prefix", *allowed}))
            raise SetupError(f"BISTAND_STORE: {unknown[0]!r} is no option of the address; there are {known}")
        try:
            if kind:
                return _of_several(parts, scheme, kind, prefix, given)
            number = parts.path.strip("/") or given.get("db", "0")
            where = f"{scheme}://{parts.hostname or 'localhost'}:{parts.port or PORT}/{int(number)}"
        except ValueError:
            raise SetupError(f"BISTAND_STORE: write {HOW[kind]}") from None
        return cls(urlunsplit(parts._replace(query=urlencode(given))), where, prefix)


def _of_several(parts: SplitResult, scheme: str, kind: str, prefix: str, given: dict[str, str]) -> Address:
    """An address of several hosts; ValueError when it is none."""
    login, _, places = parts.netloc.rpartition("@")
    hosts = tuple(_host(place, SENTINEL_PORT if kind == "sentinel" else PORT) for place in places.split(","))
    user, _, password = (unquote(part) for part in login.partition(":"))
    name, options = parts.path.strip("/"), dict[str, Any](given)
    sentinel_options = {key.removeprefix("sentinel_"): options.pop(key) for key in SENTINEL_OPTIONS & options.keys()}
    if bool(name) != (kind == "sentinel") or kind not in HOW:
        raise ValueError
    options["db"] = int(options.get("db", 0))
    if kind == "cluster" and options.pop("db"):
        raise ValueError
    options |= {key: value for key, value in (("username", user), ("password", password)) if value}
    if scheme == "rediss":
        options["ssl"] = True
    if "ssl_check_hostname" in options:
        options["ssl_check_hostname"] = options["ssl_check_hostname"].lower() in {"1", "true", "yes"}
    where = f"{parts.scheme}://{places}/{name}".rstrip("/")
    return Address(urlunsplit(parts), where, prefix, kind, hosts, name, options, sentinel_options)


def _host(place: str, default: int) -> tuple[str, int]:
    parts = urlsplit(f"//{place}")
    if not parts.hostname:
        raise ValueError
    return parts.hostname, parts.port or default
