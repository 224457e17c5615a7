"""The library on the command line: build, search, coverage, calibrate. Every command has --json."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from guidelines_kb import calibration
from guidelines_kb.atomic import write_atomically
from guidelines_kb.coverage import coverage
from guidelines_kb.embedders import open_embedder
from guidelines_kb.embedders.e5 import files
from guidelines_kb.embedders.e5.embedder import E5, packaged_weights
from guidelines_kb.embedders.e5.measuring import measured
from guidelines_kb.embedders.e5.weights import Weights
from guidelines_kb.errors import DocumentError, KnowledgeError
from guidelines_kb.library import Library
from guidelines_kb.reference import packaged

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)
encoder = typer.Typer(no_args_is_help=True, help="The default encoder: build it, or measure its ranges.")
app.add_typer(encoder, name="encoder")
_out = Console()
_err = Console(stderr=True)

READABLE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
EmbedderName = Annotated[
    str, typer.Option("--embedder", help='"e5-small", or "onnx:" or "sentence-transformers:" and a folder or hub name.')
]
Built = Annotated[
    Path, typer.Argument(help="The folder a library was built into.", exists=True, file_okay=False)
]


@app.command()
def build(
    folder: Annotated[Path, typer.Argument(help="Where the documents are.", exists=True, file_okay=False)],
    into: Annotated[Path, typer.Option("--into", help="The folder for the library.")],
    embedder: EmbedderName = "e5-small",
    as_json: AsJson = False,
) -> None:
    """Add every readable file below FOLDER; one that cannot be read is named and left out (exit code 1)."""
    library = Library.open(into, open_embedder(embedder))
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in READABLE and path.is_file()]
    added, refused = [], []
    for path in track(files, "Reading", console=_err, disable=not _err.is_terminal):
        name = path.relative_to(folder).as_posix()
        try:
            added.append(library.add(name, path.read_bytes(), filename=path.name))
        except DocumentError as refusal:
            refused.append({"document": name, "error": str(refusal)})
    if as_json:
        _print_json(
            {"documents": [asdict(info) for info in added], "refused": refused, "version": library.version}
        )
    else:
        for info in added:
            state = "" if info.changed else " (unchanged)"
            _out.print(f"{escape(info.document)}: {info.language}, {info.snippets} snippets{state}")
        for refusal_of in refused:
            _err.print(f"[red]{escape(refusal_of['document'])}: {escape(refusal_of['error'])}")
    raise typer.Exit(1 if refused or not files else 0)


@app.command()
def search(
    folder: Built,
    query: Annotated[str, typer.Argument(help="What is asked, in any of the languages.")],
    language: Annotated[str | None, typer.Option("--language", help="Only snippets in it.")] = None,
    k: Annotated[int, typer.Option("-k", help="At most so many.", min=1)] = 5,
    embedder: EmbedderName = "e5-small",
    as_json: AsJson = False,
) -> None:
    """Find the sentences that answer QUERY; nothing is printed when nothing fits (exit code 1)."""
    matches = _opened(folder, embedder).search(query, k=k, language=language)
    if as_json:
        _print_json({"matches": [{**asdict(m.snippet), "similarity": m.similarity} for m in matches]})
    else:
        table = Table("similarity", "document", "section", "sentence")
        for match in matches:
            snippet = match.snippet
            table.add_row(
                f"{match.similarity:.3f}",
                escape(snippet.document),
                escape(snippet.section),
                escape(snippet.text),
            )
        _out.print(table if matches else "Nothing fits.")
    raise typer.Exit(0 if matches else 1)


@app.command(name="coverage")
def show_coverage(
    folder: Built,
    queries: Annotated[Path, typer.Option("--queries", help="A file, one query a line.", exists=True)],
    embedder: EmbedderName = "e5-small",
    as_json: AsJson = False,
) -> None:
    """Show which snippets best answer some query, which none, and which queries nothing fits."""
    asked = [line.strip() for line in queries.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = coverage(_opened(folder, embedder), asked)
    if as_json:
        _print_json(
            {
                "covered": [{**asdict(s), "queries": list(asking)} for s, asking in found.covered],
                "uncovered": [asdict(snippet) for snippet in found.uncovered],
                "unanswered": list(found.unanswered),
            }
        )
        return
    for snippet, asking in found.covered:
        _out.print(f"[green]{len(asking):4}[/] {escape(snippet.document)}: {escape(snippet.text)}")
    for snippet in found.uncovered:
        _out.print(f"[yellow]   0[/] {escape(snippet.document)}: {escape(snippet.text)}")
    for question in found.unanswered:
        _out.print(f"[red]nothing fits:[/] {escape(question)}")


@encoder.command("build")
def build_encoder(
    into: Annotated[
        Path | None, typer.Option("--into", help="The cache folder; by default the user's own.")
    ] = None,
) -> None:
    """Build the default encoder now, as its first use would (some seconds), so that no start waits for it."""
    _out.print(E5(cache=into).name)


@encoder.command("measure")
def measure_encoder() -> None:
    """Measure anew what range of numbers goes into each product of the encoder; every vector changes a little."""
    reference = packaged()
    texts = [text for part in (reference.handbook, reference.everyday) for some in part.values() for text in some]
    found = measured(Weights(packaged_weights()), texts)
    write_atomically(files.RANGES, found.to_bytes())
    _out.print(str(files.RANGES))


@app.command()
def calibrate(
    into: Annotated[Path, typer.Option("--into", help="Where to keep it.")] = calibration.PACKAGED,
    embedder: EmbedderName = "e5-small",
    as_json: AsJson = False,
) -> None:
    """Measure an embedder over the reference texts, as the package does itself on first use."""
    path = calibration.save(calibration.calibrate(open_embedder(embedder), packaged()), into)
    for stale in into.glob("*.npz"):
        if stale != path and into == calibration.PACKAGED:
            stale.unlink()
    if as_json:
        _print_json({"file": str(path)})
    else:
        _out.print(str(path))


def _opened(folder: Path, embedder: str) -> Library:
    return Library.open(folder, open_embedder(embedder))


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def main() -> None:
    """Run the command line; a refusal is one sentence on standard error and exit code 2."""
    try:
        app()
    except KnowledgeError as refusal:
        _err.print(f"[red]{escape(str(refusal))}")
        raise SystemExit(2) from refusal


if __name__ == "__main__":
    main()
