"""A server as it runs by default, and a whole conversation with it, in a network namespace with nothing but loopback.

`python -m tests.assist.server.shut_in FOLDER` starts `bistand serve` with a fresh home under strace and an audit hook,
uses everything of it once and stops it. It leaves `trace` (the system calls), `hooked` (what Python was asked) and
`err` in the folder. Run by test_loopback.py; exit code 0 means that all of it worked.
"""

import asyncio
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

from assist.client import Client

ROOT = Path(__file__).resolve().parents[3]
CALLS = "connect,sendto,sendmsg,sendmmsg"
# The first connection is our own, so that a trace or a hook that hears nothing is found out.
HOOKED = """
import socket, sys
log = open(sys.argv.pop(1), 'a', buffering=1)
ASKED = {'socket.connect', 'socket.getaddrinfo', 'socket.gethostbyname', 'socket.gethostbyaddr', 'socket.sendto',
         'urllib.Request'}
sys.addaudithook(lambda event, given: event in ASKED and print(event, given[-1], file=log))
socket.socket().connect_ex(('localhost', 9))
from assist.__main__ import main
main()
"""


def call(address: str, key: str, method: str, path: str, body: object = None, media: str = "application/json") -> Any:
    """What the server answers."""
    data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {key}", "Content-Type": media}
    request = urllib.request.Request(address + path, data=data, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=120) as answer:
        said = answer.read()
        return json.loads(said) if answer.headers.get_content_type().endswith("json") else said


async def follow(address: str, key: str) -> None:
    """A hold, a question and a draft over the stream."""
    async with Client(address.replace("http", "ws") + "/v1/stream", key) as client:
        await client.subscribe("c1")
        for number, event in enumerate(
            [
                {"type": "message", "role": "customer", "text": "Var är mitt paket? Det här är oacceptabelt!"},
                {"type": "hold_started", "reason": "frågar lagret"},
                {"type": "hold_ended"},
                {"type": "message", "role": "agent", "text": "Förlåt att du fick vänta. Det kommer i morgon."},
            ]
        ):
            await client.event("c1", {"id": f"e{number}", **event})
        while True:
            told = await client.told(timeout_s=60)
            if told.entry and told.entry["kind"] == "event" and told.entry["event"]["id"] == "e3":
                return


def use(address: str, key: str, documents: Path) -> None:
    """Everything once."""
    for path in sorted(documents.iterdir()):
        call(address, key, "PUT", f"/v1/guidelines/{path.stem}", path.read_bytes(), "application/octet-stream")
    people = {"customer": {"id": "7", "name": "Lars"}, "agent": {"id": "a1", "name": "Kim"}}
    begun = {"id": "c1", "channel": "chat", **people}
    call(address, key, "POST", "/v1/conversations", begun)
    asyncio.run(follow(address, key))
    for path in ("/v1/conversations/c1", "/v1/conversations", "/v1/conversations/c1/log", "/v1/guidelines/coverage"):
        call(address, key, "GET", path)
    for path in ("/", "/docs", "/openapi.json", "/metrics", "/ready", "/v1/playbook", "/v1/guidelines/search?q=vente"):
        call(address, key, "GET", path)
    draft = "Hej Lars!\n\nDet är ditt eget fel, tyvär.\n\nKim"
    letter = {"draft": draft, "in_reply_to": "När kommer det?", "channel": "email"}
    assert call(address, key, "POST", "/v1/drafts/check", letter)["findings"]
    call(address, key, "POST", "/v1/replay", {"conversation": {"channel": "chat"}, "events": [
        {"id": "r1", "at": 0, "type": "message", "role": "customer", "text": "Jeg er meget vred!"}]})  # fmt: skip
    call(address, key, "POST", "/v1/playbook/test", b"", "application/yaml")
    call(address, key, "DELETE", "/v1/customers/7")
    assert call(address, key, "GET", "/v1/audit")["lines"]


def main(folder: Path) -> None:
    """Start it, use it, stop it."""
    traced = ["strace", "-D", "-f", "-qq", "-s", "0", "-e", f"trace={CALLS}", "-o", str(folder / "trace")]
    served = [sys.executable, "-c", HOOKED, str(folder / "hooked"), "serve", "--port", "0", "--json"]
    served += ["--data", str(folder / "data")]
    (folder / "home").mkdir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BISTAND_")}
    given = {**kept, "HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    with (folder / "err").open("wb") as err:
        process = subprocess.Popen([*traced, *served], stdout=subprocess.PIPE, stderr=err, env=given, cwd=folder)
        try:
            assert process.stdout is not None
            told = json.loads(process.stdout.readline())
            key = Path(told["key_file"]).read_text(encoding="utf-8").strip()
            use(told["url"].rstrip("/"), key, folder / "documents")
        finally:
            process.terminate()
            process.wait(60)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
