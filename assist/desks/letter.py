"""A mail as it travels (RFC 5322): who wrote what, when, and in which thread.

A thread is named by its first mail: the first of `References`, else `In-Reply-To`, else the mail itself. Whichever
mail of it arrives first, all get the same name; only a mail program that names nothing but the mail before, in the
third mail of a thread or later, parts it. Machines are told by RFC 3834 (`Auto-Submitted`), by the older `Precedence`,
by the empty `Return-Path` of bounces (RFC 5321) and by their reports (RFC 6522); lists by `List-Id` (RFC 2919).
"""

import re
from dataclasses import dataclass
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from unicodedata import category

from assist.core.quoting import own_spans
from assist.desks.fingerprint import fingerprint
from assist.desks.mime import decoded, split, words_of

MOST_TEXT = 100_000  # characters in which own words are looked for
MOST_NAME = 200
ROBOTS = {"mailer-daemon", "postmaster"}
_NAME_OF_MAIL = re.compile(r"<([^<>\s]+)>")
_MBOX_LINE = re.compile(rb"\AFrom [^\n]*\n")


@dataclass(frozen=True, slots=True)
class Correspondent:
    """A name, as far as given, and an address in lower case."""

    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `id` and `thread` are digests, `sent_at` seconds since the epoch where it makes sense.

    `text` is what the sender wrote, without the mails quoted in it and without a signature; a mail that begins a
    thread and has no words says its subject. `mailing_list` is the list that it came by.
    """

    id: str
    thread: str
    sender: Correspondent
    reply_to: Correspondent
    recipients: tuple[str, ...]
    sent_at: float | None
    text: str
    mailing_list: str
    is_automatic: bool


def read(raw: bytes) -> Letter:
    """The mail in `raw`; any bytes are taken."""
    head, body = split(_MBOX_LINE.sub(b"", raw))
    own = _names(head, "Message-ID")[:1] or [fingerprint(raw)]
    before = _names(head, "References")[:1] or _names(head, "In-Reply-To")[:1]
    text = own_words(words_of(head, body))
    return Letter(
        fingerprint(own[0]),
        fingerprint((before or own)[0]),
        next(iter(_correspondents(head, "From") or _correspondents(head, "Sender")), Correspondent()),
        next(iter(_correspondents(head, "Reply-To")), Correspondent()),
        tuple(to.address for name in ("To", "Cc") for to in _correspondents(head, name)),
        _sent_at(head.get("Date", "")),
        text if text or before else _spoken(head.get("Subject", "")),
        _mailing_list(head),
        _is_automatic(head),
    )


def own_words(text: str) -> str:
    """`text` without quoted mails and signature."""
    lines = re.sub(r"\r\n?", "\n", text)[:MOST_TEXT]
    return "\n".join(lines[begins:ends] for begins, ends in own_spans(lines)).replace("\u00a0", " ").strip()


def _names(head: Message, name: str) -> list[str]:
    """Names of mails, without their angle brackets, which some programs forget."""
    told = head.get(name, "")
    return _NAME_OF_MAIL.findall(told) or [word.strip("<>,;") for word in told.split() if "@" in word]


def _correspondents(head: Message, name: str) -> list[Correspondent]:
    try:
        told = getaddresses([head.get(name, "")])
    except (RecursionError, ValueError, IndexError):  # comments within comments
        return []
    return [Correspondent(_name(shown), address.strip().lower()) for shown, address in told if "@" in address]


def _name(shown: str) -> str:
    spoken = "".join(character for character in _spoken(shown) if category(character) != "Cc")
    return " ".join(spoken.split()).strip("'\" ")[:MOST_NAME]


def _spoken(value: str) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    try:
        told = decode_header(value)
    except (MessageError, ValueError):
        return value
    return "".join(
        part
        if isinstance(part, str)
        else decoded(part, charset)
        if charset
        else part.decode("raw-unicode-escape", "replace")
        for part, charset in told
    ).strip()


def _sent_at(date: str) -> float | None:
    try:
        return parsedate_to_datetime(date).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None


def _mailing_list(head: Message) -> str:
    told = head.get("List-Id", "")
    named = _NAME_OF_MAIL.findall(told) or told.split()[-1:]
    precedence = head.get("Precedence", "").strip().lower()
    return named[0].lower() if named else "unnamed" if precedence == "list" else ""


def _is_automatic(head: Message) -> bool:
    sender = next(iter(_correspondents(head, "From")), Correspondent())
    return (
        head.get("Auto-Submitted", "no").partition(";")[0].strip().lower() not in {"", "no"}
        or head.get("Precedence", "").strip().lower() in {"auto_reply", "bulk", "junk"}
        or head.get("Return-Path", "").replace(" ", "") == "<>"
        or any(name in head for name in ("X-Autoreply", "X-Autorespond"))
        or head.get_content_type() == "multipart/report"
        or sender.address.partition("@")[0] in ROBOTS
    )
