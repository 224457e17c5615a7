"""A moment proposed from a guideline sentence: what can be found is filled in, what cannot is left empty and said.

It opens when a customer says what customers said before whose words the guideline search answers with this sentence:
the same search that `guideline_match` rests on, so its floors hold here too. Half of what they said is what the
moment listens for, the other half are examples that must fire, so that trying them out says something.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assist.core.events import Channel
from assist.core.playbook import Playbook
from assist.masking import mask
from guidelines_kb import Library, Match, Query, Snippet

MOST_PER_LANGUAGE = 6  # sentences of customers: half to listen for, half to try out
MATCHES = 3  # of a customer's sentence, as in a live conversation
NAME_WORDS = 5  # of the sentence, in the moment's name
NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
FEWEST_LETTERS = 2  # of a name that is taken out of a sentence

Encode = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a customer said in one sentence, in which language, on which channel; `names` are those who took part."""

    text: str
    language: str
    channel: Channel
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A customer's sentence without personal data, and how near (in [-1, 1]) the guideline sentence is to it."""

    text: str
    language: str
    channel: Channel
    similarity: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A moment to go on with: its name, its YAML, what customers said like it, and what is still to be filled in."""

    moment: str
    yaml: str
    sentences: Mapping[str, str]
    found: tuple[Found, ...]
    missing: tuple[str, ...]


def propose(
    sentence: Query,
    languages: Sequence[str],
    heard: Sequence[Heard],
    playbook: Playbook,
    library: Library,
    encode: Encode,
) -> Proposal:
    """The moment for a guideline sentence; `heard` are sentences of customers, the latest first."""
    near = dict(_nearest(sentence, languages, library))
    told = {language: sentence.text if language == sentence.language else match.snippet.text
            for language, match in near.items()} | {sentence.language or languages[0]: sentence.text}  # fmt: skip
    said = _answered_by([match.snippet for match in near.values()], heard, library, encode)
    name = _name(told.get("en", sentence.text), {one.id for one in (*playbook.moments, *playbook.off)})
    channels = _channels([match.snippet for match in near.values()], playbook)
    missing = [f"query.{language}" for language in languages if language not in told]
    missing += [f"words.{language}" for language in languages]
    missing += ["opens"] if not said else []
    missing += ["examples.fires"] if not any(_to_try(said).values()) else []
    ordered = {language: told[language] for language in languages if language in told}
    text = "\n".join(_lines(name, channels, ordered, said, languages)) + "\n"
    return Proposal(name, text, ordered, said, (*missing, "examples.silent", "done_when"))


def _nearest(sentence: Query, languages: Sequence[str], library: Library) -> Iterator[tuple[str, Match]]:
    """The sentence itself and those that say the same in other languages, as far as the library has them."""
    for language in languages:
        for match in library.search([sentence], k=1, language=language):
            yield language, match


def _answered_by(
    wanted: Collection[Snippet], heard: Sequence[Heard], library: Library, encode: Encode
) -> tuple[Found, ...]:
    """What customers said that the guidelines answer with one of these sentences, nearest first."""
    if not wanted or not heard:
        return ()
    places = {(snippet.document, snippet.start) for snippet in wanted}
    texts = [one.text for one in heard]
    found: dict[str, Found] = {}
    answers = library.search_vectors(encode(texts), texts, [{one.language: 1.0} for one in heard], k=MATCHES)
    for one, matches in zip(heard, answers, strict=True):
        near = [match.similarity for match in matches if (match.snippet.document, match.snippet.start) in places]
        text = _without_names(mask(one.text), one.names)
        if near and text.casefold() not in found:
            found[text.casefold()] = Found(text, one.language, one.channel, round(max(near), 4))
    nearest = sorted(found.values(), key=lambda one: -one.similarity)
    return tuple(one for number, one in _numbered(nearest) if number < MOST_PER_LANGUAGE)


def _numbered(found: Iterable[Found]) -> Iterator[tuple[int, Found]]:
    """Each with its place among those in its language."""
    counts: dict[str, int] = {}
    for one in found:
        yield counts.get(one.language, 0), one
        counts[one.language] = counts.get(one.language, 0) + 1


def _to_listen_for(found: Iterable[Found]) -> dict[str, list[Found]]:
    return _by_language(one for number, one in _numbered(found) if number % 2 == 0)


def _to_try(found: Iterable[Found]) -> dict[str, list[Found]]:
    return _by_language(one for number, one in _numbered(found) if number % 2 == 1)


def _by_language(found: Iterable[Found]) -> dict[str, list[Found]]:
    sorted_out: dict[str, list[Found]] = {}
    for one in found:
        sorted_out.setdefault(one.language, []).append(one)
    return sorted_out


def _without_names(text: str, names: Iterable[str]) -> str:
    for name in {word for whole in names for word in whole.split() if len(word) >= FEWEST_LETTERS}:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=re.IGNORECASE)
    return text


def _channels(quoted: Iterable[Snippet], playbook: Playbook) -> list[Channel]:
    """Those of the moments that quote the same already; else all."""
    places = {(snippet.document, snippet.start) for snippet in quoted}
    found = {
        channel
        for (_, channel), citations in playbook.citations.items()
        if any((one.document, one.start) in places for one in citations[:1])
    }
    return [channel for channel in Channel if channel in found or not found]


def _name(text: str, taken: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().replace("ø", "o").replace("æ", "ae"))
    words = [word for word in NOT_IN_A_NAME.split(plain.encode("ascii", "ignore").decode()) if word][:NAME_WORDS]
    name = "_".join(words)[:56].strip("_")
    name = name if name[:1].isalpha() else f"moment_{name}".rstrip("_")
    numbers = (f"{name}_{number}" for number in range(2, len(taken) + 3))
    return name if name not in taken else next(one for one in numbers if one not in taken)


def _lines(
    name: str, channels: Sequence[Channel], told: Mapping[str, str], said: Sequence[Found], languages: Sequence[str]
) -> Iterator[str]:
    yield "# Proposed from a guideline sentence. What is empty is for you to write; it cannot be published before."
    yield f"moment: {name}"
    yield "priority: normal"
    yield f"channels: [{', '.join(channels)}]"
    yield "opens:"
    yield "  means:"
    yield "    by: customer"
    yield from _sentences("    like:", _to_listen_for(said), "what a customer says, by language")
    yield "withdrawn_when: {state: ended} # no done_when yet: nothing but time or the agent closes the prompt"
    yield "cooldown_s: 300"
    yield "expires_s: 120"
    yield "because:"
    yield from (f"  {language}: {_quoted(BECAUSE.get(language, BECAUSE['en']))}" for language in languages)
    yield "query:"
    yield from (f"  {language}: {_quoted(text)}" for language, text in told.items())
    yield "words:"
    for language in languages:
        yield f"  {language}:"
        yield '    instruction: "" # what to do, in one short line'
        yield '    say: "" # what the agent may say; [, {name}] and {quote} are filled in'
    yield "examples:"
    yield from _examples(_to_try(said))
    yield "  silent: {} # conversations in which it must not open, by language"


def _sentences(head: str, found: Mapping[str, Sequence[Found]], empty: str) -> Iterator[str]:
    if not found:
        yield f"{head} {{}} # {empty}"
        return
    yield head
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    for language, some in found.items():
        yield f"{indent}{language}:"
        yield from (f"{indent}  - {_quoted(one.text)}" for one in some)


def _examples(found: Mapping[str, Sequence[Found]]) -> Iterator[str]:
    if not found:
        yield "  fires: {} # conversations at whose last line it must open, by language"
        return
    yield "  fires:"
    for language, some in found.items():
        yield f"    {language}:"
        for one in some:
            yield f"      - - {_quoted(f'channel: {one.channel}')}"
            yield f"        - {_quoted(f'customer: {one.text}')}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


BECAUSE = {
    "sv": "kunden tar upp det som riktlinjen handlar om",
    "da": "kunden spørger til det, som retningslinjen handler om",
    "nb": "kunden tar opp det som retningslinjen handler om",
    "pt": "o cliente fala daquilo de que trata esta orientação",
    "en": "the customer brings up what this guideline is about",
}
