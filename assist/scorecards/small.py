"""Nobody is singled out by a few conversations: agents who had few are shown as one.

What is hidden must not come out by taking the shown rows from the total, so the pool is never one agent alone as
long as there is another to share it.
"""

from dataclasses import replace

import numpy as np

from assist.scorecards.groups import conversations_of
from assist.scorecards.sheet import Array, Sheet, Table, Words
from assist.wire.scorecards import LEAST, OTHERS

POOL = "\U0010ffff"  # cannot be printed, so it is no agent's id; comes after all of them


def conversations_by_agent(sheet: Sheet) -> Array:
    """In how many conversations each agent did anything, by the agent's number."""
    owners = ((table["agent"], table) for table in sheet.tables.values())
    return conversations_of(owners, len(sheet.names.all), len(sheet.conversations))


def few(sheet: Sheet) -> list[int]:
    """The agents (by number) who are not to be shown alone."""
    counts = conversations_by_agent(sheet)
    named = [n for n, name in enumerate(sheet.names.all) if name and counts[n]]
    by_count = sorted(named, key=lambda n: (counts[n], sheet.names.all[n]))
    small = [n for n in by_count if counts[n] < LEAST]
    return by_count[:2] if len(small) == 1 else small


def pooled(sheet: Sheet, agents: list[int]) -> Sheet:
    """The sheet with these agents as one."""
    names = sheet.names.all
    as_shown = np.arange(len(names))
    as_shown[agents] = len(names)

    def renamed(table: Table) -> Table:
        return table.with_column("agent", as_shown[table["agent"]])

    return replace(sheet.mapped(renamed), heads=renamed(sheet.heads), names=Words([*names, POOL]))


def shown(agent: str) -> str:
    """How the pool, or an agent, is called."""
    return OTHERS if agent == POOL else agent
