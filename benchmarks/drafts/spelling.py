"""Spelling on public sets: the product beside its dictionaries alone, in one run.

A row counts as found when anything in it is called wrong: misspelt, a word in the wrong place, a capital; the last
are also left out once, since names and fragments in small letters are no misspellings. `mended` is the share of
erroneous rows that are the corrected row once every finding has taken its first replacement; rows of spelling_nb have
no correction. A non-word is an error that no dictionary has: the rest ("bör" for "bor") are words, which a dictionary
cannot see. The rows are learners' sentences; those of spelling_da have their names in small letters, and most false
alarms there are names.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from time import perf_counter

from assist.core.drafts.draft import Misspelling
from assist.spelling import Speller
from assist.spelling.dictionaries import FILES, find, folders
from assist.spelling.hunspell import Dictionary
from benchmarks.machine import print_table, spread
from benchmarks.retrieval.sets import LANGUAGES, Row, rows

COUNTED: Mapping[str, Callable[[str], bool]] = {  # the types that are errors of spelling
    "sv": lambda kind: "O" in kind,
    "nb": lambda kind: kind == "ORT",
    "da": lambda kind: kind.startswith("verb form"),
}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
OURS = Path(__file__).parents[2] / "tests" / "drafts" / "words"  # misspellings as agents make them, and what was meant
CLEAN = ("flores200", "ntrex128")
SLOWLY_S = 60.0  # no word goes without suggestions for want of time

Check = Callable[[str, str], Sequence[Misspelling]]


@dataclass
class System:
    """What finds misspellings and suggests for them, and the milliseconds that each suggestion took."""

    name: str
    check: Check
    suggest: Callable[[str, Sequence[Misspelling], str], Sequence[Misspelling]]
    took_ms: list[float] = field(default_factory=list)

    def meant(self, text: str, found: Sequence[Misspelling], language: str) -> list[Misspelling]:
        """The findings with replacements, one at a time so that each is timed."""
        answers = []
        for one in found:
            begun = perf_counter()
            answers.extend(self.suggest(text, [one], language))
            self.took_ms.append((perf_counter() - begun) * 1e3)
        return answers


@dataclass(frozen=True)
class Found:
    """One system's findings in the rows of one set."""

    rows: Sequence[Row]
    findings: Sequence[Sequence[Misspelling]]
    us_per_word: float


def report(data: Path, half: str, errors: Path | None) -> None:
    """Print the tables."""
    systems = [ours(), dictionaries_alone()]
    found = {
        (system.name, language): run(system, language, rows(data, f"spelling_{language}", f"{half}.jsonl"))
        for system in systems
        for language in COUNTED
    }
    names = [system.name for system in systems]
    print_table(f"Has this sentence a spelling error ({half})", ("", *names), list(_detection(found, names)))
    print_table(f"Rows in which something was found, by type ({half})", ("", *names), list(_types(found, names)))
    print_table(f"What was meant ({half})", ("", *names), list(_corrections(data, half, found, systems)))
    print_table(
        f"False alarms in translated news and encyclopaedia, share of rows ({half})",
        ("", *names),
        list(_clean(data, half, systems)),
    )
    if errors:
        errors.write_text("".join(_wrong(found, systems[0])), encoding="utf-8")


def ours() -> System:
    """The product."""
    speller = Speller(folders())

    def check(text: str, language: str) -> Sequence[Misspelling]:
        return speller.misspelled(text, [(0, len(text))], language, is_letter=True)

    def suggest(text: str, found: Sequence[Misspelling], language: str) -> Sequence[Misspelling]:
        return speller.suggest(text, found, language, within_s=SLOWLY_S)

    return System("ours", check, suggest)


def dictionaries_alone() -> System:
    """Every word that no dictionary of the language has; suggestions in the dictionary's own order."""
    loaded = {
        language: [Dictionary(files.affixes, files.words) for files in find(language, folders())] for language in FILES
    }

    def check(text: str, language: str) -> Sequence[Misspelling]:
        known = loaded[language]
        words = WORD.finditer(text)
        return [Misspelling(*word.span()) for word in words if not any(one.knows(word.group()) for one in known)]

    def suggest(text: str, found: Sequence[Misspelling], language: str) -> Sequence[Misspelling]:
        first = loaded[language][0]
        return [Misspelling(one.start, one.end, first.suggest(text[one.start : one.end])) for one in found]

    return System("dictionaries alone", check, suggest)


def run(system: System, language: str, read: Sequence[Row]) -> Found:
    """The findings in every row, loading left out of the time."""
    system.check("x", language)
    begun = perf_counter()
    findings = [system.check(row["text"], language) for row in read]
    took = perf_counter() - begun
    return Found(read, findings, took * 1e6 / sum(len(row["text"].split()) for row in read))


def _detection(found: Mapping[tuple[str, str], Found], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for language, counts in COUNTED.items():
        measured = [_scores(found[name, language], counts) for name in names]
        for label in measured[0]:
            yield (f"spelling_{language}, {label}", *(scores[label] for scores in measured))
        small = [_scores(_without_capitals(found[name, language]), counts) for name in names]
        for label in ("recall", "F1", "false alarms on correct rows"):
            yield (f"spelling_{language}, capitals left out, {label}", *(scores[label] for scores in small))
        if language == "sv":  # the other sets do not say which word is wrong
            blind = [_scores(_of_non_words(found[name, language]), counts) for name in names]
            for label in ("recall", "F1"):
                yield (f"spelling_{language}, non-words only, {label}", *(scores[label] for scores in blind))


def _without_capitals(found: Found) -> Found:
    findings = [[one for one in some if one.rule != "capital"] for some in found.findings]
    return Found(found.rows, findings, found.us_per_word)


def _of_non_words(found: Found) -> Found:
    """Without the rows whose wrong word is a word, or several: no dictionary can see those."""
    plain = [Dictionary(files.affixes, files.words) for files in find("sv", folders())]
    kept = [
        (row, findings)
        for row, findings in zip(found.rows, found.findings, strict=True)
        if not row["has_error"] or (row["error"] and not any(one.knows(row["error"]) for one in plain))
    ]
    return Found([row for row, _ in kept], [findings for _, findings in kept], found.us_per_word)


def _scores(found: Found, counts: Callable[[str], bool]) -> dict[str, str]:
    pairs = list(zip(found.rows, found.findings, strict=True))
    wrong = [bool(findings) for row, findings in pairs if row["has_error"] and counts(row["error_type"])]
    right = [bool(findings) for row, findings in pairs if not row["has_error"]]
    hits, alarms = sum(wrong), sum(right)
    return {
        "precision": f"{hits / max(1, hits + alarms):.3f}",
        "recall": f"{hits / len(wrong):.3f}",
        "F1": f"{2 * hits / (hits + alarms + len(wrong)):.3f}",
        "false alarms on correct rows": f"{alarms / len(right):.3f}",
        "µs a word": f"{found.us_per_word:.0f}",
    }


def _types(found: Mapping[tuple[str, str], Found], names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for language in COUNTED:
        kinds = sorted({row["error_type"] for row in found[names[0], language].rows if row["has_error"]})
        for kind in kinds:
            shares = []
            for name in names:
                one = found[name, language]
                hits = [bool(f) for row, f in zip(one.rows, one.findings, strict=True) if row["error_type"] == kind]
                shares.append(f"{mean(hits):.3f}")
            yield (f"spelling_{language}, {kind} ({len(hits)})", *shares)


def _corrections(
    data: Path, half: str, found: Mapping[tuple[str, str], Found], systems: Sequence[System]
) -> Iterator[tuple[str, ...]]:
    words = {
        "sv": [
            (row["error"], [row["correction"]])
            for row in rows(data, "spelling_sv", f"{half}.jsonl")
            if row["has_error"] and COUNTED["sv"](row["error_type"]) and " " not in (row["error"] or " ")
        ],
        "da": [(row["wrong"], row["right"]) for row in rows(data, "spelling_da", f"words_{half}.jsonl")],
    }
    own = {path.stem: _pairs(path) for path in sorted(OURS.glob("*.txt"))}
    for language, pairs in own.items():
        measured = [_words(system, language, pairs) for system in systems]
        for label in measured[0]:
            yield (f"words of ours, {language}, {label}", *(scores[label] for scores in measured))
    for language, pairs in words.items():
        measured = [_words(system, language, pairs) for system in systems]
        for label in measured[0]:
            yield (f"words of spelling_{language}, {label}", *(scores[label] for scores in measured))
    took = [list(system.took_ms) for system in systems]  # what follows asks again, and is answered from memory
    for language in ("sv", "da"):
        shares = [f"{_mended(found[system.name, language], system, language):.3f}" for system in systems]
        yield (f"spelling_{language}, rows mended", *shares)
    for label, place in (("median", 0), ("95th percentile", 1)):
        times = [f"{spread(one)[place]:.1f}" for one in took]
        yield (f"ms for the suggestions of one word, {label}", *times)


def _pairs(path: Path) -> list[tuple[str, list[str]]]:
    pairs = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [(wrong, [right]) for wrong, right in pairs]


def _mended(found: Found, system: System, language: str) -> float:
    wrong = [
        (row, findings)
        for row, findings in zip(found.rows, found.findings, strict=True)
        if row["has_error"] and COUNTED[language](row["error_type"])
    ]
    return mean(_applied(row["text"], findings, system, language) == row["corrected"] for row, findings in wrong)


def _applied(text: str, findings: Sequence[Misspelling], system: System, language: str) -> str:
    for one in reversed(system.meant(text, findings, language)):
        if one.replacements:
            text = text[: one.start] + one.replacements[0] + text[one.end :]
    return text


def _words(system: System, language: str, pairs: Sequence[tuple[str, Sequence[str]]]) -> dict[str, str]:
    flagged, first, three, unknown = 0, 0, 0, 0
    plain = [Dictionary(files.affixes, files.words) for files in find(language, folders())]
    for wrong, right in pairs:
        flagged += any(one.rule != "capital" for one in system.check(wrong, language))
        if any(one.knows(wrong) for one in plain):
            continue
        unknown += 1
        (one,) = system.meant(wrong, [Misspelling(0, len(wrong))], language)
        said, meant = [word.lower() for word in one.replacements], {word.lower() for word in right}
        first += bool(said) and said[0] in meant
        three += any(word in meant for word in said[:3])
    return {
        f"flagged alone (of {len(pairs)})": f"{flagged / len(pairs):.3f}",
        f"non-words: first replacement right (of {unknown})": f"{first / unknown:.3f}",
        "non-words: right among three": f"{three / unknown:.3f}",
        "all: first replacement right": f"{first / len(pairs):.3f}",
    }


def _clean(data: Path, half: str, systems: Sequence[System]) -> Iterator[tuple[str, ...]]:
    for name in CLEAN:
        for language in LANGUAGES:
            texts = [text for row in rows(data, name, f"{half}.jsonl") for text in row["sentences"][language]]
            shares = [f"{mean(bool(system.check(text, language)) for text in texts):.3f}" for system in systems]
            yield (f"{name}, {language} ({len(texts)})", *shares)


def _wrong(found: Mapping[tuple[str, str], Found], system: System) -> Iterator[str]:
    for language, counts in COUNTED.items():
        one = found[system.name, language]
        for row, findings in zip(one.rows, one.findings, strict=True):
            said = [row["text"][some.start : some.end] for some in findings]
            missed = row["has_error"] and counts(row["error_type"]) and not said
            if missed or (said and not row["has_error"]):
                yield json.dumps({"id": row["id"], "missed": missed, "flagged": said}, ensure_ascii=False) + "\n"
