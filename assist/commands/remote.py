"""Commands that let a running server do their work."""

import json
import urllib.error
import urllib.request
from typing import Any

from assist.errors import AssistError

PATIENCE_S = 120.0


class Refused(AssistError):
    """What a server does not do, in its own sentence."""

    def __init__(self, detail: str, status: int) -> None:
        """`status` is HTTP's."""
        super().__init__(detail)
        self.status = status


def ask(
    server: str, key: str, method: str, path: str, body: bytes | None = None, media_type: str = ""
) -> dict[str, Any]:
    """What the server at `server` answers, {} for nothing; Refused with its sentence, AssistError when none answers."""
    headers = {"Authorization": f"Bearer {key}", **({"Content-Type": media_type} if media_type else {})}
    try:
        address = f"{server.rstrip('/')}/v1/{path}"
        request = urllib.request.Request(address, data=body, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # nosec B310 # their own --server
            found: dict[str, Any] = json.loads(answer.read() or b"{}")
            return found
    except urllib.error.HTTPError as error:
        raise Refused(_detail(error), error.code) from None
    except (urllib.error.URLError, ValueError) as error:
        raise AssistError(f"{server}: no server answers there ({getattr(error, 'reason', error)})") from None


def _detail(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["detail"])
    except (ValueError, KeyError):
        return f"the server answered {error.code}"
