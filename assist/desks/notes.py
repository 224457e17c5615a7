"""A prompt as a private note: plain text in the agent's language, for desks that cannot show a panel."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assist.core.events import Citation
from assist.core.prompts import Prompt

LONGEST = 8_000  # characters; a customer's questions may be quoted in the words to say


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands before each part, and the quotation marks of the language."""

    say: str
    guideline: str
    why: str
    quotes: str


LABELS: Mapping[str, Labels] = {
    "sv": Labels("Förslag på formulering", "Riktlinje", "Varför", "””"),
    "da": Labels("Forslag til formulering", "Retningslinje", "Hvorfor", "””"),
    "nb": Labels("Forslag til formulering", "Retningslinje", "Hvorfor", "«»"),
    "pt": Labels("Sugestão de resposta", "Orientação", "Porquê", "«»"),
    "en": Labels("Words to say", "Guideline", "Why", "“”"),
}


def note_text(prompt: Prompt) -> str:
    """The instruction, the words to say, the guideline with where it stands, and why; a part without words is left out.

    Plain text of at most `LONGEST` characters; a desk whose notes are HTML has to escape it.
    """
    text = "\n\n".join(_parts(prompt, LABELS.get(prompt.instruction_language, LABELS["en"])))
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + " …"


def _parts(prompt: Prompt, labels: Labels) -> Iterator[str]:
    yield f"Bistand: {prompt.instruction}"
    if prompt.say:
        yield f"{labels.say}:\n{prompt.say}"
    for citation in prompt.guidelines:
        yield f"{labels.guideline}: {_quoted(citation, labels.quotes)}"
    if prompt.because.text:
        yield f"{labels.why}: {prompt.because.text}"


def _quoted(citation: Citation, quotes: str) -> str:
    where = ", ".join(part for part in (citation.title, citation.section) if part)
    return f"{quotes[0]}{citation.quote}{quotes[1]}" + (f" ({where})" if where else "")
