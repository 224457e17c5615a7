"""Training, small enough to follow."""

from pathlib import Path

import numpy as np
import pytest

from assist.acts.definition import Acts, Words, load_folder
from assist.acts.heads import Heads, Weights
from assist.acts.training import evidence_of, labels, rows_of, train
from assist.core.events import Role
from tests.assist.acts.samples import ACTS, APOLOGY, GRATITUDE, LANGUAGES, ORDINARY, definition, encode


@pytest.fixture(scope="module")
def weights() -> Weights:
    """Two heads, trained."""
    return train(ACTS, LANGUAGES, encode)


@pytest.mark.parametrize(
    ("text", "language", "role", "does"),
    [
        ("förlåt väntan", "sv", Role.AGENT, ["apology"]),
        ("sorry again", "en", Role.AGENT, ["apology"]),
        ("tack ska du ha", "sv", Role.AGENT, ["thanks"]),
        ("thanks you", "en", Role.CUSTOMER, ["thanks"]),
        ("hej hopp", "sv", Role.AGENT, []),
        ("sorry again", "en", Role.CUSTOMER, []),
    ],
)
def test_two_acts_are_told_apart(
    weights: Weights, text: str, language: str, role: Role, does: list[str]
) -> None:
    """Sentences never seen do the act they are near to, if their speaker can do it."""
    heads = Heads(ACTS, LANGUAGES, weights)
    spoken = {language: 1.0}
    found = heads.done_by(role, heads.probabilities([text], encode([text], [spoken]), spoken))
    assert [name for name, _ in found[0]] == does


def test_training_is_deterministic(weights: Weights) -> None:
    """The same examples give the same numbers, bit for bit."""
    again = train(ACTS, LANGUAGES, encode)
    assert weights.machine == again.machine
    assert np.array_equal(weights.decision, again.decision)
    assert np.array_equal(weights.offsets, again.offsets)


def test_shapes(weights: Weights) -> None:
    """Each act has five numbers to decide by and an offset a language."""
    assert (weights.decision.shape, weights.offsets.shape) == ((2, 5), (2, 2))


def test_an_act_file_is_enough_for_a_new_head(tmp_path: Path) -> None:
    """One more file in the folder, and its act is heard; nothing else names it."""
    for act in ACTS.definitions:
        (tmp_path / f"{act.act}.yaml").write_text(act.model_dump_json(), encoding="utf-8")
    examples = "[hej du, hej ni, hej alla, hej dig, hej där, hej]"
    greeting = f"act: greeting\nmeans: greets\nby: [agent]\nlanguages: {{sv: {{examples: {examples}}}}}\n"
    (tmp_path / "greeting.yaml").write_text(greeting, encoding="utf-8")
    ordinary = "agent: {sv: [tack men nej]}\ncustomer: {sv: [tack hej]}\n"
    (tmp_path / "_ordinary.yaml").write_text(ordinary, encoding="utf-8")
    acts = load_folder(tmp_path)
    heads = Heads(acts, LANGUAGES, train(acts, LANGUAGES, encode))
    found = heads.done_by(Role.AGENT, heads.probabilities(["hej vän"], encode(["hej vän"], []), {"sv": 1.0}))
    assert [name for name, _ in found[0]] == ["greeting"]


def test_rows_come_in_a_fixed_order() -> None:
    """Acts by file, then examples and look-alikes by language, then ordinary sentences by role."""
    rows = rows_of(ACTS)
    assert [(row.act, row.does, row.language) for row in rows[:13]] == [("apology", True, "sv")] * 6 + [
        ("apology", True, "en")
    ] * 6 + [("apology", False, "en")]
    assert [(row.act, row.roles) for row in rows[-8:]] == [("", (Role.CUSTOMER,))] * 8
    assert len(rows) == 13 + 12 + 16


def test_an_ordinary_sentence_may_be_anybodys(tmp_path: Path) -> None:
    """What is listed for everyone is ordinary for the agent and for the customer, and is one row."""
    for act in ACTS.definitions:
        (tmp_path / f"{act.act}.yaml").write_text(act.model_dump_json(), encoding="utf-8")
    ordinary = "agent: {sv: [hej]}\ncustomer: {}\neveryone: {sv: [det regnar]}\n"
    (tmp_path / "_ordinary.yaml").write_text(ordinary, encoding="utf-8")
    rows = [row for row in rows_of(load_folder(tmp_path)) if not row.act]
    assert [(row.text, row.roles) for row in rows] == [
        ("hej", (Role.AGENT,)),
        ("det regnar", (Role.AGENT, Role.CUSTOMER)),
    ]


def test_evidence_is_phrases_and_shape() -> None:
    """Phrase evidence for and against, then question mark and shortness."""
    rows = [row for row in rows_of(ACTS) if row.text in ("förlåt nu", "tack nu")]
    assert evidence_of(ACTS, rows)[:, 0].tolist() == [[1, 0, 0, 0.5], [0, 0, 0, 0.5]]


def test_what_another_act_was_written_for_may_be_unknown() -> None:
    """Own examples do the act; overlapping, phrased and other speakers' ones are left out, others do not."""
    overlapping = definition(
        "empathy", [Role.AGENT], Words(examples=("hej a",)), Words(examples=("hello a",))
    )
    other = definition("anger", [Role.CUSTOMER], Words(examples=("hej b",)), Words(examples=("hello b",)))
    apology = APOLOGY.model_copy(update={"overlaps": ("empathy",)})
    acts = Acts((apology, GRATITUDE, overlapping, other), ORDINARY)
    rows = rows_of(acts)
    evidence = np.array([[float(row.text == "tack nu"), 0.0] for row in rows])
    told = {
        (row.act, row.does, row.roles[0], row.text == "tack nu"): int(label)
        for row, label in zip(rows, labels(apology, rows, evidence), strict=True)
    }
    assert told == {
        ("apology", True, Role.AGENT, False): 1,
        ("apology", False, Role.AGENT, False): 0,
        ("thanks", True, Role.AGENT, False): 0,
        ("thanks", True, Role.AGENT, True): -1,
        ("empathy", True, Role.AGENT, False): -1,
        ("anger", True, Role.CUSTOMER, False): -1,
        ("", False, Role.AGENT, False): 0,
        ("", False, Role.CUSTOMER, False): -1,
    }
