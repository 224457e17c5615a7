"""`bistand replay FILE...`: what Bistand would have said in a conversation, and when."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from assist.commands.story import tell
from assist.commands.terminal import AsJson, DataFolder, GuidelinesFolder, PlaybookFolder, page, show_json
from assist.commands.workspace import opened
from assist.errors import InvalidRequest, RequestError
from assist.settings import read_settings
from assist.timeline import play
from assist.wire.reading import Transcript, read_transcript
from assist.wire.text import parse

STANDARD_INPUT = Path("-")
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Each holds a transcript or a list of them; '-' is standard input."
    ),
]
HeldBack = Annotated[bool, typer.Option("--held-back", help="Print what was held back too, each with the reason.")]


def replay(
    files: Files,
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    held_back: HeldBack = False,
    as_json: AsJson = False,
) -> None:
    """Play transcripts on a virtual clock and print their timelines; nothing is stored."""
    transcripts = [transcript for path in files for transcript in transcripts_in(path)]
    assistant = opened(read_settings(data=data, guidelines=guidelines, playbook=playbook))
    answers = [play(transcript, assistant.understand, assistant.playbook) for transcript in transcripts]
    if as_json:
        show_json(answers[0] if len(answers) == 1 else answers)
        return
    for transcript, answer in zip(transcripts, answers, strict=True):
        tell(transcript.opening.conversation, answer, page(), held_back=held_back)


def transcripts_in(path: Path) -> list[Transcript]:
    """The transcripts of a file: objects of `conversation`, `events`, `end`; other fields are left alone."""
    try:
        body = parse(sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes())
        return [_transcript(each) for each in (body if isinstance(body, list) else [body])]
    except RequestError as error:
        raise InvalidRequest(f"{path}: {error.detail}", error.faults) from None


def _transcript(body: object) -> Transcript:
    if not isinstance(body, dict):
        raise InvalidRequest("A transcript is a JSON object with `conversation`, `events` and `end`")
    known = {name: body[name] for name in ("conversation", "events") if name in body}
    return read_transcript({**known, "until": body.get("until", body.get("end"))})
