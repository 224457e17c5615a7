"""How the tests of commands run them, and the small data they run on."""

from typing import Any

from typer.testing import CliRunner

from assist.__main__ import app

GUIDELINES = "# Service\n\n## Holds\n\nApologise to the customer after every hold and explain why it took so long.\n"
TRANSCRIPT: dict[str, Any] = {
    "conversation": {
        "id": "c1",
        "channel": "phone",
        "customer": {"name": "Lars"},
        "agent": {"id": "a1", "name": "Kim"},
    },
    "events": [
        {
            "id": "e1",
            "at": 0,
            "type": "message",
            "role": "agent",
            "text": "One moment, I will ask the warehouse.",
        },
        {"id": "e2", "at": 5, "type": "hold_started", "reason": "asking the warehouse"},
        {"id": "e3", "at": 105, "type": "hold_ended"},
    ],
    "end": 110,
    "expect": [],
}


def result_of(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command."""
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.stdout, result.stderr


def ran(*words: str, code: int = 0) -> str:
    """Standard output of a command that ends with `code`."""
    ended, out, err = result_of(*words)
    assert ended == code, out + err
    return out


def refused(*words: str) -> str:
    """The one sentence of a command that cannot run."""
    ended, out, err = result_of(*words)
    assert ended == 2, out + err
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    return err
