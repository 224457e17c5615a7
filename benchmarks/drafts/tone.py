"""Sentences of our own that nobody should send, and their likes that are fine: what do words alone hear?

Each is read as the only sentence of a letter, without the encoder. Of rude, blaming and dismissive any one will do,
since the agent is told one of them for a sentence.
"""

from collections import Counter
from pathlib import Path

import yaml

from assist.core.drafts.courtesy import check_casual, check_courtesy, check_shouting
from assist.core.drafts.draft import Draft
from assist.core.events import Channel
from benchmarks.drafts.corpus import COURTEOUS, ONE_TONE, Counts
from benchmarks.machine import print_table

SENTENCES = Path(__file__).parents[2] / "tests" / "drafts" / "tone"


def main(folder: Path = SENTENCES) -> None:
    """Measure every language and print."""
    rows, whole = [], Counts()
    for path in sorted(folder.glob("*.yaml")):
        counts = measure(path)
        whole += counts
        rows.append((path.stem, *counts.row))
    columns = ("", "precision", "recall", "F1", "right", "wrong", "missed")
    print_table(f"Tone of sentences in {folder.name}", columns, [*rows, ("all", *whole.row)])


def measure(path: Path) -> Counts:
    """One language's sentences."""
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    counts = Counter[str]()
    for rule, text in told["faulty"]:
        heard = heard_in(text, path.stem)
        alike = ONE_TONE if rule in ONE_TONE else {rule}
        counts.update(["right" if heard & alike else "missed", *("wrong" for _ in heard - alike)])
    counts.update("wrong" for text in told["clean"] if heard_in(text, path.stem))
    return Counts(counts["right"], counts["wrong"], counts["missed"])


def heard_in(text: str, language: str) -> frozenset[str]:
    """The rules of tone that a sentence breaks."""
    draft = Draft(text, language, Channel.EMAIL, sentences=((0, len(text)),))
    checks = (check_courtesy, check_shouting, check_casual)
    return frozenset(flaw.rule for check in checks for flaw in check(draft)) & COURTEOUS
