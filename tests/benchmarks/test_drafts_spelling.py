"""The figures of spelling, on a few rows made here."""

import json
from pathlib import Path

import pytest

from benchmarks.drafts import spelling
from tests.assist.spelling.installed import need

ROWS = {
    "sv": [
        {"text": "Vi har skickat fakturran.", "error_type": "O", "corrected": "Vi har skickat fakturan."},
        {"text": "Han bör i Lund.", "error_type": "O", "corrected": "Han bor i Lund."},
        {"text": "Vi bor i Smedsgårdsgränd.", "error_type": None, "corrected": None},
    ],
}


def test_scores_and_corrections() -> None:
    """Half is found, and mended; the dictionary alone takes a street for an error."""
    need(*spelling.FILES)
    rows = [{**row, "id": str(n), "has_error": row["corrected"] is not None} for n, row in enumerate(ROWS["sv"])]
    ours, plain = spelling.ours(), spelling.dictionaries_alone()
    found, alone = spelling.run(ours, "sv", rows), spelling.run(plain, "sv", rows)
    scores = spelling._scores(found, spelling.COUNTED["sv"])
    assert (scores["precision"], scores["recall"], scores["false alarms on correct rows"]) == (
        "1.000",
        "0.500",
        "0.000",
    )
    assert spelling._scores(alone, spelling.COUNTED["sv"])["false alarms on correct rows"] == "1.000"
    assert spelling._mended(found, ours, "sv") == 0.5
    wrong = [
        json.loads(line)
        for line in spelling._wrong(
            {("ours", language): found for language in ("sv",)}
            | {("ours", language): spelling.Found([], [], 0.0) for language in ("nb", "da")},
            ours,
        )
    ]
    assert wrong == [{"id": "1", "missed": True, "flagged": []}]


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    """The sets stand beside the repository; a checkout without them says which file it wants."""
    need(*spelling.FILES)
    with pytest.raises(FileNotFoundError, match="spelling_sv"):
        spelling.report(tmp_path, "dev", None)
