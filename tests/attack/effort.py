"""How hard to try: a little in `make test`, for long in `make attack`."""

from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings

LONG = "attack"
T = TypeVar("T")

settings.register_profile(LONG, deadline=None, print_blob=True)


def effort(short: T, long: T) -> T:
    """`long` under `make attack`, else `short`."""
    return long if settings.get_current_profile_name() == LONG else short


def examples(short: int, long: int, **more: object) -> settings:
    """So many examples: the same ones each time in `make test`, others at each `make attack`."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    is_long = effort(False, True)
    return settings(
        max_examples=effort(short, long),
        derandomize=not is_long,
        database=None,
        phases=[Phase.explicit, Phase.generate, *effort([], [Phase.target, Phase.shrink])],
        deadline=None,
        suppress_health_check=slow,
        **more,  # type: ignore[arg-type]
    )
