import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OPEN_AND_ENCODE = """
import socket, sys
from pathlib import Path
from guidelines_kb.embedders.e5 import E5

def refuse(*_):
    raise AssertionError("something was looked up on a network")

socket.getaddrinfo = refuse
E5(cache=Path(sys.argv[1])).encode(["hello"], "query")
for line in open("/proc/self/maps") if Path("/proc/self/maps").exists() else ():
    assert "onnxruntime.db" not in line
"""


def test_nothing_is_reported_and_nothing_left_in_the_home_folder(tmp_path):
    """ONNX Runtime would keep a device number and a queue for its telemetry there."""
    home, cache = tmp_path / "home", tmp_path / "cache"
    home.mkdir()
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("ORT_")}
    environment = {**inherited, "HOME": str(home), "XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", OPEN_AND_ENCODE, str(cache)], check=True, env=environment, cwd=tmp_path)
    assert list(home.rglob("*")) == []


def test_no_other_file_imports_onnx_runtime():
    importing = {
        path.relative_to(ROOT).as_posix()
        for tree in ("assist", "guidelines_kb")
        for path in (ROOT / tree).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "onnxruntime" for alias in node.names)
    }
    assert importing == {"guidelines_kb/embedders/runtime.py"}
