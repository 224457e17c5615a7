"""The versions of a playbook: what was published at once, kept for good; what is live is their sum.

Each is kept under a name that begins with its number. Should two servers publish at the same moment, both are kept,
and every server counts them in the same order.
"""

from collections.abc import Iterable, Mapping
from uuid import uuid4

from pydantic import BaseModel, ConfigDict

Texts = Mapping[str, str | None]


class Published(BaseModel):
    """What is kept of a version.

    `at` is in seconds since the epoch, `by` the agent or key. `moments` has the YAML of what was changed by id, None
    for a moment that is again as the playbook's folder has it. `restores` is the version that was gone back to.
    """

    model_config = ConfigDict(frozen=True)
    at: float
    by: str = ""
    restores: int | None = None
    moments: dict[str, str | None]


class Version(Published):
    """The same with its number, from 1 on."""

    number: int


def numbered(kept: Mapping[str, bytes]) -> tuple[Version, ...]:
    """The versions that lie under `kept`, oldest first."""
    read = (Published.model_validate_json(kept[name]) for name in sorted(kept))
    return tuple(Version(number=number, **published.model_dump()) for number, published in enumerate(read, 1))


def name_of(number: int) -> str:
    """A name to keep a version under that should become this number."""
    return f"{number:08d}-{uuid4().hex[:12]}"


def texts_of(versions: Iterable[Version]) -> dict[str, str | None]:
    """What the versions together have made of the moments that they touched."""
    texts: dict[str, str | None] = {}
    for version in versions:
        texts |= version.moments
    return texts


def way_back(versions: tuple[Version, ...], number: int) -> dict[str, str | None]:
    """What to publish so that every moment is as it was at version `number`; 0 is before the first."""
    now, then = texts_of(versions), texts_of(versions[:number])
    return {name: then.get(name) for name, text in now.items() if then.get(name) != text}


def changed_since(versions: tuple[Version, ...], number: int, names: Iterable[str]) -> Version | None:
    """The latest version after `number` that changed one of these moments, or None."""
    wanted = {*names}
    return next((one for one in reversed(versions[number:]) if wanted & one.moments.keys()), None)
