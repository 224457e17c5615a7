"""The attack suite: `make test` runs a little of each, `make attack` runs all of it for long."""

from tests.attack import effort  # noqa: F401 - registers the profile before the command line chooses it
