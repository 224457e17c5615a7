"""The public sets, read into tasks: queries in one language, passages in one language, which answer which.

The sets stand beside the repository (`../shared/data`), each with a SOURCE.md that tells how to read it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
LANGUAGES = ("sv", "da", "nb", "pt", "en")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Task:
    """Queries in the language `asked`, passages in `told`, or in `mixed[i]` each where they are mixed.

    `gold[i]` and `pools[i]` are places in `passages` for query i; without `pools` every passage is a candidate for
    every query. `cutoff` is the k of the recall reported.
    """

    asked: str
    told: str
    queries: tuple[str, ...]
    passages: tuple[str, ...]
    gold: tuple[frozenset[int], ...]
    pools: tuple[tuple[int, ...], ...] | None = None
    cutoff: int = 1
    mixed: tuple[str, ...] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each passage."""
        return self.mixed or (self.told,) * len(self.passages)


def rows(data: Path, name: str, file: str = "dev.jsonl") -> list[Row]:
    """The rows of one file of a set; a missing one raises FileNotFoundError."""
    with (data / name / file).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def flores200(data: Path, half: str) -> list[Task]:
    """The first sentence of a passage in X finds the rest of it in Y; passages of one sentence are left out."""
    passages = [row["sentences"] for row in rows(data, "flores200", f"{half}.jsonl")]
    passages = [sentences for sentences in passages if len(sentences["en"]) > 1]
    return _parallel([{x: (s[x][0], " ".join(s[x][1:])) for x in LANGUAGES} for s in passages])


def ntrex128(data: Path, half: str) -> list[Task]:
    """The second sentence of a passage in X finds the passage in Y that holds its translation."""
    passages = [row["sentences"] for row in rows(data, "ntrex128", f"{half}.jsonl")]
    return _parallel([{x: (s[x][1], " ".join(s[x])) for x in LANGUAGES} for s in passages])


def together(tasks: Sequence[Task]) -> list[Task]:
    """One library with all the languages: a query is answered by its passage in any of them."""
    found = []
    for asked in dict.fromkeys(task.asked for task in tasks):
        pairs = [task for task in tasks if task.asked == asked]
        starts = [sum(len(task.passages) for task in pairs[:number]) for number in range(len(pairs))]
        gold = tuple(
            frozenset(start + place for start, task in zip(starts, pairs, strict=True) for place in task.gold[query])
            for query in range(len(pairs[0].queries))
        )
        passages = tuple(passage for task in pairs for passage in task.passages)
        languages = tuple(task.told for task in pairs for _ in task.passages)
        found.append(Task(asked, "any", pairs[0].queries, passages, gold, mixed=languages))
    return found


def l10n_faq(data: Path, half: str) -> list[Task]:
    """A question in X finds its answer in Y; questions that nobody translated into X or Y are left out."""
    found = rows(data, "l10n_faq", f"{half}.jsonl")
    both = [{x: (row["question"][x], row["answer"][x]) for x in row["question"] if x in row["answer"]} for row in found]
    return _parallel(both, fewest=20)


def swefaq(data: Path, half: str) -> list[Task]:
    """A question finds its answer among all answers; the same answer to another question is as right."""
    found = rows(data, "swefaq", f"{half}.jsonl")
    return [_numbered("sv", [(row["question"], row["answer"]) for row in found], [row["answer"] for row in found])]


def norquad(data: Path, half: str) -> list[Task]:
    """A question finds the passage that holds the answer."""
    return [_questions(data, "norquad", half, "nb")]


def faquad(data: Path, half: str) -> list[Task]:
    """A question finds the paragraph that holds the answer."""
    return [_questions(data, "faquad", half, "pt")]


def dstc11_track5(data: Path, half: str) -> list[Task]:
    """The customer's last turn finds the snippets that answer it, among those of the places it is about."""
    turns = [row for row in rows(data, "dstc11_track5", f"{half}.jsonl") if row["knowledge_seeking"]]
    snippets = rows(data, "dstc11_track5", "snippets.jsonl")
    place = {row["id"]: number for number, row in enumerate(snippets)}
    of_entity: dict[str, list[int]] = {}
    for number, row in enumerate(snippets):
        of_entity.setdefault(row["entity"], []).append(number)
    task = Task(
        "en",
        "en",
        tuple(turn["context"][-1]["text"] for turn in turns),
        tuple(row["text"] for row in snippets),
        tuple(frozenset(place[name] for name in turn["gold_snippets"]) for turn in turns),
        tuple(tuple(n for entity in turn["gold_entities"] for n in of_entity[entity]) for turn in turns),
        cutoff=10,
    )
    return [task]


SETS: Mapping[str, Callable[[Path, str], list[Task]]] = {
    read.__name__: read for read in (flores200, ntrex128, l10n_faq, swefaq, norquad, faquad, dstc11_track5)
}


def _parallel(rows: Sequence[Mapping[str, tuple[str, str]]], fewest: int = 1) -> list[Task]:
    """A task per pair of languages from rows of (query, passage) by language."""
    return [task for asked in LANGUAGES for told in LANGUAGES for task in _pair(rows, asked, told, fewest)]


def _pair(
    rows: Sequence[Mapping[str, tuple[str, str]]], asked: str, told: str, fewest: int
) -> Iterator[Task]:
    both = [(row[asked][0], row[told][1]) for row in rows if asked in row and told in row]
    if len(both) >= fewest:
        task = _numbered(told, both, [row[told][1] for row in rows if told in row])
        yield Task(asked, told, task.queries, task.passages, task.gold)


def _numbered(language: str, pairs: Sequence[tuple[str, str]], passages: Sequence[str]) -> Task:
    texts = tuple(dict.fromkeys(passages))
    place = {text: number for number, text in enumerate(texts)}
    gold = tuple(frozenset({place[passage]}) for _, passage in pairs)
    return Task(language, language, tuple(query for query, _ in pairs), texts, gold)


def _questions(data: Path, name: str, half: str, language: str) -> Task:
    passages = rows(data, name, f"passages_{half}.jsonl")
    place = {row["passage_id"]: number for number, row in enumerate(passages)}
    asked = rows(data, name, f"queries_{half}.jsonl")
    return Task(
        language,
        language,
        tuple(row["question"] for row in asked),
        tuple(row["text"] for row in passages),
        tuple(frozenset({place[row["passage_id"]]}) for row in asked),
    )
