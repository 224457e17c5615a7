"""By default nothing leaves this machine: no connection, no question for a name, and none is needed."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from reportlab.platypus import Paragraph, SimpleDocTemplate

ROOT = Path(__file__).resolve().parents[3]
SHUT = ["unshare", "--map-root-user", "--net", "sh", "-c"]
ADDRESS = re.compile(r"sa_family=(\w+)(.*?)}")
NAMES = "htons(53)"  # the port of name servers
OURS = re.compile(r'inet_addr\("127\.|"::1"|"::ffff:127\.')


def foreign(trace: str) -> list[str]:
    """The calls of a trace that speak to anything but this machine, or ask for a name."""
    lines = [line for line in trace.splitlines() if (found := ADDRESS.search(line)) and not _is_ours(*found.groups())]
    return [line[:200] for line in lines]


def _is_ours(family: str, address: str) -> bool:
    if family in {"AF_INET", "AF_INET6"}:
        return OURS.search(address) is not None and NAMES not in address
    return family in {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC"}


@pytest.fixture(scope="module")
def shut_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a server that has run through a whole conversation with nothing but loopback around it."""
    for program in ("unshare", "ip", "strace"):
        if shutil.which(program) is None:
            pytest.skip(f"needs {program}: 'apt-get install util-linux iproute2 strace'")
    up = subprocess.run([*SHUT, "ip link set lo up && strace -f true"], capture_output=True, text=True, check=False)
    if up.returncode:
        pytest.skip(f"this machine lets nobody make a network of their own: {up.stderr.strip()[:100]}")
    folder = tmp_path_factory.mktemp("shut")
    documents(folder / "documents")
    inside = f"ip link set lo up && exec {sys.executable} -m tests.assist.server.shut_in {folder}"
    done = subprocess.run([*SHUT, inside], capture_output=True, text=True, check=False, cwd=ROOT, timeout=600)
    assert done.returncode == 0, done.stderr[-3_000:] + (folder / "err").read_text()[-3_000:]
    return folder


def documents(folder: Path) -> None:
    """One of each kind, with something in it that a careless reader would fetch."""
    folder.mkdir()
    linked = "Svara varje kund inom en arbetsdag. Se http://rules.example/."
    picture = '<img src="http://tracker.example/x.png"><link rel="stylesheet" href="//styles.example/a.css">'
    (folder / "plain.txt").write_text(linked, encoding="utf-8")
    (folder / "marked.md").write_text(f"# Rules\n\n![x](http://tracker.example/x.png) {linked}\n", encoding="utf-8")
    entity = '<!DOCTYPE html [<!ENTITY x SYSTEM "http://entities.example/x">]>'
    (folder / "page.html").write_text(f"{entity}<html><body>{picture}<p>{linked}</p></body></html>", encoding="utf-8")
    written = docx.Document()
    written.add_paragraph(linked)
    written.save(str(folder / "word.docx"))
    printed = io.BytesIO()
    SimpleDocTemplate(printed).build([Paragraph(f'<a href="http://rules.example/">{linked}</a>')])
    (folder / "print.pdf").write_bytes(printed.getvalue())


def test_no_system_call_leaves_loopback(shut_in: Path) -> None:
    """Of the server and every process that it starts, from its first start with an empty home on."""
    trace = (shut_in / "trace").read_text(encoding="utf-8", errors="replace")
    assert len(re.findall(r"connect\(.*htons\(9\)", trace)) == 1  # our own
    assert foreign(trace) == []


def test_python_is_asked_for_no_other_name(shut_in: Path) -> None:
    """Neither for a connection nor for an address, as its own audit events tell; the hook heard something at least."""
    asked = (shut_in / "hooked").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "socket.connect ('localhost', 9)"
    assert [line for line in asked if not re.search(r"127\.0\.0\.1|::1|localhost|/", line)] == []


def test_a_call_to_elsewhere_would_be_seen() -> None:
    """Lines as strace writes them."""
    out = '7 connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("10.1.2.3")}, 16) = -1 ENETUNREACH'
    name = '7 connect(5, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 0'
    six = '7 sendto(5, ""..., 3, 0, {sa_family=AF_INET6, inet_pton(AF_INET6, "fd00::7", &sin6_addr)}, 28) = 3'
    ours = '7 connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("127.0.0.1")}, 16) = 0'
    unix = '7 connect(5, {sa_family=AF_UNIX, sun_path="/run/nscd/socket"}, 110) = -1 ENOENT'
    assert foreign("\n".join([out, name, six, ours, unix, '7 sendto(5, ""..., 3, 0, NULL, 0) = 3'])) == [out, name, six]
