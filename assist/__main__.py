"""The command line: `bistand` or `python -m assist`. Each command is a file of `assist/commands`."""

import typer

from assist.commands import (
    acts,
    check,
    deliveries,
    draft,
    erase,
    guidelines,
    key,
    playbook,
    replay,
    scorecards,
    serve,
    worker,
)
from assist.commands.terminal import Commands

app = typer.Typer(
    name="bistand",
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The right guideline sentence, at the right second, in five languages.",
)
app.command("serve")(serve.serve)
app.command("worker")(worker.worker)
app.command("replay")(replay.replay)
app.command("draft")(draft.draft)
app.add_typer(guidelines.app, name="guidelines")
app.add_typer(playbook.app, name="playbook")
app.add_typer(acts.app, name="acts")
app.add_typer(key.app, name="key")
app.add_typer(scorecards.app, name="scorecards")
app.add_typer(deliveries.app, name="deliveries")
app.command("erase")(erase.erase)
app.command("check")(check.check)


def main() -> None:
    """Run the command that the arguments name."""
    app()


if __name__ == "__main__":
    main()
