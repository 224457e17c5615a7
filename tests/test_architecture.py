"""The shape of the code: what may import what, what the core may not touch, how long things may get."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((*(ROOT / "assist").rglob("*.py"), *(ROOT / "guidelines_kb").rglob("*.py")))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
CORE = sorted(name for name in TREES if name.startswith("assist/core/"))

# A part imports parts of its own row and of the rows above it.
LAYERS = (
    {"__init__", "core", "errors"},
    {
        *("ports", "inbox", "wire", "acts", "spelling", "playbook", "replay", "desks", "citations", "clauses"),
        *("answers", "sentence"),
        *("settings", "figures", "masking", "meanings", "vectors", "workspaces", "connections", "signing"),
    },
    {
        "editor",
        "standards",
        "drafts",
        "inquiry",
        "recollection",
        "understanding",
        "worker",
        "runner",
        "redaction",
        "audit",
        "customers",
        "refold",
        "recordings",
        "batch",
        "intake",
        "packing",
        "consumer",
        "doorbell",
        "seats",
        "timers",
        "timeline",
        "stores",
        "metrics",
        "notices",
        "retention",
        "presence",
        "listeners",
        "posted",
        "editions",
        "replica",
        "logs",
        "wording",
        "playing",
        "practice",
    },
    {"server", "charter", "scorecards"},
    {"app", "engine", "supervisor", "client", "login", "__main__", "commands"},
)
WORLD = {
    "asyncio",
    "concurrent",
    "contextvars",
    "http",
    "io",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
} | {
    *("queue", "random", "secrets", "select", "shutil", "signal", "socket", "sqlite3", "subprocess", "sys"),
    *("tempfile", "threading", "time", "urllib", "uuid"),
}
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
LONG_FILES = {"assist/core/conversation.py": 340}  # the state and everything that changes it, in one place

# Modules whose tests have another name: where they are tested.
TESTED_BY = {
    "assist/core/asking_*.py": "tests/assist/core/test_asking.py",
    "assist/drafts/letter_words.py": "tests/assist/drafts/test_letters.py",
    "assist/charter/*.py": "tests/assist/charter/test_charter.py",
    "assist/client.py": "tests/assist/server/stream/test_websocket.py",
    "assist/core/tally.py": "tests/assist/core/test_tallying.py",
    "assist/core/drafts/words/*.py": "tests/assist/core/drafts/test_words.py",
    "assist/commands/*.py": "tests/assist/commands/test_workspace.py",
    "assist/desks/__init__.py": "tests/assist/desks/test_desk.py",
    "assist/engine.py": "tests/assist/test_app.py",
    "assist/listeners.py": "tests/assist/test_runner.py",
    "assist/doorbell.py": "tests/assist/test_runner.py",
    "assist/logs.py": "tests/assist/test_app.py",
    "assist/metrics.py": "tests/assist/test_app.py",
    "assist/timers.py": "tests/assist/test_runner.py",
    "assist/ports.py": "tests/contracts/store_contract.py",
    "assist/inbox.py": "tests/contracts/inbox_contract.py",
    "assist/playing.py": "tests/assist/practice/test_practice.py",
    "assist/practice/script.py": "tests/assist/practice/test_loading.py",
    "assist/scorecards/*.py": "tests/assist/scorecards/test_measure.py",
    "assist/server/listening.py": "tests/assist/test_supervisor.py",
    "assist/stores/redis/*.py": "tests/assist/stores/test_redis.py",
    "assist/stores/*.py": "tests/assist/stores/test_sqlite.py",
    "assist/wire/*.py": "tests/assist/wire/test_writing.py",
    "assist/wording/commitment*.py": "tests/assist/wording/test_refusals.py",
    "assist/server/*.py": "tests/assist/server/test_http.py",
    "guidelines_kb/documents/worker.py": "tests/guidelines_kb/documents/test_sandbox.py",
    "guidelines_kb/errors.py": "tests/guidelines_kb/test_library.py",
    "guidelines_kb/snippets.py": "tests/guidelines_kb/test_library.py",
    "guidelines_kb/__init__.py": "tests/guidelines_kb/test_library.py",
    "guidelines_kb/cache.py": "tests/guidelines_kb/test_library.py",
    "guidelines_kb/embedders/e5/network.py": "tests/guidelines_kb/embedders/e5/test_embedder.py",
    "guidelines_kb/embedders/__init__.py": "tests/guidelines_kb/embedders/e5/test_embedder.py",
    "guidelines_kb/embedders/protocol.py": "tests/guidelines_kb/embedders/e5/test_embedder.py",
}


def module_of(name: str) -> str:
    """The dotted name of a file."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports_of(name: str, *, hidden: bool = True) -> Iterator[str]:
    """The modules that a file imports, inside functions too unless told otherwise."""
    nodes = ast.walk(TREES[name]) if hidden else iter(TREES[name].body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (
                inner if (inner := f"{node.module}.{alias.name}") in MODULES else node.module for alias in node.names
            )


MODULES = {module_of(name) for name in TREES}


def functions_of(name: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file."""
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """How many lines a body has, its docstring left out."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) is not None else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("name", CORE)
def test_the_core_is_plain_functions(name: str) -> None:
    """Nothing in the core waits."""
    waiting = (ast.AsyncFunctionDef, ast.Await, ast.AsyncFor, ast.AsyncWith)
    assert [node.lineno for node in ast.walk(TREES[name]) if isinstance(node, waiting)] == []


@pytest.mark.parametrize("name", CORE)
def test_the_core_imports_only_itself_and_pure_parts_of_the_library(name: str) -> None:
    """No clock, no randomness, no files, no threads, and nothing of the rest of the service."""
    foreign = {
        module
        for module in imports_of(name)
        if not module.startswith("assist.core.")
        and (module.split(".")[0] not in sys.stdlib_module_names or module.split(".")[0] in WORLD)
    }
    assert foreign == set()


@pytest.mark.parametrize("name", CORE)
def test_the_core_asks_nobody_for_the_time(name: str) -> None:
    """Times come with events: no now(), no today(), no local time zone, nothing opened or printed."""
    called = [node for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]
    names = {node.func.id for node in called if isinstance(node.func, ast.Name)}
    methods = {node.func.attr for node in called if isinstance(node.func, ast.Attribute)}
    assert names & {"open", "print", "input", "eval", "exec", "__import__", "id", "hash"} == set()
    assert methods & {"now", "utcnow", "today", "astimezone", "localtime"} == set()
    naive = [
        node.lineno
        for node in called
        if isinstance(node.func, ast.Attribute) and node.func.attr == "fromtimestamp" and len(node.args) < 2
    ]
    assert naive == []


def test_imports_point_one_way() -> None:
    """Core, then what speaks for it, then what runs it, then the server, then the application."""
    rank = {part: row for row, parts in enumerate(LAYERS) for part in parts}
    wrong = []
    for name in TREES:
        if name.startswith("assist/"):
            part = module_of(name).split(".")[1] if module_of(name) != "assist" else "__init__"
            assert part in rank, f"say in LAYERS where {part} belongs"
            for module in imports_of(name):
                if module.split(".")[0] == "assist":
                    imported = module.split(".")[1] if "." in module else "__init__"
                    if rank[imported] > rank[part]:
                        wrong.append(f"{name} imports {module}")
    assert wrong == []


def test_the_library_knows_nothing_of_the_service() -> None:
    """guidelines_kb can be used alone."""
    wrong = [
        f"{name} imports {module}"
        for name in TREES
        if name.startswith("guidelines_kb/")
        for module in imports_of(name)
        if module.split(".")[0] == "assist"
    ]
    assert wrong == []


def test_no_module_imports_itself_round_about() -> None:
    """Modules have an order in which each needs only those before it."""
    needs = {
        module_of(name): {module for module in imports_of(name, hidden=False) if module in MODULES} - {module_of(name)}
        for name in TREES
        if not name.endswith("__init__.py")
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))


def test_one_file_reads_the_environment() -> None:
    """Everything else gets its settings handed."""
    readers = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv", "environb"))
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "os"
            and {a.name for a in node.names} & {"environ", "getenv"}
        )
    }
    writers = {
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("putenv", "unsetenv")
    }
    assert readers == {"assist/settings.py"}
    assert writers == {"guidelines_kb/embedders/runtime.py"}  # tells ONNX Runtime to report to nobody


def test_one_folder_speaks_http() -> None:
    """aiohttp is imported in the server, in the application and in the command that starts it."""
    users = {name for name in TREES if any(module.split(".")[0] == "aiohttp" for module in imports_of(name))}
    assert {name for name in users if not name.startswith("assist/server/")} <= {
        "assist/app.py",
        "assist/commands/serve.py",
    }


def test_every_module_has_its_test() -> None:
    """One noun, one file, one test of the same name; the few others say where they are tested."""
    missing = []
    for path in SOURCES:
        name = path.relative_to(ROOT).as_posix()
        if len(path.read_text(encoding="utf-8").splitlines()) <= 30:
            continue
        elsewhere = next((test for pattern, test in TESTED_BY.items() if fnmatch(name, pattern)), None)
        own = (ROOT / "tests" / name).with_name(f"test_{path.stem.strip('_')}.py")
        if not own.exists() and not (elsewhere and (ROOT / elsewhere).exists()):
            missing.append(name)
    assert missing == []


def test_no_file_is_long() -> None:
    """Three hundred lines can be read in one go."""
    lengths = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8").count("\n") for path in SOURCES}
    long = {name: length for name, length in lengths.items() if length > LONG_FILES.get(name, LONGEST_FILE)}
    assert long == {}


def test_no_function_is_long() -> None:
    """Forty lines fit on a screen."""
    long = {
        f"{name}:{function.name}": lines_of(function)
        for name in TREES
        for function in functions_of(name)
        if lines_of(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Every module can be imported in a clean process: no file, no thread, no word appears."""
    modules = sorted(name for name in MODULES if not name.endswith("__main__"))
    program = f"""
import importlib, sys, threading
sys.path.insert(0, {str(ROOT)!r})
for module in {modules!r}:
    importlib.import_module(module)
    extra = [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]
    assert not extra, (module, extra)
"""
    clean = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [*tmp_path.rglob("*")] == []
