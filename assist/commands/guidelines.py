"""`bistand guidelines add|list|search|coverage`: the documents that prompts quote."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from assist.commands.remote import Refused, ask
from assist.commands.terminal import (
    FOUND_WRONG,
    AsJson,
    DataFolder,
    PlaybookFolder,
    complain,
    page,
    show_json,
)
from assist.commands.workspace import document_name, opened
from assist.settings import open_access, read_settings
from guidelines_kb import DocumentError, Match, Snippet

app = typer.Typer(no_args_is_help=True, help="The documents that prompts quote.")
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Text, Markdown, HTML, PDF or DOCX.")]
Server = Annotated[
    str | None, typer.Option("--server", metavar="URL", help="Add to a running server, live at once.")
]


@app.command()
def add(files: Files, server: Server = None, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Add documents, or put them in place of those with the same names; exit code 1 when one is refused."""
    settings = read_settings(data=data)
    library = None if server else opened(settings).library
    added, refused = list[dict[str, Any]](), list[dict[str, str]]()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for path in progress.track(files, description="Adding"):
            try:
                body = path.read_bytes()
                if library is None:
                    added.append(_put(f"{server}", open_access(settings).key, path, body))
                else:
                    added.append(asdict(library.add(document_name(path), body, filename=path.name)))
            except DocumentError as error:
                refused.append({"file": str(path), "error": str(error)})
    if as_json:
        show_json({"documents": added, "refused": refused})
    for info in () if as_json else added:
        state = "" if info["changed"] else ", unchanged"
        page().print(f"{info['document']}: {info['language']}, {info['snippets']} sentences{state}")
    for each in refused:
        complain(f"{each['file']}: {each['error']}")
    if refused:
        raise typer.Exit(FOUND_WRONG)


@app.command("list")
def show(data: DataFolder = None, as_json: AsJson = False) -> None:
    """List the documents."""
    documents = [asdict(info) for info in opened(read_settings(data=data)).library.documents()]
    if as_json:
        show_json({"documents": documents})
        return
    table = Table("document", "title", "language", box=None, pad_edge=False)
    table.add_column("sentences", justify="right")
    for info in documents:
        table.add_row(info["document"], Text(info["title"]), info["language"], str(info["snippets"]))
    page().print(table)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="What is asked, in any of the languages.")],
    k: Annotated[int, typer.Option("-k", min=1, help="At most so many sentences.")] = 5,
    language: Annotated[str | None, typer.Option(help="Only sentences in this language.")] = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Find the sentences nearest to QUERY; exit code 1 when nothing is near enough."""
    matches = opened(read_settings(data=data)).library.search(query, k=k, language=language)
    if as_json:
        show_json({"matches": [_matched(match) for match in matches]})
    else:
        for match in matches:
            page().print(_line(f"{match.similarity:.2f}", match.snippet))
    if not matches:
        if not as_json:
            complain("no sentence is near enough to that")
        raise typer.Exit(FOUND_WRONG)


@app.command()
def coverage(data: DataFolder = None, playbook: PlaybookFolder = None, as_json: AsJson = False) -> None:
    """Show which sentences some moment quotes, and which none does."""
    assistant = opened(read_settings(data=data, playbook=playbook))
    moments = defaultdict[tuple[str, int], set[str]](set)
    for (moment, _), citations in assistant.playbook.citations.items():
        for citation in citations:
            moments[citation.document, citation.start].add(moment)
    rows = [
        (snippet, sorted(moments[snippet.document, snippet.start]))
        for snippet in assistant.library.snippets()
    ]
    if not as_json:
        _print_coverage(rows)
        return
    shown = [{**_quoted(snippet), "moments": names} for snippet, names in rows]
    show_json(
        {
            "snippets": len(shown),
            "cited": [each for each in shown if each["moments"]],
            "uncited": [each for each in shown if not each["moments"]],
        }
    )


def _print_coverage(rows: Sequence[tuple[Snippet, Sequence[str]]]) -> None:
    console = page()
    for snippet, names in rows:
        console.print(_line(", ".join(names) or "-", snippet))
    cited = sum(bool(names) for _, names in rows)
    console.print(f"{cited} of {len(rows)} sentences are quoted by some moment")


def _line(lead: str, snippet: Snippet) -> Text:
    return Text.assemble(
        (lead, "bold"), "  ", snippet.text, (f"  {snippet.document}, {snippet.section}", "dim")
    )


def _quoted(snippet: Snippet) -> dict[str, object]:
    """A sentence as the wire shows it."""
    fields = asdict(snippet)
    return {"quote": fields.pop("text"), **fields}


def _matched(match: Match) -> dict[str, object]:
    return {**_quoted(match.snippet), "similarity": round(match.similarity, 4)}


def _put(server: str, key: str, path: Path, body: bytes) -> dict[str, Any]:
    """Send a document to a running server; a refusal becomes the server's own sentence."""
    name = quote(document_name(path), safe="")
    try:
        return ask(server, key, "PUT", f"guidelines/{name}", body, media_type(path))
    except Refused as refused:
        raise DocumentError(refused.detail) from None


def media_type(path: Path) -> str:
    """What kind of file this is, by its ending."""
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    known = {".md": "text/markdown", ".html": "text/html", ".htm": "text/html", ".pdf": "application/pdf"}
    return {**known, ".docx": docx}.get(path.suffix.lower(), "text/plain")
