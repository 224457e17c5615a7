"""How inbound-mail services hand a mail over: as the body of the request, or as a field of it.

`message/rfc822` is the mail itself (a pipe to curl, Cloudflare's Email Workers). SendGrid's Inbound Parse has it in the
field `email` of multipart/form-data once "POST the raw, full MIME message" is on; Mailgun's routes in `body-mime` of
a form, for addresses that end in `mime`; Postmark in `RawEmail` of JSON once "Include raw email content" is on.
"""

from collections.abc import Iterator
from email.message import Message
from urllib.parse import unquote_to_bytes

from assist.desks.desk import Post
from assist.desks.mime import pieces
from assist.wire.faults import fault, refusal
from assist.wire.text import parse as parse_json

FIELDS = ("email", "body-mime", "RawEmail", "raw", "message")
MOST_FIELDS = 100
_MISSING = f"holds no mail: send it as message/rfc822, or raw in one of the fields {', '.join(FIELDS)}"


def mail_in(post: Post) -> bytes:
    """The mail that the request brings; InvalidRequest when there is none."""
    head = Message()
    head["Content-Type"] = post.header("Content-Type")
    match head.get_content_type() if post.header("Content-Type") else "":
        case "multipart/form-data":
            found = dict(_of_form_data(head, post.body))
        case "application/x-www-form-urlencoded":
            found = dict(_of_form(post.body))
        case "application/json":
            found = dict(_of_json(post.body))
        case _:
            found = {FIELDS[0]: post.body}
    mail = next((found[field] for field in FIELDS if field in found), b"")
    if not mail.strip():
        raise refusal([fault("", _MISSING)])
    return mail


def _of_form_data(head: Message, body: bytes) -> Iterator[tuple[str, bytes]]:
    for part, content in pieces(head, body):
        name = part.get_param("name", header="content-disposition")
        if isinstance(name, str):
            yield name, content


def _of_form(body: bytes) -> Iterator[tuple[str, bytes]]:
    for pair in body.split(b"&", MOST_FIELDS):
        name, _, value = pair.replace(b"+", b" ").partition(b"=")
        yield unquote_to_bytes(name).decode("utf-8", "replace"), unquote_to_bytes(value)


def _of_json(body: bytes) -> Iterator[tuple[str, bytes]]:
    told = parse_json(body)
    if not isinstance(told, dict):
        raise refusal([fault("", "must be a JSON object")])
    for name in FIELDS:
        value = told.get(name)
        if value is not None and not isinstance(value, str):
            raise refusal([fault(name, "must be text")])
        if value:
            yield name, value.encode("utf-8", "replace")
