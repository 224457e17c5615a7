"""The only reader of the environment. A value that cannot be used stops the start and is named."""

import ipaddress
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assist.errors import SetupError
from assist.signing import TO_MAKE_ONE, check_signing

PREFIX = "BISTAND_"
LEAST_KEY = 16  # characters of an API key
# Firefox gives each installation of an extension an origin of its own, which nobody knows beforehand.
FIREFOX_EXTENSIONS = "moz-extension://*"
REDIS = tuple(f"{scheme}{kind}://" for scheme in ("redis", "rediss") for kind in ("", "+cluster", "+sentinel"))
_DESK = re.compile(rf"{PREFIX}DESK_(\w+?)_(SECRET|URL|TOKEN|SENDER)")
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[\w-]+(\.[\w-]+)*)(:\d{1,5})?", re.ASCII)
LISTS = ("languages", "allowed_origins", "frame_origins", "webhook_urls", "webhook_secret", "private_targets")
Words = Annotated[tuple[str, ...], NoDecode]


def check_origins(origins: tuple[str, ...]) -> tuple[str, ...]:
    """Origins in small letters; ValueError for what is none."""
    for origin in origins:
        if origin == FIREFOX_EXTENSIONS:
            continue
        scheme, separator, rest = origin.partition("://")
        if not separator or not scheme.isascii() or not rest or any(sign in rest for sign in "/*?# "):
            raise ValueError(f"{origin!r} is no origin; write scheme, host and port, no wildcard")
    return tuple(origin.lower() for origin in origins)


class DeskSettings(BaseModel):
    """What is known of one helpdesk: the secrets that sign its webhooks, and how to reach its own API."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    secrets: tuple[SecretStr, ...] = ()
    url: str = ""
    token: SecretStr = SecretStr("")
    sender: str = ""


class Settings(BaseSettings):
    """Every variable of the service; the table of the README is made from these lines."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True,
        env_ignore_empty=True, validate_default=True,
    )  # fmt: skip

    host: str = Field("127.0.0.1", description="Address to listen on; any but loopback needs an API key")
    port: int = Field(8400, ge=0, le=65535, description="Port to listen on; 0 takes a free one")
    data: Path = Field(Path("data"), description="Folder of the store, the index and the generated key")
    guidelines: Path | None = Field(None, description="Folder of guidelines; by default the sample handbook")
    playbook: Path | None = Field(None, description="Folder of moments to use in place of the built-in ones")
    api_key: SecretStr | None = Field(
        None, description="Key that clients show; a loopback server without one makes one in the data folder"
    )
    workspace: str = Field("default", min_length=1, max_length=200, description="What the key opens")
    workspaces: Path | None = Field(
        None, description="File (TOML) of workspaces, their keys, issuers of tokens, desks and webhooks"
    )
    store: str = Field(
        "sqlite", description="`sqlite` (in the data folder), `:memory:` or `redis://HOST:PORT/DB`, see Redis"
    )
    embedder: str = Field(
        "e5-small", description="`e5-small`, or `onnx:` or `sentence-transformers:` and a folder or hub name"
    )
    languages: Words = Field(
        ("sv", "da", "nb", "pt", "en"), description="Languages that customers and agents write, by commas"
    )
    dictionaries: Path | None = Field(
        None, description="Folder of Hunspell dictionaries, searched before the usual ones"
    )
    words: Path | None = Field(
        None, description="File of words that are right here, a line each; by default `words.txt` in the data folder"
    )
    allowed_origins: Words = Field(
        (), description="Origins of pages that may connect, by commas, each as `https://desk.example.com`"
    )
    frame_origins: Words = Field((), description="Origins of desks that may show our pages in a frame, by commas")
    retention_days: float | None = Field(
        None, gt=0, allow_inf_nan=False,
        description="Days after its last event until an ended conversation is erased; without it nothing is",
    )  # fmt: skip
    mask_stored: bool = Field(
        False, description="Whether people's addresses and numbers are masked before anything is kept"
    )
    audit_days: float = Field(
        365.0, gt=0, allow_inf_nan=False, description="Days that the audit trail remembers who read what"
    )
    public_charter: bool = Field(False, description="Show the service charter to everybody, at `/charter/public`")
    public_url: str = Field(
        "", description="Address that desks know this server by, behind a proxy, as `https://assist.example.com`"
    )
    requests_per_s: float = Field(500.0, gt=0, description="Requests a second that one key may make")
    frames_per_s: float = Field(200.0, gt=0, description="Frames a second that one connection may send")
    llm_base_url: str | None = Field(None, description="OpenAI-compatible endpoint that may polish wording")
    llm_model: str | None = Field(None, description="Model to ask there")
    llm_api_key: SecretStr | None = Field(None, description="Key to show there")
    llm_timeout_s: float = Field(6.0, gt=0, le=60, description="Seconds after a prompt in which better words may come")
    llm_tokens_per_day: int = Field(1_000_000, gt=0, description="Tokens that a workspace may spend there in a day")
    desks: Mapping[str, DeskSettings] = Field(default_factory=dict, description="see `_desks`")
    webhook_urls: Words = Field((), description="Addresses that are told of prompts opened and closed, by commas")
    webhook_secret: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        (), description="`whsec_...` that signs them; two by a comma while one replaces the other"
    )
    note_priority: str = Field(
        "high", pattern="^(none|low|normal|high|urgent)$",
        description="Least priority of a prompt that is written into the desk as a private note; `none` for no notes",
    )  # fmt: skip
    private_targets: Words = Field(
        (), description="Hosts of your own network that may be called, by commas, each as `host` or `host:port`"
    )
    workers: int = Field(1, ge=1, le=64, description="Processes that serve pages behind the port")
    drain_s: float = Field(
        3.0, ge=0, le=300, description="Seconds that clients get to move to another process when this one is stopped"
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="debug to error")

    @field_validator(*LISTS, mode="before")
    @classmethod
    def _by_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_origins", "frame_origins")
    @classmethod
    def _exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return check_origins(origins)

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in {"http", "https"} or not parts.netloc or parts.query or parts.fragment):
            raise ValueError(f"{url!r} is no address; write it as https://assist.example.com")
        return url.rstrip("/")

    @field_validator("webhook_urls")
    @classmethod
    def _web(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            if not url.startswith(("https://", "http://")):
                raise ValueError("an address does not begin with https://; commas stand between addresses only")
        return urls

    @field_validator("webhook_secret")
    @classmethod
    def _signs(cls, secrets: tuple[SecretStr, ...], info: ValidationInfo) -> tuple[SecretStr, ...]:
        if info.data.get("webhook_urls") and not secrets:
            raise ValueError(f"is needed to sign what goes to BISTAND_WEBHOOK_URLS; {TO_MAKE_ONE}")
        return check_signing(secrets)

    @field_validator("private_targets")
    @classmethod
    def _hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not _HOST.fullmatch(host):
                raise ValueError(f"{host!r} is no host; write `desk.internal`, `10.0.0.7:3000` or `[fd00::7]:3000`")
        return tuple(host.lower() for host in hosts)

    @field_validator("store")
    @classmethod
    def _known(cls, store: str) -> str:
        if store not in {"sqlite", ":memory:"} and not store.startswith(REDIS):
            known = "sqlite, :memory:, redis://HOST:PORT/DB, redis+cluster://... or redis+sentinel://..."
            raise ValueError(f"is not known; use {known}")  # it may hold a password
        return store

    @field_validator("api_key")
    @classmethod
    def _strong(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and len(key.get_secret_value()) < LEAST_KEY:
            raise ValueError(f"is shorter than {LEAST_KEY} characters; make one with `openssl rand -hex 24`")
        return key

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host.lower() == "localhost"

    @property
    def is_redis(self) -> bool:
        """Whether the store is one that processes on several machines share."""
        return self.store.startswith("redis")

    @property
    def store_path(self) -> str:
        """Where the embedded store keeps its file."""
        return self.store if self.store == ":memory:" else str(self.data / "bistand.db")

    @property
    def store_name(self) -> str:
        """The store as it may be shown: without the user and password of an address."""
        scheme, separator, rest = self.store.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}" if separator else self.store


@dataclass(frozen=True, slots=True)
class Access:
    """The key that opens the workspace, and the file it was kept in when this server made it."""

    key: str
    file: Path | None = None

    @property
    def is_generated(self) -> bool:
        """Whether the server made the key itself."""
        return self.file is not None


def read_settings(**given: Any) -> Settings:  # noqa: ANN401 - the command line's values, checked by the model
    """Settings from the environment and `.env`; `given` values win. SetupError names the variable."""
    chosen = {name: value for name, value in given.items() if value is not None}
    try:
        return Settings(**{"desks": _desks(), **chosen})
    except ValidationError as wrong:
        error = wrong.errors(include_url=False)[0]
        name = PREFIX + "_".join(str(step) for step in error["loc"]).upper()
        said = str(error.get("ctx", {}).get("error", error["msg"]))
        raise SetupError(f"{name}: {said}") from None  # the cause would quote a secret


def read_variable(name: str) -> str:
    """A variable that another file names, so that the secret stands in neither; empty when there is none."""
    return {**dotenv_values(".env"), **os.environ}.get(name) or ""


def desk_variable(desk: str, field: str) -> str:
    """The variable that says this of a desk."""
    return f"{PREFIX}DESK_{desk}_{field}".upper()


def _desks() -> dict[str, dict[str, object]]:
    """`BISTAND_DESK_<DESK>_SECRET` (two by a comma while one replaces the other), `_URL`, `_TOKEN`, `_SENDER`."""
    desks: dict[str, dict[str, object]] = {}
    for name, value in {**dotenv_values(".env"), **os.environ}.items():
        form = _DESK.fullmatch(name)
        if form and value:
            desk, field = form.group(1).lower(), form.group(2).lower()
            given = [part.strip() for part in value.split(",") if part.strip()]
            desks.setdefault(desk, {}).update({"secrets": given} if field == "secret" else {field: value})
    return desks


def open_access(settings: Settings) -> Access:
    """The key to ask for; made and kept (0600) where there is none and only this machine can connect."""
    if settings.api_key is not None:
        return Access(settings.api_key.get_secret_value())
    if not settings.is_loopback:
        raise SetupError(
            f"{PREFIX}API_KEY: a server on {settings.host} can be reached from elsewhere and needs a key;"
            " make one with `openssl rand -hex 24`"
        )
    path = settings.data / "api_key"
    try:
        return Access(_kept(path), path)
    except OSError as error:
        raise SetupError(f"{path}: the generated key cannot be kept ({error.strerror})") from error


def _kept(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24) + "\n")
    except FileExistsError:
        path.chmod(0o600)
    key = path.read_text(encoding="utf-8").strip()
    if len(key) < LEAST_KEY:
        raise SetupError(f"{path}: no usable key in this file; delete it and start again")
    return key
