"""`bistand acts train`: learn what sentences do, from the example files."""

from pathlib import Path
from typing import Annotated

import typer

from assist.acts import weights
from assist.acts.definition import load_folder
from assist.commands.terminal import AsJson, DataFolder, page, show_json
from assist.commands.workspace import encoding
from assist.settings import read_settings
from guidelines_kb import Library, open_embedder

app = typer.Typer(no_args_is_help=True, help="What sentences do.")
Into = Annotated[Path, typer.Option("--into", metavar="FILE", help="Where to keep the heads.")]


@app.callback()
def _group() -> None:
    """What sentences do."""


@app.command()
def train(into: Into = weights.PACKAGED, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Train the heads from the example files, as they are now, and keep them."""
    settings = read_settings(data=data)
    acts, embedder = load_folder(), open_embedder(settings.embedder)
    library = Library.open(None, embedder, settings.languages, cache=settings.data / "calibrations")
    weights.train_and_keep(acts, embedder, library, settings.languages, settings.data, into, encoding)
    if as_json:
        show_json({"file": str(into), "acts": list(acts.names), "embedder": embedder.name})
    else:
        page().print(f"{into}: {len(acts.names)} acts for {embedder.name}")
