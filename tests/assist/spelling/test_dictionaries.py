"""Where dictionaries are looked for, and what is said where there is none."""

from pathlib import Path

from assist.spelling.dictionaries import FILES, OURS, PACKAGES, advice, find, folders, missing


def put(folder: Path, *names: str) -> None:
    """Both files of these dictionaries."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.aff").touch()
        (folder / f"{name}.dic").touch()


def test_an_own_folder_comes_first(tmp_path: Path) -> None:
    """Then that of the virtual environment, then the system's."""
    assert folders(tmp_path)[:2] == (tmp_path, OURS)
    assert folders() == folders(tmp_path)[1:]
    put(tmp_path / "a", "sv_SE")
    put(tmp_path / "b", "sv_SE", "da_DK")
    places = (tmp_path / "a", tmp_path / "b")
    assert [files.words for files in find("sv", places)] == [tmp_path / "a" / "sv_SE.dic"]
    assert [files.words for files in find("da", places)] == [tmp_path / "b" / "da_DK.dic"]


def test_half_a_dictionary_is_none(tmp_path: Path) -> None:
    """Words without their affixes would call most words wrong."""
    (tmp_path / "sv_SE.dic").touch()
    assert find("sv", [tmp_path]) == ()


def test_one_of_two_variants_will_do(tmp_path: Path) -> None:
    """Portuguese is checked with Portugal's dictionary alone, and Brazil's is said to be missing."""
    put(tmp_path, "pt_PT")
    assert [files.name for files in find("pt", [tmp_path])] == ["pt_PT"]
    assert missing(["pt"], [tmp_path]) == ("pt_BR",)


def test_what_is_missing_is_said_with_the_command_that_mends_it(tmp_path: Path) -> None:
    """For the languages that are written here; one that Bistand does not speak has no dictionary to miss."""
    absent = missing(["sv", "nb", "fi"], [tmp_path])
    assert absent == ("sv_SE", "nb_NO")
    assert advice(absent) == (
        "'sudo apt-get install hunspell-sv hunspell-no' or 'make dictionaries' brings sv_SE, nb_NO"
    )


def test_every_dictionary_has_its_package() -> None:
    """Or the advice would be no help; the Makefile installs the same ones."""
    names = {name for names in FILES.values() for name in names}
    makefile = (Path(__file__).parents[3] / "Makefile").read_text(encoding="utf-8")
    assert PACKAGES.keys() == names
    assert all(f"{name}:{package}:" in makefile for name, package in PACKAGES.items())
