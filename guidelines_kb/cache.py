"""Where things that can be made again are kept between runs."""

from __future__ import annotations

from pathlib import Path

from guidelines_kb.errors import KnowledgeError


def user_cache() -> Path:
    """Return the folder in the user's cache; KnowledgeError where there is no home folder."""
    try:
        return Path.home() / ".cache" / "guidelines_kb"
    except RuntimeError as error:  # as in some containers
        raise KnowledgeError("There is no home folder to keep things in: give `cache`.") from error
