"""Where the dictionaries are: data that the system or `make dictionaries` brings, never part of this package."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# the dictionaries of a language, the one whose suggestions are asked for first in front
FILES: Mapping[str, tuple[str, ...]] = {
    "sv": ("sv_SE",),
    "da": ("da_DK",),
    "nb": ("nb_NO",),
    "pt": ("pt_PT", "pt_BR"),
    "en": ("en_GB", "en_US"),
}
PACKAGES: Mapping[str, str] = {  # Debian's, by file
    "sv_SE": "hunspell-sv",
    "da_DK": "hunspell-da",
    "nb_NO": "hunspell-no",
    "pt_PT": "hunspell-pt-pt",
    "pt_BR": "hunspell-pt-br",
    "en_GB": "hunspell-en-gb",
    "en_US": "hunspell-en-us",
}
OURS = Path(sys.prefix) / "share" / "hunspell"  # of the virtual environment: where `make dictionaries` puts them
SYSTEM = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))


@dataclass(frozen=True, slots=True)
class Files:
    """The two files of a dictionary: how words bend, and the words."""

    name: str
    affixes: Path
    words: Path


def folders(own: Path | None = None) -> tuple[Path, ...]:
    """Where to look, in order; `own` is what BISTAND_DICTIONARIES says."""
    return (*([own] if own else []), OURS, *SYSTEM)


def find(language: str, places: Sequence[Path]) -> tuple[Files, ...]:
    """The dictionaries of a language that are installed, each from the first of the folders that has both files."""
    pairs = (
        [Files(name, place / f"{name}.aff", place / f"{name}.dic") for place in places] for name in FILES[language]
    )
    found = (
        next((files for files in pair if files.affixes.is_file() and files.words.is_file()), None) for pair in pairs
    )
    return tuple(files for files in found if files)


def missing(languages: Iterable[str], places: Sequence[Path]) -> tuple[str, ...]:
    """The names of dictionaries that these languages have and this machine has not."""
    known = [language for language in languages if language in FILES]
    here = {files.name for language in known for files in find(language, places)}
    return tuple(name for language in known for name in FILES[language] if name not in here)


def advice(names: Sequence[str]) -> str:
    """What to do about missing dictionaries: the command that brings them."""
    packages = " ".join(PACKAGES[name] for name in names)
    return f"'sudo apt-get install {packages}' or 'make dictionaries' brings {', '.join(names)}"
