"""What a workspace has told outside of this service, to whom, and how it is addressed. Pure; the courier carries it.

Signed by Standard Webhooks (https://www.standardwebhooks.com): `webhook-id`, `webhook-timestamp`, `webhook-signature`.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from standardwebhooks import Webhook

from assist.connections import Connections
from assist.core.conversation import Conversation
from assist.core.prompts import RANK, Closed, Entry, Opened, Priority, Prompt
from assist.desks import DESKS
from assist.desks.desk import Account, Call, Desk
from assist.desks.notes import note_text
from assist.masking import mask, masked
from assist.ports import Key, Notice
from assist.settings import Settings
from assist.wire.text import dump, parse
from assist.wire.times import LIVE
from assist.wire.writing import entry_body

MOST_BODY = 19_000  # bytes; the standard asks for less than 20 kB
WEBHOOK, NOTE = "webhook", "note"
SHORT = ("id", "conversation", "moment", "status", "priority", "opened_at", "expires_at")


@dataclass(frozen=True, slots=True)
class Recipients:
    """Whom to tell of one workspace's prompts: addresses with what signs for them, and desks that take private notes.

    Notes are written for prompts of `least` priority or more; None for none.
    """

    workspace: str
    webhooks: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    accounts: Mapping[str, Account] = field(default_factory=dict, repr=False)
    least: Priority | None = Priority.HIGH
    desks: Mapping[str, Desk] = field(default_factory=lambda: DESKS, repr=False)

    def notices_of(self, key: Key, entries: Sequence[Entry]) -> list[Notice]:
        """The notices of what one append adds to the log. The same entries always make the same notices."""
        if key.workspace != self.workspace:
            return []
        notices = [
            Notice(name, f"{WEBHOOK}:{url}", body) for name, body in _webhooks(key, entries) for url in self.webhooks
        ]
        desk = self._desk_of(key.conversation)
        if desk is not None:
            notices += [
                Notice(_name(key, NOTE, prompt.id, prompt.opened_at), f"{NOTE}:{desk}", _note_body(prompt))
                for prompt in self._noted(entries)
            ]
        return notices

    def call_of(self, notice: Notice, now: float) -> Call | None:
        """The request that delivers a notice at `now`; None when the settings name its target no more."""
        kind, _, target = notice.target.partition(":")
        if kind == WEBHOOK:
            return self._signed(notice, target, now) if self.webhooks.get(target) else None
        account, desk = self.accounts.get(target), self.desks.get(target)
        if account is None or desk is None or desk.note is None or notice.key is None:
            return None
        return desk.note(account, notice.key.conversation, parse(notice.body)["text"])

    def _signed(self, notice: Notice, url: str, now: float) -> Call:
        at, text = datetime.fromtimestamp(int(now), UTC), notice.body.decode()
        signatures = [Webhook(secret).sign(notice.id, at, text) for secret in self.webhooks[url]]
        return Call(
            "POST",
            url,
            {
                "content-type": "application/json",
                "webhook-id": notice.id,
                "webhook-timestamp": str(int(now)),
                "webhook-signature": " ".join(signatures),
            },
            notice.body,
        )

    def _desk_of(self, conversation: str) -> str | None:
        for name, account in self.accounts.items():
            note = self.desks[name].note
            if conversation.startswith(f"{name}-") and note and note(account, conversation, ""):
                return name
        return None

    def _noted(self, entries: Iterable[Entry]) -> Iterator[Prompt]:
        """Prompts that press enough, and that are not over in the same breath."""
        if self.least is None:
            return
        over = {entry.prompt for entry in entries if isinstance(entry, Closed)}
        opened = [entry.prompt for entry in entries if isinstance(entry, Opened)]
        for prompt in opened:
            if prompt.id not in over and RANK[prompt.priority] <= RANK[self.least]:
                yield prompt


def recipients_of(settings: Settings, connections: Connections) -> Recipients:
    """Whom a workspace names. A desk takes notes once its token and its API's address are known."""
    accounts = {
        name: Account(given.url or DESKS[name].api, given.token.get_secret_value(), given.sender)
        for name, given in connections.desks.items()
        if name in DESKS and DESKS[name].note
    }
    return Recipients(
        settings.workspace,
        connections.webhooks,
        {name: account for name, account in accounts.items() if account.url and account.token},
        None if settings.note_priority == "none" else Priority(settings.note_priority),
    )


def is_note(notice: Notice) -> bool:
    """Whether it is for an agent's eyes; a webhook's receiver keeps books instead, and hears of everything."""
    return notice.target.startswith(f"{NOTE}:")


def is_past(note: Notice, conversation: Conversation | None) -> bool:
    """Whether no agent needs a note any more: its prompt is closed, or there is no conversation now."""
    prompt = parse(note.body)["prompt"]
    return conversation is None or all(open_one.id != prompt for open_one in conversation.prompts)


def _webhooks(key: Key, entries: Iterable[Entry]) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        if isinstance(entry, Opened | Closed):
            body = _webhook_body(key, entry)
            prompt = entry.prompt.id if isinstance(entry, Opened) else entry.prompt
            yield _name(key, type(entry).__name__, prompt, entry.at), body


# What leaves the house is made in these two functions and nowhere else.


def _webhook_body(key: Key, entry: Opened | Closed) -> bytes:
    """A log entry as an event: what the log shows of it is its data, but for identifiers of persons.

    A prompt too large for it is cut to its names.
    """
    shown = dict(entry_body(entry, key.conversation))
    if isinstance(prompt := shown["prompt"], dict):
        because = {**prompt["because"], "text": mask(prompt["because"]["text"])}
        said = {name: masked(prompt[name]) for name in ("say", "details")}
        shown["prompt"] = {**prompt, **said, "because": because}
    at, kind = shown.pop("at"), shown.pop("kind")
    data = {"workspace": key.workspace, "conversation": key.conversation, **shown}
    body = dump({"type": kind, "timestamp": at, "data": data})
    if len(body) > MOST_BODY and isinstance(shown["prompt"], dict):
        data["prompt"] = {name: shown["prompt"][name] for name in SHORT}
        body = dump({"type": kind, "timestamp": at, "data": {**data, "cut": True}})
    return body


def _note_body(prompt: Prompt) -> bytes:
    return dump({"prompt": prompt.id, "text": note_text(prompt)})


def _name(key: Key, what: str, prompt: str, at: float) -> str:
    """The same at each try, and another if the conversation is erased and begun again."""
    parts = "\0".join((key.workspace, key.conversation, what, prompt, str(LIVE.write(at))))
    return f"msg_{hashlib.sha256(parts.encode()).hexdigest()[:32]}"
