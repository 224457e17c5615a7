"""`bistand playbook test`: run the examples that every moment brings."""

from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from assist.commands.terminal import FOUND_WRONG, AsJson, DataFolder, PlaybookFolder, page, show_json
from assist.commands.workspace import opened
from assist.errors import NotFound
from assist.playbook.examples import Outcome, outcomes_body, run_examples
from assist.settings import read_settings

app = typer.Typer(no_args_is_help=True, help="The moments and their examples.")
OnlyMoment = Annotated[
    str | None, typer.Argument(metavar="[MOMENT]", help="Run this moment's examples only.")
]


@app.callback()
def _group() -> None:
    """The moments and their examples."""


@app.command()
def test(
    moment: OnlyMoment = None,
    data: DataFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Run the examples of the playbook; exit code 1 when one of them fails."""
    assistant = opened(read_settings(data=data, playbook=playbook))
    if moment is not None and moment not in assistant.playbook.by_id:
        raise NotFound(
            f"there is no moment {moment!r} in the playbook; it has {', '.join(assistant.playbook.by_id)}"
        )
    chosen = [each for each in assistant.playbook.moments if moment in (None, each.id)]
    outcomes = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Running examples", total=sum(len(each.examples) for each in chosen))
        for outcome in run_examples(assistant.playbook, assistant.understand, moment):
            outcomes.append(outcome)
            progress.advance(task)
    if as_json:
        show_json(outcomes_body(outcomes))
    else:
        _print(outcomes)
    if not all(outcome.passed for outcome in outcomes):
        raise typer.Exit(FOUND_WRONG)


def _print(outcomes: list[Outcome]) -> None:
    ran, passed = Counter[str](), Counter[str]()
    for outcome in outcomes:
        ran[outcome.moment] += 1
        passed[outcome.moment] += outcome.passed
    table = Table("moment", box=None, pad_edge=False)
    table.add_column("passed", justify="right")
    table.add_column("of", justify="right")
    for moment, count in ran.items():
        style = "" if passed[moment] == count else "bold red"
        table.add_row(moment, str(passed[moment]), str(count), style=style)
    console = page()
    for outcome in outcomes:
        if not outcome.passed:
            wanted = "should fire" if outcome.example.fires else "should stay silent"
            console.print(f"{outcome.moment} ({outcome.example.language}) {wanted}: {outcome.problem}")
            for line in outcome.example.lines:
                console.print(f"    {line}")
    console.print(table)
    console.print(f"{passed.total()} of {ran.total()} examples passed")
