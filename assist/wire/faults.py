"""What is wrong with a body, field by field, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assist.errors import Fault, InvalidRequest
from assist.masking import mask

M = TypeVar("M", bound=BaseModel)
MOST_NAMED = 20  # faults that one answer lists

_SENTENCES = {
    "missing": "is missing",
    "extra_forbidden": "is not a field here",
    "string_type": "must be a string",
    "string_unicode": "holds half of a character (a lone surrogate); send whole Unicode characters",
    "string_too_long": "has more than {max_length} characters",
    "string_too_short": "must not be empty",
    "enum": "must be one of {expected}",
    "literal_error": "must be one of {expected}",
    "model_type": "must be a JSON object",
    "model_attributes_type": "must be a JSON object",
    "dict_type": "must be a JSON object",
    "list_type": "must be a list",
    "too_long": "has more than {max_length} items",
    "int_type": "must be a whole number",
    "bool_type": "must be true or false",
    "value_error": "{error}",
}


def validated(
    model: type[M], data: object, path: str = "", error: type[InvalidRequest] = InvalidRequest
) -> M:
    """`data` as a `model`, or `error` with every fault; `path` is where `data` stands in the body."""
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        raise refusal(faults_of(wrong, path), error) from None  # the cause would quote the customer's text


def faults_of(wrong: ValidationError, path: str = "") -> list[Fault]:
    """The faults of a pydantic error, each with its path and a sentence that names it."""
    return [_fault(error, path) for error in wrong.errors(include_url=False, include_input=False)]


def refusal(faults: Sequence[Fault], error: type[InvalidRequest] = InvalidRequest) -> InvalidRequest:
    """The error that says what `faults` say; its sentence is that of the first."""
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return error(faults[0].detail + more, faults[:MOST_NAMED])


def fault(field: str, predicate: str) -> Fault:
    """The fault whose sentence is field and predicate."""
    return Fault(field, f"{field or 'The body'} {predicate}")


def shown(value: str) -> str:
    """A caller's own word as a sentence may quote it: short, in whole printable characters, and no identifier."""
    value = mask(value[:200])
    short = value if len(value) <= 60 else value[:57] + "..."
    return short if short.isprintable() else ascii(short)[1:-1]


def _fault(error: Mapping[str, Any], path: str) -> Fault:
    steps = [path] if path else []
    steps += [shown(str(step)) for step in error["loc"]]
    sentence = _SENTENCES.get(error["type"])
    context = error.get("ctx", {})
    predicate = sentence.format_map(context) if sentence else f"is not valid: {error['msg']}"
    return fault(".".join(steps), predicate)
