"""What trained heads say, and how they are kept."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assist.acts.definition import Acts, Words
from assist.acts.heads import Heads, Weights, digest, load, phrase_book, save, shape_of
from assist.acts.nearness import built
from assist.core.events import Role
from tests.assist.acts.samples import ACTS, APOLOGY, LANGUAGES, ORDINARY

# one example, which every sentence here is next to; score, phrase for and against, question mark, shortness
WEIGHTS = Weights(
    built(np.ones((1, 1), np.float32), np.array([[2, -4]], np.float32), np.array([-1, 0], np.float32)),
    decision=np.array([[1, 4, -8, 0, 0], [1, 0, 0, 2, 0]], dtype=np.float32),
    offsets=np.array([[0, 0.5], [0, 0]], dtype=np.float32),
)
HEADS = Heads(ACTS, LANGUAGES, WEIGHTS)


def sigmoid(score: float) -> float:
    """A score as a probability."""
    return 1 / (1 + np.exp(-score))


@pytest.mark.parametrize(
    ("text", "languages", "apology", "thanks"),
    [
        ("hej", {"sv": 1.0}, 2 - 1, 2 * -2),
        ("förlåt", {"sv": 1.0}, 2 + 4 - 1, 2 * -2),
        ("inte förlåt", {"sv": 1.0}, 2 + 4 - 8 - 1, 2 * -2),
        ("hej?", {"en": 1.0}, 2 - 1 + 0.5, 2 * (-2 + 1)),
        ("hej", {"sv": 0.5, "en": 0.5}, 2 - 1 + 0.25, 2 * -2),
        ("hej", {"fi": 1.0}, 2 - 1 + 0.25, 2 * -2),
    ],
)
def test_a_probability_is_one_calibrated_decision(
    text: str, languages: dict[str, float], apology: float, thanks: float
) -> None:
    """Nearness to examples, phrases and shape add up, with the language's own offset."""
    found = HEADS.probabilities([text], np.ones((1, 1), dtype=np.float32), languages)
    assert found[0] == pytest.approx([sigmoid(apology), sigmoid(thanks)], rel=1e-5)


def test_roles_do_only_their_acts() -> None:
    """Acts at their threshold count, those of the other side do not."""
    probabilities = np.array([[0.9, 0.5], [0.49, 0.1]], dtype=np.float32)
    assert HEADS.done_by(Role.AGENT, probabilities) == [
        [("apology", pytest.approx(0.9)), ("thanks", 0.5)],
        [],
    ]
    assert HEADS.done_by(Role.CUSTOMER, probabilities) == [[("thanks", 0.5)], []]
    assert HEADS.done_by(Role.BOT, probabilities) == [[], []]


def test_the_shape_of_a_text() -> None:
    """Whether it asks, and how short it is."""
    assert shape_of(["Why?", "a b c d", ""]).tolist() == [[1, 1], [0, 0.25], [0, 1]]


def test_a_threshold_moved_asks_for_no_training() -> None:
    """Where the line is drawn is no part of what was learnt."""
    moved = APOLOGY.model_copy(update={"threshold": 0.9})
    assert digest(Acts((moved, ACTS.definitions[1]), ORDINARY), "e5") == digest(ACTS, "e5")


def test_phrases_belong_to_their_act() -> None:
    """One line an act, in their order."""
    assert phrase_book(ACTS).found("inte förlåt", {"sv": 1.0}).tolist() == [[1.0, 1.0], [0.0, 0.0]]


def test_the_digest_knows_examples_and_encoder() -> None:
    """Another encoder, another example or another ordinary sentence asks for new weights."""
    again = APOLOGY.model_copy(update={"languages": {"sv": Words(examples=("Sorry.",))}})
    keys = {
        digest(ACTS, "e5"),
        digest(ACTS, "other"),
        digest(Acts((again, ACTS.definitions[1]), ORDINARY), "e5"),
        digest(Acts(ACTS.definitions, {**ORDINARY, (Role.AGENT,): {"sv": ("Hej",)}}), "e5"),
    }
    assert len(keys) == 4
    assert digest(ACTS, "e5") == digest(replace(ACTS), "e5")


def test_weights_are_kept_under_their_digest(tmp_path: Path) -> None:
    """The same key gives them back, another one nothing, and no half-written file is left."""
    path = tmp_path / "deep" / "heads.npz"
    save(WEIGHTS, path, "key")
    kept = load(path, "key")
    assert kept is not None
    assert kept.machine == WEIGHTS.machine
    assert (kept.decision.tolist(), kept.offsets.tolist()) == (WEIGHTS.decision.tolist(), WEIGHTS.offsets.tolist())
    assert load(path, "other") is None
    assert [file.name for file in path.parent.iterdir()] == ["heads.npz"]


def test_new_weights_replace_the_old(tmp_path: Path) -> None:
    """One file, the latest key."""
    path = tmp_path / "heads.npz"
    save(WEIGHTS, path, "old")
    save(WEIGHTS, path, "new")
    assert load(path, "old") is None
    assert load(path, "new") is not None


def bare_array(whole: bytes) -> bytes:
    """A single array where an archive should be."""
    return (
        b"\x93NUMPY\x01\x00v\x00"
        + b"{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }".ljust(117)
        + b"\n"
        + b"\0" * 4
    )


def flipped(whole: bytes) -> bytes:
    """One byte of the packed machine is another one."""
    place = whole.index(b"machine.npy") + 40
    return whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]


DAMAGES = {
    "empty": lambda whole: b"",
    "cut": lambda whole: whole[: len(whole) // 2],
    "text": lambda whole: b"not weights",
    "a flipped byte": flipped,
    "a bare array": bare_array,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_no_weights(tmp_path: Path, damage: object) -> None:
    """Whatever happened to the file, training begins anew instead of a crash."""
    path = tmp_path / "heads.npz"
    save(WEIGHTS, path, "key")
    path.write_bytes(damage(path.read_bytes()))  # type: ignore[operator]
    assert load(path, "key") is None


def test_a_missing_file_is_no_weights(tmp_path: Path) -> None:
    """Nothing kept, nothing loaded."""
    assert load(tmp_path / "heads.npz", "key") is None
