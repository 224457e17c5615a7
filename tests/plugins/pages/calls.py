"""Calls to a served server, and conversations for its pages to show."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.request import Request, urlopen

Said = tuple[str, float, str]

COMPLAINT: tuple[Said, ...] = (
    ("customer", 0, "Hello! I have waited three weeks for my delivery. This is completely unacceptable!"),
    ("agent", 90, "I am looking."),
    ("customer", 120, "Where is my parcel? And do I get my money back?"),
    ("agent", 150, "I am sorry, Karin. Your parcel arrives tomorrow, and you have the money back today."),
    ("customer", 180, "Thank you, that is good."),
    ("agent", 200, "Is there anything else I can help you with?"),
    ("customer", 220, "No thanks, goodbye!"),
    ("agent", 230, "Thank you Karin, have a nice day!"),
)


def key_of(url: str) -> str:
    """The key that a server on loopback hands to its own pages."""
    with urlopen(f"{url}console/config.json") as answer:
        key: str = json.load(answer)["key"]
        return key


def call(url: str, method: str, path: str, body: object = None) -> Any:
    """The answer of a REST call."""
    headers = {"Authorization": f"Bearer {key_of(url)}", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url.rstrip("/") + path, method=method, data=data, headers=headers)) as answer:
        return json.load(answer)


def hold(
    url: str, name: str, *, agent: str, ago: timedelta, said: tuple[Said, ...] = COMPLAINT, ends: bool = True
) -> None:
    """A chat of so long ago, taken in at once, as a desk would report it afterwards."""
    begun = datetime.now(UTC) - ago
    about = {
        "customer": {"name": "Karin Ek", "language": "en"},
        "agent": {"id": agent, "name": "Anna", "language": "en"},
    }
    call(url, "POST", "/v1/conversations", {"id": name, "channel": "chat", "language": "en", **about})
    events: list[dict[str, Any]] = [
        {"id": f"e{number}", "type": "message", "role": role, "text": text, "at": _at(begun, seconds)}
        for number, (role, seconds, text) in enumerate(said)
    ]
    if ends:
        events.append({"id": "end", "type": "conversation_ended", "at": _at(begun, said[-1][1] + 5)})
    call(url, "POST", f"/v1/conversations/{name}/events", {"events": events})


def _at(begun: datetime, seconds: float) -> str:
    return (begun + timedelta(seconds=seconds)).isoformat()
