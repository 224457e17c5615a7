"""`bistand draft FILE`: what is to be mended in a letter before it is sent, and which questions it answers."""

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from assist.commands.terminal import (
    FOUND_WRONG,
    AsJson,
    DataFolder,
    GuidelinesFolder,
    PlaybookFolder,
    page,
    show_json,
)
from assist.commands.workspace import opened
from assist.core.drafts.draft import Finding, Severity
from assist.core.drafts.writing import Proof, Writing
from assist.core.events import Channel
from assist.errors import InvalidRequest
from assist.settings import read_settings
from assist.wire.bodies import DraftAgentBody, DraftCheckBody
from assist.wire.drafts import draft_body, writing_of
from assist.wire.faults import validated

STANDARD_INPUT = Path("-")
STYLES = {Severity.ERROR: "bold red", Severity.WARN: "yellow", Severity.INFO: "cyan"}
AROUND = 40  # code points beside the words of a finding that are shown with them

DraftFile = Annotated[Path, typer.Argument(metavar="FILE", help="The draft as text; '-' is standard input.")]
ReplyTo = Annotated[
    list[Path] | None,
    typer.Option("--reply-to", metavar="FILE", help="What the customer wrote; several, oldest first."),
]
OnChannel = Annotated[Channel, typer.Option("--channel", help="What is being written.")]
Customer = Annotated[str, typer.Option(help="The customer's name.")]
Agent = Annotated[str, typer.Option(help="The name of who writes.")]
Language = Annotated[str | None, typer.Option(help="The draft's language [default: as it seems].")]
Tell = Annotated[str | None, typer.Option("--tell-in", help="Language of the findings [default: the draft's].")]


def draft(  # noqa: PLR0913, PLR0917 - the options of a command
    file: DraftFile,
    reply_to: ReplyTo = None,
    channel: OnChannel = Channel.EMAIL,
    customer: Customer = "",
    agent: Agent = "",
    language: Language = None,
    tell_in: Tell = None,
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Check a draft; nothing is stored. Exit code 1 when there is something to mend."""
    body = {
        "draft": text_of(file),
        "channel": channel,
        "in_reply_to": [text_of(path) for path in reply_to or ()],
        "customer": {"name": customer},
        "agent": DraftAgentBody(name=agent, language=tell_in).model_dump(),
        "language": language,
    }
    writing = writing_of(validated(DraftCheckBody, body), None)
    workspace = opened(read_settings(data=data, guidelines=guidelines, playbook=playbook))
    proof = workspace.drafter.check(writing, workspace.playbook, workspace.interpreter.encode, time.time())
    if as_json:
        show_json(draft_body(writing, proof))
    else:
        show(writing, proof, page())
    if proof.findings:
        raise typer.Exit(FOUND_WRONG)


def text_of(path: Path) -> str:
    """The text of a file; one that is none is an InvalidRequest."""
    try:
        return (sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidRequest(f"{path}: this is not UTF-8 text") from None


def show(writing: Writing, proof: Proof, console: Console) -> None:
    """Print each finding under the words it is about, then the customer's questions."""
    if not proof.is_supported:
        console.print(f"The draft seems to be in '{proof.language}', which is not read here: its words were let be.")
    for finding in proof.findings:
        console.print(_quoted(writing.text, finding, console))
        console.print(f"    {finding.severity}: {finding.message}", _replacements(finding))
    for question in proof.questions:
        answer = writing.text[question.answer_start : question.answer_end]
        console.print(f"{'✓' if question.answered_by else '✗'} {_flat(question.text)}")
        if question.answered_by:
            console.print(f"    {_flat(answer)}")
    count, words = len(proof.findings), len(writing.text.split())
    console.print(f"{words} words in '{proof.language}', {count} {'finding' if count == 1 else 'findings'}")


def _quoted(text: str, finding: Finding, console: Console) -> Text:
    """The words of a finding with a little of what stands around them: underlined, or between signs on a page."""
    before, after = text[max(0, finding.start - AROUND) : finding.start], text[finding.end : finding.end + AROUND]
    words = _flat(text[finding.start : finding.end]) or "▲"
    space_before, space_after = (" " if some[:1].isspace() else "" for some in (before[::-1], after))
    shown = Text(_flat(before) + space_before)
    shown.append(words if console.is_terminal else f"[{words}]", style=f"underline {STYLES[finding.severity]}")
    shown.append(space_after + _flat(after))
    return shown


def _replacements(finding: Finding) -> str:
    return f"→ {', '.join(finding.replacements)}" if finding.replacements else ""


def _flat(text: str) -> str:
    return " ".join(text.split())
