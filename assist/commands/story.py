"""A replay as a person reads it: who said what and when, and beside it what the agent was asked to do."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assist.core.conversation import Conversation
from assist.timeline import ReplayAnswer
from assist.wire.times import Time

COLOURS = {"urgent": "bold red", "high": "bold yellow", "normal": "bold cyan", "low": "bold blue"}
OUTCOMES = {
    "done": ("✓", "green"),
    "expired": ("·", "dim"),
    "dismissed": ("×", "dim"),
    "withdrawn": ("·", "dim"),
}
REASONS = {
    "already_open": "it is open already",
    "excluded_by": "does not go with",
    "most_reached": "it came as often as it may",
    "cooldown": "it came a short while ago",
    "budget:at_once": "enough prompts are open for this agent",
    "budget:per_minute": "enough prompts came in the last minute for this agent",
}


def tell(conversation: Conversation, answer: ReplayAnswer, console: Console, *, held_back: bool = False) -> None:
    """Print the timeline of one replay, on request with what was held back and why."""
    names = {prompt["id"]: prompt["moment"] for prompt in answer["prompts"]}
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(justify="right", no_wrap=True)
    rows.add_column(no_wrap=True)
    rows.add_column()
    beside: Iterable[Mapping[str, Any]] = answer["suppressed"] if held_back else ()
    for entry in sorted([*answer["entries"], *beside], key=lambda entry: entry["at"]):
        for row in _rows(entry, names):
            rows.add_row(*row)
    console.rule(Text(_title(conversation), "bold"), align="left")
    console.print(rows)
    console.print(Text(_closing(answer), "bold"))
    console.print()


def clock(at: Time) -> str:
    """Minutes and seconds of a replay's number; the time of day of a real time."""
    if isinstance(at, str):
        return f"{datetime.fromisoformat(at):%m-%d %H:%M:%S}"
    minutes, seconds = divmod(int(at), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def why(reason: str) -> str:
    """A reason of the policy in words; one that is not known as it is."""
    name, _, other = reason.partition(":")
    known = REASONS.get(reason)
    return known or (f"{REASONS[name]} {other}" if name in REASONS else reason)


def _rows(entry: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[Text, Text, Text]]:
    at = Text(clock(entry["at"]), "dim")
    match entry["kind"]:
        case "event":
            return [(at, Text(_who(entry["event"])), Text(_what(entry["event"])))]
        case "prompt_opened" | "prompt_updated":
            return _prompt_rows(at, entry["prompt"])
        case "prompt_closed":
            mark, colour = OUTCOMES[entry["status"]]
            return [(at, Text(f"{mark} {entry['status']}", colour), Text(names[entry["prompt"]], colour))]
        case "suppressed":
            return [(at, Text("– held back", "dim"), Text(f"{entry['moment']}: {why(entry['reason'])}", "dim"))]
    return []


def _prompt_rows(at: Text, prompt: Mapping[str, Any]) -> list[tuple[Text, Text, Text]]:
    colour = COLOURS[prompt["priority"]]
    rows = [(at, Text("▶ prompt", colour), Text(f"{prompt['moment']}: {prompt['instruction']}", colour))]
    if prompt["say"]:
        rows.append((Text(), Text("say", "dim"), Text(prompt["say"], "italic")))
    for citation in prompt["guidelines"][:1]:
        place = ", ".join(part for part in (citation["title"], citation["section"]) if part)
        quote = Text(f"“{citation['quote']}”").append(f"  {place}", "dim")
        rows.append((Text(), Text("guideline", "dim"), quote))
    rows.append((Text(), Text("because", "dim"), Text(prompt["because"]["text"], "dim")))
    return rows


def _who(event: Mapping[str, Any]) -> str:
    return str(event.get("role") or "")


def _what(event: Mapping[str, Any]) -> str:
    said = event.get("text") or event.get("reason") or event.get("to") or ""
    if event["type"] == "message":
        return str(said)
    happened = f"[{event['type'].replace('_', ' ')}]"
    return f"{happened} {said}" if said else happened


def _title(conversation: Conversation) -> str:
    parts = (conversation.organisation, conversation.channel.value, conversation.customer.name)
    return "  ·  ".join(part for part in parts if part)


def _closing(answer: ReplayAnswer) -> str:
    summary = answer["summary"]
    outcomes = ", ".join(f"{count} {status}" for status, count in summary["by_status"].items())
    met = sum(summary["met"].values())
    return (
        f"{summary['prompts']} prompts{f' ({outcomes})' if outcomes else ''}; "
        f"{met} more requests met before any prompt was needed; {summary['suppressed']} held back"
    )
