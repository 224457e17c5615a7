"""How well drafts are checked: `python -m benchmarks.drafts` and the name of a figure."""
