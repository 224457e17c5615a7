"""The tree of errors, as its own docstring draws it."""

import pytest

from assist import errors
from assist.errors import AssistError, Fault, InvalidEvent

DRAWN = [line.lstrip("│├└─ ").split() for line in (errors.__doc__ or "").splitlines() if "─" in line]
CLASSES = {
    name: error
    for name, error in vars(errors).items()
    if isinstance(error, type) and issubclass(error, AssistError) and error is not AssistError
}


def test_every_error_is_drawn() -> None:
    """The picture at the top of the module names each class once."""
    assert sorted(words[0] for words in DRAWN) == sorted(CLASSES)


@pytest.mark.parametrize(
    "words", [words for words in DRAWN if words[-1] in ("yes", "no")], ids=lambda words: words[0]
)
def test_an_error_says_how_it_ends(words: list[str]) -> None:
    """Status, close code and whether to come back are as drawn, and it has a title of its own."""
    name, status, close_code, retry = words
    error = CLASSES[name]
    assert (error.status, error.close_code, error.is_retryable) == (
        int(status),
        int(close_code),
        retry == "yes",
    )
    assert error.title != AssistError.title


def test_close_codes_keep_the_protocols_promise() -> None:
    """4000 to 4099 mean come back, 4100 to 4199 do not."""
    for error in CLASSES.values():
        if 4000 <= error.close_code < 4200 and issubclass(error, errors.RequestError):
            assert (error.close_code < 4100) is error.is_retryable, error


def test_an_error_carries_its_faults() -> None:
    """One sentence, and each field that is wrong."""
    error = InvalidEvent("No event is valid.", [Fault("at", "is missing")])
    assert (str(error), error.detail, error.faults) == (
        "No event is valid.",
        "No event is valid.",
        (Fault("at", "is missing"),),
    )
