"""Understandings that share an encoder."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from assist.core.events import Event, EventType, Role
from assist.inquiry import Inquiry, Progress, conclude, in_turn, play_round

SAID = Event("e1", EventType.MESSAGE, 0.0, Role.CUSTOMER, "Hello")


def asking(*questions: Sequence[str]) -> Inquiry:
    """Asks for these texts, one group after the other, and ends with what it was told."""
    rows = {}
    for texts in questions:
        rows = yield texts
    return replace(SAID, text=" ".join(f"{text}={rows[text][0]:.0f}" for texts in questions for text in texts))


class Encoder:
    """A text's row is its length; keeps what each call asked for."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls.append([*texts])
        if "bad" in texts:
            raise ValueError("this text cannot be encoded")
        return np.array([[len(text)] for text in texts], np.float32)


def test_one_alone_is_told_what_it_asks_for():
    """Each text is encoded once, also when it is asked for twice."""
    encode = Encoder()
    assert conclude(asking(["a", "bb", "a"], ["ccc", "a"]), encode).text == "a=1 bb=2 a=1 ccc=3 a=1"
    assert encode.calls == [["a", "bb"], ["ccc"]]


def test_one_that_asks_for_nothing_ends_at_once():
    """An event without words needs no encoder."""
    encode = Encoder()
    assert conclude(asking(), encode) == replace(SAID, text="")
    assert encode.calls == []


def test_what_goes_wrong_alone_is_raised():
    """Whoever understands one event hears of it."""
    with pytest.raises(ValueError, match="cannot be encoded"):
        conclude(asking(["bad"]), Encoder())


def test_those_who_wait_share_a_call_and_a_short_one_passes_a_long_one():
    """One text of each in turn: the chat message is done in the first round, the mail before it later."""
    mail, chat = Progress(asking(["1", "22", "333", "4444"])), Progress(asking(["hello"]))
    encode = Encoder()
    assert list(play_round([mail, chat], encode, most_texts=3)) == [chat]
    assert encode.calls == [["1", "hello", "22"]]
    assert list(play_round([mail], encode, most_texts=3)) == [mail]
    assert mail.outcome is not None
    assert mail.outcome.text == "1=1 22=2 333=3 4444=4"


def test_a_text_that_two_ask_for_is_encoded_once():
    """Both go on with the same row."""
    one, other = Progress(asking(["hello"])), Progress(asking(["hello"]))
    encode = Encoder()
    assert list(play_round([one, other], encode)) == [one, other]
    assert encode.calls == [["hello"]]


def test_a_round_begins_no_more_than_it_can_serve():
    """To begin costs time as well: the rest of a long line begins in later rounds."""
    line = [Progress(asking([str(number)])) for number in range(5)]
    assert list(play_round(line, Encoder(), most_texts=2)) == line[:2]
    assert [one.has_begun for one in line] == [True, True, False, False, False]


def test_what_the_encoder_cannot_do_ends_only_those_it_was_asked_for():
    """Who had no part in the call goes on waiting."""
    bad, good, later = (Progress(asking([text])) for text in ("bad", "good", "later"))
    assert list(play_round([bad, good, later], Encoder(), most_texts=2)) == [bad, good]
    assert (type(bad.error), type(good.error), later.is_over) == (ValueError, ValueError, False)
    assert list(play_round([later], Encoder())) == [later]


def test_an_inquiry_that_fails_ends_alone():
    """Its neighbour in the same round has its outcome."""

    def failing() -> Inquiry:
        yield ["x"]
        raise KeyError

    broken, whole = Progress(failing()), Progress(asking(["x"]))
    assert list(play_round([broken, whole], Encoder())) == [broken, whole]
    assert (type(broken.error), broken.outcome) == (KeyError, None)
    assert whole.outcome is not None


def test_texts_are_taken_in_turn():
    """One of each before a second of any; nobody's text twice."""
    first, second = Progress(asking(["a", "b", "c"])), Progress(asking(["d", "a"]))
    for one in (first, second):
        one.go_on({})
    assert in_turn([first, second], 3) == ["a", "d", "b"]
    assert in_turn([first, second], 9) == ["a", "d", "b", "c"]
