"""Properties try the same examples in every run."""

from hypothesis import settings

settings.register_profile("deterministic", derandomize=True, database=None, deadline=None, max_examples=15)
settings.load_profile("deterministic")
