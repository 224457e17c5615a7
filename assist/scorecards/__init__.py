"""Adherence, waiting and the use of prompts, added up over conversations.

    sheet     the scores of many conversations as columns          (sheet.py)
    filters   which of it was asked for                            (filters.py)
    small     agents with few conversations, as one                (small.py)
    groups    what belongs to which row                            (groups.py)
    figures   the rows                                             (figures.py)

Besides: who waits now (now.py), which conversations make up a figure (drill.py), tables to take along (export.py),
and conversations read again (recompute.py).
"""
