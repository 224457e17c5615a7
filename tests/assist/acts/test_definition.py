"""Acts as files."""

from pathlib import Path

import pytest

from assist.acts.definition import BUILT_IN, Words, load_folder
from assist.core.events import Role
from assist.errors import SetupError

APOLOGY = """act: apology
means: "apologises"
by: [agent]
languages:
  sv: {examples: ["Förlåt."], phrases: ["förlåt"]}
"""
ORDINARY = "agent: {sv: [Hej]}\ncustomer: {sv: [Ja, Nej]}\n"


def folder(path: Path, **files: str) -> Path:
    """A folder with these files."""
    for name, text in {"_ordinary": ORDINARY, **files}.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def test_a_file_is_an_act(tmp_path: Path) -> None:
    """Who does it, how, and what ordinary sentences stand against it."""
    acts = load_folder(folder(tmp_path, apology=APOLOGY))
    assert acts.names == ("apology",)
    (apology,) = acts.definitions
    assert (apology.by, apology.threshold, apology.overlaps, apology.in_clauses) == (
        (Role.AGENT,),
        0.5,
        (),
        False,
    )
    assert apology.languages == {"sv": Words(examples=("Förlåt.",), phrases=("förlåt",))}
    assert acts.ordinary == {
        (Role.AGENT,): {"sv": ("Hej",)},
        (Role.CUSTOMER,): {"sv": ("Ja", "Nej")},
        (Role.AGENT, Role.CUSTOMER): {},
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("means:", "maens:"), "apology.yaml, field means: Field required"),
        (("[agent]", "[agnet]"), "apology.yaml, field by.0: Input should be 'customer', 'agent'"),
        (("[agent]", "[]"), "apology.yaml, field by: Tuple should have at least 1 item"),
        (
            ('["Förlåt."]', "[]"),
            "apology.yaml, field languages.sv.examples: Tuple should have at least 1 item",
        ),
        (("phrases", "prhases"), "apology.yaml, field languages.sv.prhases: Extra inputs are not permitted"),
        (("apology\n", "An Apology\n"), "apology.yaml, field act: String should match pattern"),
        (("means", "threshold: 1\nmeans"), "apology.yaml, field threshold: Input should be less than 1"),
        (("by: [", "by: [["), "apology.yaml: this is not YAML"),
    ],
)
def test_a_mistake_names_file_and_field(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    """The start stops with one sentence."""
    with pytest.raises(SetupError) as error:
        load_folder(folder(tmp_path, apology=APOLOGY.replace(*change)))
    assert str(error.value).startswith(f"{tmp_path}/{said}")


def test_an_act_is_defined_once(tmp_path: Path) -> None:
    """The second file is named."""
    with pytest.raises(SetupError, match=r"sorry.yaml: act 'apology' is defined twice; rename one of them"):
        load_folder(folder(tmp_path, apology=APOLOGY, sorry=APOLOGY))


def test_ordinary_sentences_are_needed(tmp_path: Path) -> None:
    """A folder without them says which file is missing."""
    (tmp_path / "apology.yaml").write_text(APOLOGY, encoding="utf-8")
    with pytest.raises(SetupError, match=r"_ordinary.yaml: cannot be read \(No such file or directory\)"):
        load_folder(tmp_path)


def test_the_built_in_acts_are_whole() -> None:
    """Each has examples in five languages, is named as its file, and overlaps only acts there are."""
    acts = load_folder()
    assert {path.stem for path in BUILT_IN.glob("[a-z]*.yaml")} == {*acts.names}
    for act in acts.definitions:
        assert {"sv", "da", "nb", "pt", "en"} <= act.languages.keys(), act.act
        assert {*acts.names} >= {*act.overlaps}, act.act
