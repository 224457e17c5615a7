"""The workspaces that one server serves beside its own: a TOML file names them, and holds no secret.

Keys stand there as digests, secrets of tokens as names of variables. What is wrong is named by file, workspace, field.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from assist.connections import DeskEntry, WebhookEntry, check_once
from assist.errors import SetupError
from assist.settings import Settings, check_origins, read_variable

NAME = r"^[a-z0-9][a-z0-9_-]{0,62}$"  # also of a folder
DAY_S = 24 * 3600.0

Name = Annotated[str, Field(pattern=NAME)]
NotePriority = Literal["none", "low", "normal", "high", "urgent"]
Algorithm = Literal["HS256", "HS384", "HS512", "RS256", "PS256", "ES256", "ES384", "Ed25519"]


class Role(StrEnum):
    """What a key is for: a desk's or a tool's integration, one who answers customers, or who leads them."""

    SERVER = "server"
    AGENT = "agent"
    LEAD = "lead"


ALL_ROLES = frozenset(Role)


class _Part(BaseModel):
    """Frozen, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class KeySettings(_Part):
    """A key: `id` is what it is revoked by, `sha256` its digest, `agent` whose it is, if it is one agent's alone."""

    id: Name
    role: Role
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    agent: str = Field("", max_length=200)

    @property
    def name(self) -> str:
        """What the store remembers a revoked key by: another key under the same id is not revoked."""
        return f"{self.id}/{self.sha256[:16]}"

    @model_validator(mode="after")
    def _fits(self) -> "KeySettings":
        if self.agent and self.role is not Role.AGENT:
            raise ValueError("only a key of role agent belongs to one agent; leave `agent` out")
        return self


class IssuerSettings(_Part):
    """Who mints tokens for agents: signed with a secret (of the variable named) or a key of a JWKS, by file or URL."""

    issuer: str = Field(min_length=1, max_length=500)
    audience: str = Field(min_length=1, max_length=500)
    algorithms: tuple[Algorithm, ...] = Field(min_length=1)
    secret_variable: str = Field("", pattern="^([A-Z][A-Z0-9_]*)?$")
    jwks: Path | None = None
    jwks_url: str = Field("", max_length=2000)

    @model_validator(mode="after")
    def _signs(self) -> "IssuerSettings":
        if [bool(self.secret_variable), self.jwks is not None, bool(self.jwks_url)].count(True) != 1:
            raise ValueError("give one of `secret_variable` (HS algorithms), `jwks` and `jwks_url` (the others)")
        if any(name.startswith("HS") != bool(self.secret_variable) for name in self.algorithms):
            raise ValueError("HS algorithms go with `secret_variable`, all others with `jwks`; they are never mixed")
        return self


class WorkspaceSettings(_Part):
    """One workspace of the file. What is said there goes to a language model only if it says so itself."""

    guidelines: Path | None = None
    playbook: Path | None = None
    allowed_origins: tuple[str, ...] = ()
    retention_days: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    mask_stored: bool | None = None
    language_model: bool = False
    note_priority: NotePriority | None = None
    keys: tuple[KeySettings, ...] = ()
    issuers: tuple[IssuerSettings, ...] = ()
    desks: tuple[DeskEntry, ...] = ()
    webhooks: tuple[WebhookEntry, ...] = ()

    @field_validator("allowed_origins")
    @classmethod
    def _exact(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return check_origins(origins)

    @field_validator("keys")
    @classmethod
    def _apart(cls, keys: tuple[KeySettings, ...]) -> tuple[KeySettings, ...]:
        twice = [name for name, times in Counter(key.id for key in keys).items() if times > 1]
        if twice:
            raise ValueError(f"two keys have the id {twice[0]!r}; each needs its own, to be revoked by")
        return keys

    @field_validator("issuers")
    @classmethod
    def _each(cls, issuers: tuple[IssuerSettings, ...]) -> tuple[IssuerSettings, ...]:
        twice = [name for name, times in Counter(one.issuer for one in issuers).items() if times > 1]
        if twice:
            raise ValueError(f"the issuer {twice[0]!r} is listed twice; list its algorithms and keys together")
        return issuers

    @field_validator("desks")
    @classmethod
    def _each_desk(cls, desks: tuple[DeskEntry, ...]) -> tuple[DeskEntry, ...]:
        check_once("desk", [one.desk for one in desks])
        return desks

    @field_validator("webhooks")
    @classmethod
    def _each_address(cls, webhooks: tuple[WebhookEntry, ...]) -> tuple[WebhookEntry, ...]:
        check_once("address", [one.url for one in webhooks])
        return webhooks


class _File(_Part):
    workspaces: dict[Name, WorkspaceSettings] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """A workspace to serve: the settings it is opened with, and what the file says beside them."""

    settings: Settings
    keys: tuple[KeySettings, ...] = ()
    issuers: tuple[IssuerSettings, ...] = ()
    file: Path = Path()
    look_up: Callable[[str], str] = field(default=read_variable, repr=False)
    desks: tuple[DeskEntry, ...] = ()
    webhooks: tuple[WebhookEntry, ...] = ()

    @property
    def name(self) -> str:
        """What it is called."""
        return self.settings.workspace

    def where(self, place: str) -> str:
        """How an error says where it is."""
        return f"{self.file}, workspace {self.name}, field {place}"

    def resolved(self, path: Path) -> Path:
        """A path of the file, which starts where the file is."""
        return self.file.parent / path


def list_workspaces(settings: Settings) -> tuple[Listed, ...]:
    """The settings' own workspace first, then those of the file; an entry of its own name adds to the first.

    SetupError names file, workspace and field.
    """
    path = settings.workspaces
    if path is None:
        return (Listed(settings),)
    given = dict(_read(path).workspaces)
    own = given.pop(settings.workspace, WorkspaceSettings())
    listed = [_listed(_of_own(settings, own, path), own, path)]
    listed += [_listed(_of_further(settings, name, one, path), one, path) for name, one in given.items()]
    _check_keys(listed)
    return tuple(listed)


def _listed(settings: Settings, given: WorkspaceSettings, path: Path) -> Listed:
    return Listed(settings, given.keys, given.issuers, path, desks=given.desks, webhooks=given.webhooks)


def _of_own(settings: Settings, given: WorkspaceSettings, path: Path) -> Settings:
    """What the settings say comes before what the file says."""
    said = {**_folders(given, path), **_ways(given)}
    said = {name: value for name, value in said.items() if name not in settings.model_fields_set}
    return settings.model_copy(update={**said, "allowed_origins": (*settings.allowed_origins, *given.allowed_origins)})


def _of_further(settings: Settings, name: str, given: WorkspaceSettings, path: Path) -> Settings:
    """The same server's settings, with nothing of its own workspace's."""
    return settings.model_copy(
        update={
            "workspace": name,
            "data": settings.data / "workspaces" / name,
            "guidelines": None,
            "playbook": None,
            "words": None,
            "allowed_origins": given.allowed_origins,
            "desks": {},
            "webhook_urls": (),
            "webhook_secret": (),
            "llm_base_url": settings.llm_base_url if given.language_model else None,
            **_folders(given, path),
            **_ways(given),
        }
    )


def _ways(given: WorkspaceSettings) -> dict[str, object]:
    """What a workspace says of its own; for what it leaves out the server's settings hold."""
    said = {
        "retention_days": given.retention_days,
        "mask_stored": given.mask_stored,
        "note_priority": given.note_priority,
    }
    return {name: value for name, value in said.items() if value is not None}


def _folders(given: WorkspaceSettings, path: Path) -> dict[str, Path]:
    folders = {"guidelines": given.guidelines, "playbook": given.playbook}
    return {name: path.parent / folder for name, folder in folders.items() if folder is not None}


def _read(path: Path) -> _File:
    try:
        parsed = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SetupError(f"{path}: the file of workspaces cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise SetupError(f"{path}: the file of workspaces is not UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise SetupError(f"{path}: this is no TOML; {error}") from None
    try:
        return _File.model_validate(parsed)
    except ValidationError as wrong:
        raise SetupError(_sentence(path, wrong.errors(include_url=False)[0])) from None


def _sentence(path: Path, error: Mapping[str, Any]) -> str:
    steps = [str(step) for step in error["loc"] if step != "[key]"]
    said = str(error.get("ctx", {}).get("error", error["msg"]))
    if len(steps) > 1 and steps[0] == "workspaces":
        place = f", field {'.'.join(steps[2:])}" if len(steps) > 2 else ""
        return f"{path}, workspace {steps[1]}{place}: {said}"
    return f"{path}, field {'.'.join(steps)}: {said}"


def _check_keys(listed: list[Listed]) -> None:
    """One key opens one workspace."""
    seen: dict[str, str] = {}
    for workspace in listed:
        for number, key in enumerate(workspace.keys):
            place = workspace.where(f"keys.{number}.sha256")
            if key.sha256 in seen:
                raise SetupError(f"{place}: this is the key of {seen[key.sha256]} already; make another")
            seen[key.sha256] = f"workspace {workspace.name}, {key.id}"
