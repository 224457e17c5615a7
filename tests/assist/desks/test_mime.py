"""The words of a mail's body: parts, charsets, what is attached, and what is broken."""

import email
import email.policy
from email.message import EmailMessage, Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.desks.mime import MOST_PARTS, decoded, pieces, split, words_of

TEXT = "Hej! Var är paketet? Não recebi. 👋"


def words(raw: bytes) -> str:
    return words_of(*split(raw)).replace("\r\n", "\n").strip()


def part(kind: str, body: bytes, more: bytes = b"") -> bytes:
    return b"Content-Type: " + kind.encode() + b"\r\n" + more + b"\r\n" + body


def multipart(kind: str, *parts: bytes, end: bytes = b"--x--\r\n") -> bytes:
    inside = b"".join(b"--x\r\n" + each + b"\r\n" for each in parts)
    return f'Content-Type: multipart/{kind}; boundary="x"\r\n\r\npreamble\r\n'.encode() + inside + end


@pytest.mark.parametrize("encoding", ["7bit", "8bit", "base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15"])
def test_text_as_python_writes_it(charset: str, encoding: str) -> None:
    text = "plain" if encoding == "7bit" else TEXT if charset.startswith("utf") else TEXT.removesuffix(" 👋")
    message = EmailMessage(policy=email.policy.SMTP)
    message.set_content(text, charset=charset, cte=encoding)
    assert words(message.as_bytes()) == text


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        ("åäö".encode("latin-1"), "utf-8", "åäö"),
        ("åäö".encode("latin-1"), "", "åäö"),
        ("“ção”".encode("cp1252"), "iso-8859-1", "“ção”"),
        ("“ção”".encode("cp1252"), "us-ascii", "“ção”"),
        ("åäö".encode(), "iso-8859-1", "åäö"),
        ("åäö".encode(), "us-ascii", "åäö"),
        ("åäö".encode(), "windows-1252", "åäö"),
        ("åäö".encode(), "iso-8859-15", "åäö"),
        ("åäö".encode(), "nonsense", "åäö"),
        ("åäö".encode(), "punycode", "åäö"),
        ("åäö".encode(), "zlib", "åäö"),
        ("åäö".encode(), "\0", "åäö"),
        ("€5".encode("iso-8859-15"), "'iso-8859-15'", "€5"),
        ("こ".encode("iso-2022-jp"), "iso-2022-jp", "こ"),
        ("åäö".encode("utf-16"), "utf-16", "åäö"),
        ("\ufeffHej".encode(), "utf-8", "Hej"),
        (b"\x81\xff", "utf-8", "\ufffdÿ"),
    ],
)
def test_bytes_that_are_not_what_they_claim(raw: bytes, charset: str, text: str) -> None:
    assert decoded(raw, charset) == text


def test_plain_text_is_chosen_and_html_read_where_it_is_alone() -> None:
    plain, html = part("text/plain", b"Hi there"), part("text/html", b"<p>Hi <b>you</b></p>")
    assert words(multipart("alternative", plain, html)) == "Hi there"
    assert words(multipart("alternative", part("text/plain", b" \r\n"), html)) == "Hi you"
    assert words(html) == "Hi you"
    assert words(multipart("related", html, part("image/png", b"GIF"))) == "Hi you"
    apple = multipart("mixed", part("text/html", b"See"), part("image/png", b"GIF"), part("text/plain", b"here"))
    assert words(apple) == "See\n\nhere"


def test_parts_within_parts() -> None:
    inner = multipart("alternative", part("text/plain", b"Hi")).replace(b"x", b"y").replace(b"te-t", b"text")
    inner = inner.replace(b"teyt", b"text").replace(b"miyed", b"mixed")
    assert words(multipart("mixed", inner, part("application/pdf", b"%PDF"))) == "Hi"
    deep = part("text/plain", b"deep")
    for depth in range(30):
        deep = f"Content-Type: multipart/mixed; boundary=b{depth}\r\n\r\n--b{depth}\r\n".encode() + deep
    assert words(deep) == ""


@pytest.mark.parametrize(
    "more",
    [
        b"Content-Disposition: attachment\r\n",
        b'Content-Disposition: inline; filename="notes.txt"\r\n',
        b"Content-Disposition: ATTACHMENT; filename*=utf-8''%C3%A5.txt\r\n",
    ],
)
def test_what_is_attached_is_left_out(more: bytes) -> None:
    attached = part("text/plain", b"secret notes", more)
    assert words(multipart("mixed", part("text/plain", b"Hi"), attached)) == "Hi"
    assert (
        words(multipart("mixed", part("text/plain", b"Hi"), part("message/rfc822", b"Subject: x\r\n\r\nold"))) == "Hi"
    )


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (multipart("mixed", part("text/plain", b"no end"), end=b""), "no end"),
        (
            b"Content-Type: multipart/mixed\r\n\r\n--abc\r\nContent-Type: text/plain\r\n\r\nunnamed\r\n--abc--",
            "unnamed",
        ),
        (b'Content-Type: multipart/mixed; boundary="never"\r\n\r\njust words', "just words"),
        (b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nbare line ends\n--x--\n", "bare line ends"),
        (b"Content-Type: nonsense\r\n\r\nwords", "words"),
        (b"Content-Type: text/plain; charset\r\n\r\nwords", "words"),
        (b"Content-Type: text/plain; charset*=utf-8''l%61tin-1\r\n\r\nbl\xe5", "blå"),
        (b"Content-Transfer-Encoding: base64\r\n\r\nSGVq*IQ", "Hej!"),
        (b"Content-Transfer-Encoding: quoted-printable\r\n\r\nbl=E5 =\r\nb=ZZ=", "blå b=ZZ"),
        (b"\r\nno headers", "no headers"),
        (b"", ""),
        (b"only: a head", ""),
    ],
)
def test_broken_mails_are_read_as_far_as_they_go(raw: bytes, text: str) -> None:
    assert words(raw) == text


def test_a_mark_is_a_whole_line() -> None:
    raw = multipart("mixed", part("text/plain", b"--xy\r\n --x\r\n--x and more\r\n\r\n"), part("image/png", b""))
    assert words(raw) == "--xy\n --x\n--x and more"


def test_a_mail_of_a_million_parts_is_cut_short() -> None:
    many = b"--x\r\n\r\nHi\r\n" * 50_000
    assert words(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + many).count("Hi\n\nHi") <= MOST_PARTS


def test_a_long_text_is_cut_at_the_end_of_a_line() -> None:
    lines = b"SGVqIHDDpSBkaWchISEh\r\n" * 100_000
    read = words(b"Content-Transfer-Encoding: base64\r\n\r\n" + lines)
    assert set(read.replace("!!!!", "\n").split("\n")) == {"Hej på dig", ""}


def test_headers_are_unfolded_and_the_first_counts() -> None:
    head, body = split(b"Subject: one\r\n two\r\nSubject: three\r\nX: \xe5\xc3\xa5\r\n\r\n\r\nbody")
    assert (head["Subject"], head["X"], body) == ("one two", "åÃ¥", b"\r\nbody")
    assert split(b"Subject: \xc3\xa5\n\nx")[0]["Subject"] == "å"


def leaves(message: Message) -> list[bytes]:
    return [each.get_payload(decode=True) for each in message.walk() if not each.is_multipart()]


LINES = st.lists(st.sampled_from([b"Hi", b"", b"--", b"--b", b"--b0x", b"-- ", b"From me", b"x: y"]), max_size=5)


@given(st.lists(LINES.map(b"\r\n".join), min_size=1, max_size=5))
def test_parts_are_those_that_python_finds(bodies: list[bytes]) -> None:
    inside = b"".join(b"--b0\r\nContent-Type: text/plain\r\n\r\n" + body + b"\r\n" for body in bodies)
    raw = b"Content-Type: multipart/mixed; boundary=b0\r\n\r\n" + inside + b"--b0--\r\n"
    assert [body for _, body in pieces(*split(raw))] == leaves(email.message_from_bytes(raw))
