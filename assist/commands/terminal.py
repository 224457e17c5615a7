"""How commands speak: results on standard output, progress and errors on standard error."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from assist.errors import AssistError
from guidelines_kb import KnowledgeError

FOUND_WRONG, CANNOT_RUN = 1, 2
WIDE = 100  # columns where the output is no terminal

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON in place of text.")]
DataFolder = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="Folder of store and index [default: data].")
]
GuidelinesFolder = Annotated[
    Path | None,
    typer.Option("--guidelines", metavar="DIR", help="Guidelines to load in place of the sample handbook."),
]
PlaybookFolder = Annotated[
    Path | None,
    typer.Option("--playbook", metavar="DIR", help="Moments to use in place of the built-in ones."),
]


class Commands(TyperGroup):
    """A group whose commands end with a sentence, not a traceback, when they cannot run."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - the signature of the class above
        """Run the command; what it raises on purpose becomes its sentence and exit code 2."""
        try:
            return super().invoke(ctx)
        except (AssistError, KnowledgeError) as error:
            complain(str(error))
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            complain(f"{where}{error.strerror or error}")
        raise typer.Exit(CANNOT_RUN)


def complain(sentence: str) -> None:
    """Say on standard error what is wrong."""
    typer.echo(f"bistand: {sentence}", err=True)


def show_json(value: object) -> None:
    """Print a value as JSON, as it is and in full."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def page() -> Console:
    """Where text results go: as wide as the terminal, or as a page where there is none."""
    console = Console(highlight=False, markup=False, emoji=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, emoji=False, width=WIDE)
