"""From which score on a router's act counts: fitted to the task itself, on the examples that the moments bring.

The best threshold has the highest mean of two shares: examples that fire, firing at their last line, and examples
that must stay silent, staying silent. Conversations that are scored are never seen.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assist.core.events import Role
from assist.core.playbook import Example, Playbook
from assist.playbook.examples import parse_lines
from benchmarks.peers.routers import Router
from benchmarks.peers.sessions import RouterSession

CANDIDATES = 30  # quantiles of the scores that the examples get
Asked = Sequence[tuple[Playbook, Example]]


class Remembered:
    """A router that is asked once for each text."""

    def __init__(self, router: Router) -> None:
        self._router = router
        self.known: dict[str, Mapping[str, float]] = {}

    def scores(self, text: str) -> Mapping[str, float]:
        """What the router said of `text`."""
        if text not in self.known:
            self.known[text] = self._router.scores(text)
        return self.known[text]


def kept_threshold(routers: Mapping[Role, Router], playbook: Playbook, path: Path) -> float:
    """The best threshold; fitted once, then read from `path`."""
    if not path.exists():
        asked = examples_of(playbook)
        remembered = {role: Remembered(router) for role, router in routers.items()}
        shares_at(remembered, 0.0, asked)
        tops = [max(scores.values()) for one in remembered.values() for scores in one.known.values()]
        candidates = np.unique(np.quantile(tops, np.linspace(0, 1, CANDIDATES))).tolist()
        path.write_text(json.dumps(best(candidates, lambda least: shares_at(remembered, least, asked))))
    return float(json.loads(path.read_text()))


def examples_of(playbook: Playbook) -> Asked:
    """Every example with a playbook of only its own moment: what else opens is not asked."""
    alone = ((moment, replace(playbook, moments=(moment,))) for moment in playbook.moments)
    return [(only, example) for moment, only in alone for example in moment.examples]


def best(candidates: Sequence[float], shares: Callable[[float], tuple[float, float]]) -> float:
    """The candidate with the highest mean of its two shares, the higher one of equals."""
    return max(candidates, key=lambda least: (sum(shares(least)), least))


def shares_at(routers: Mapping[Role, Router], least: float, asked: Asked) -> tuple[float, float]:
    """(firing, silent): the shares of the examples that routers with this threshold meet."""
    met: dict[bool, list[bool]] = {True: [], False: []}
    for only, example in asked:
        conversation, events, _ = parse_lines(example.lines)
        session = RouterSession(routers, least, only, conversation)
        for event in events:
            session.take(event)
        times = [shown.at for shown in session.shown()]
        met[example.fires].append(events[-1].at in times if example.fires else not times)
    return float(np.mean(met[True])), float(np.mean(met[False]))
