"""What a workspace is connected to: desks that tell of its conversations, and addresses that are told of its prompts.

The first workspace's stand in the environment, those of every workspace in the file of workspaces. That file holds no
secret, only names of variables, which are read when a server starts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from assist.desks import DESKS
from assist.errors import SetupError
from assist.settings import DeskSettings, desk_variable
from assist.signing import check_signing

if TYPE_CHECKING:
    from assist.workspaces import Listed

Variable = Annotated[str, Field(pattern="^[A-Z][A-Z0-9_]*$")]
Address = Annotated[str, Field(pattern="^https?://[^/]", max_length=2_000)]


class DeskEntry(BaseModel):
    """A desk as the file says it: what it signs with, and what opens its own API."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    desk: str
    secret_variable: Variable | None = None
    url: Address | None = None
    token_variable: Variable | None = None
    sender: str = ""

    @field_validator("desk")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in DESKS:
            raise ValueError(f"there is no desk {name!r}; known are {', '.join(sorted(DESKS))}")
        return name

    @model_validator(mode="after")
    def _of_use(self) -> "DeskEntry":
        if self.secret_variable is None and self.token_variable is None:
            raise ValueError("give `secret_variable`, so that the desk can tell of conversations, or `token_variable`")
        if self.url and self.token_variable is None:
            raise ValueError("without `token_variable` nothing can be asked at `url`")
        desk = DESKS[self.desk]
        if self.token_variable and desk.note and not (self.url or desk.api):
            raise ValueError("without `url` no notes can be written there")
        return self


class WebhookEntry(BaseModel):
    """An address that is told of prompts opened and closed, and what signs what goes there."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    url: Address
    secret_variable: Variable


def check_once(what: str, names: Sequence[str]) -> None:
    """ValueError when two are the same; they are not shown, since an address may hold a secret."""
    if len(set(names)) < len(names):
        raise ValueError(f"two entries name the same {what}; one is enough, and its variable may hold two secrets")


@dataclass(frozen=True, slots=True)
class Connections:
    """Desks by name, and the secrets that sign what goes to each address."""

    desks: dict[str, DeskSettings] = field(default_factory=dict)
    webhooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def keep(self, listed: "Listed") -> None:
        """Let go of desks that are listed no more; those listed anew wait for a restart."""
        for name in self.desks.keys() - {*listed.settings.desks, *(one.desk for one in listed.desks)}:
            del self.desks[name]


def open_connections(listed: "Listed") -> Connections:
    """What a workspace is connected to; SetupError names the field whose variable does not hold what it should."""
    settings = listed.settings
    desks, signing = dict(settings.desks), tuple(one.get_secret_value() for one in settings.webhook_secret)
    for number, desk in enumerate(listed.desks):
        place = f"desks.{number}"
        if desk.desk in desks:
            said = desk_variable(desk.desk, "...")
            raise SetupError(f"{listed.where(place)}: {said} of the environment names this desk, too; keep either")
        desks[desk.desk] = _opened(listed, desk, place)
    webhooks = dict.fromkeys(settings.webhook_urls, signing)
    for number, hook in enumerate(listed.webhooks):
        place = f"webhooks.{number}"
        if hook.url in webhooks:
            said = "BISTAND_WEBHOOK_URLS of the environment names this address"
            raise SetupError(f"{listed.where(place)}.url: {said}, too; keep either")
        webhooks[hook.url] = _signing(listed, hook, f"{place}.secret_variable")
    return Connections(desks, webhooks)


def check_connections(listed: Sequence["Listed"]) -> None:
    """Every workspace's can be opened, and no desk's secret opens two: a delivery to one could be sent to the other."""
    seen: dict[str, str] = {}
    for one in listed:
        for name, desk in open_connections(one).desks.items():
            for secret in filter(None, (given.get_secret_value() for given in desk.secrets)):
                if (whose := seen.setdefault(secret, one.name)) != one.name:
                    number = [entry.desk for entry in one.desks].index(name)
                    place = one.where(f"desks.{number}.secret_variable")
                    raise SetupError(f"{place}: a desk of workspace {whose} has this secret, too; each needs its own")


def _opened(listed: "Listed", given: DeskEntry, place: str) -> DeskSettings:
    secrets = _read(listed, given.secret_variable, f"{place}.secret_variable")
    token = _read(listed, given.token_variable, f"{place}.token_variable")
    return DeskSettings(secrets=_parts(secrets), url=given.url or "", token=SecretStr(token), sender=given.sender)


def _signing(listed: "Listed", given: WebhookEntry, place: str) -> tuple[str, ...]:
    secrets = _parts(_read(listed, given.secret_variable, place))
    try:
        check_signing(secrets)
    except ValueError as wrong:
        raise SetupError(f"{listed.where(place)}: what {given.secret_variable} holds {wrong}") from None
    return tuple(secret.get_secret_value() for secret in secrets)


def _read(listed: "Listed", variable: str | None, place: str) -> str:
    """What the variable holds; "" where none is named."""
    value = listed.look_up(variable).strip() if variable else ""
    if variable and not value.strip(", "):
        raise SetupError(f"{listed.where(place)}: the variable {variable} is not set; it holds the secret")
    return value


def _parts(value: str) -> tuple[SecretStr, ...]:
    """One secret, or two by a comma while one replaces the other."""
    return tuple(SecretStr(part.strip()) for part in value.split(",") if part.strip())
