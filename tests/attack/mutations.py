"""What becomes of good input on its way: bytes changed, cut, repeated; JSON values replaced by others."""

import json
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

NASTY = ("", "\0", "\ud800", "\u202e", "🙂" * 50, "x" * 20_000, "' OR 1=1", "../../etc/passwd", "{{7*7}}", "<script>")
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.sampled_from([2**63, -(2**63) - 1, 10**400, 1e308, -0.0, 1e-320]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(NASTY),
    st.text(max_size=20),
)
ANY_JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with a few edits; now and then no seed at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=500))
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 60))
        match draw(st.sampled_from(("replace", "insert", "delete", "repeat", "cut", "zero"))):
            case "replace":
                data[place : place + length] = draw(st.binary(min_size=1, max_size=8))
            case "insert":
                data[place:place] = draw(st.binary(max_size=8))
            case "delete":
                del data[place : place + length]
            case "repeat":
                data[place:place] = bytes(data[place : place + length]) * draw(st.integers(1, 50))
            case "cut":
                del data[place:]
            case "zero":
                data[place : place + length] = bytes(length)
    return bytes(data)


@st.composite
def mutated_json(draw: st.DrawFn, seeds: Sequence[Any]) -> bytes:
    """One of the seeds with some of its values, names or items replaced, left out or repeated."""
    value = json.loads(json.dumps(draw(st.sampled_from(seeds))))
    for _ in range(draw(st.integers(0, 3))):
        value = _changed(draw, value)
    return json.dumps(value).encode()


def _changed(draw: st.DrawFn, value: Any) -> Any:
    if not isinstance(value, dict | list) or not value or draw(st.integers(0, 5)) == 0:
        return draw(ANY_JSON)
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    key = draw(st.sampled_from(keys))
    match draw(st.sampled_from(("deeper", "deeper", "deeper", "drop", "add"))):
        case "deeper":
            value[key] = _changed(draw, value[key])
        case "drop":
            del value[key]
        case "add" if isinstance(value, dict):
            value[draw(st.text(max_size=8))] = draw(ANY_JSON)
        case "add":
            value.append(draw(ANY_JSON))
    return value
