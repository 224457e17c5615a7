"""Why an answer of a language model is not shown. In doubt it is not: the playbook's words are there already.

Pure rules over the answer and all that it was made from. What no rule sees: a sentence that only uses words of the
conversation and still turns its meaning round. The agent reads before they send.
"""

import re
import unicodedata

from assist.core.drafts.courtesy import check_courtesy, check_shouting
from assist.core.drafts.draft import Draft
from assist.core.events import Channel
from assist.core.prompts import Polish
from assist.wording.commitments import Basis, binds_anew, is_conditional, sentences_of
from assist.wording.figures import figures_of
from assist.wording.novelty import has_too_many, new_names, new_words
from assist.wording.placeholders import AGENT, CUSTOMER, PLACEHOLDER
from assist.wording.request import ADDRESSES_A_MODEL, RULES, TASKS, Request
from guidelines_kb.languages import DEFAULT_LANGUAGES, detect

REASONS = (
    *("empty", "too_long", "markup", "leak", "placeholder", "link", "language"),
    *("number", "date", "name", "promise", "fact", "tone"),
)
GUESSES = re.compile(
    r"\b(?:probably|perhaps|maybe|likely|presumably|troligen|troligtvis|kanske|förmodligen|antagligen|sannolikt|nok|måske|"
    r"sandsynligvis|formentlig|formodentlig|kanskje|sannsynligvis|trolig|antakelig|provavelmente|talvez|possivelmente)\b",
    re.IGNORECASE,
)
SOOTHES = re.compile(  # and has never soothed anybody
    r"\b(?:calm down|relax|chill|lugna (?:ner )?dig|ta det lugnt|tag det roligt|slap af|rolig nu|ro deg ned|"
    r"ta det med ro|slapp av|acalme-se|tenha calma|calma aí|relaxe)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 4
OTHERS = ("de", "es", "fr", "it", "nl", "fi")  # what a model may fall into beside the languages that are served
HEARD = (*DEFAULT_LANGUAGES, *OTHERS)
LEAST_LIKELY = 0.4  # so that 200 texts of the playbook pass as their own language, and none of them as another
MARKUP = re.compile(r"[*_`#<>\[\]|\\~^=$]|^\s*(?:[-•–]|\d+[.)])\s|https?:|&\w+;|\n\s*\n", re.MULTILINE)
LINK = re.compile(
    r"https?:|www\.|\w@\w|(?<![\w.])(?:[\w-]{2,}\.)+(?:com|org|net|info|biz|io|ai|app|dev|shop|online|site|xyz|top|link|ru|cn|"
    r"se|dk|no|pt|br|uk|eu|de|example|test|local|ly|gl|me|tv|co)\b(?:/\S*)?|\w/\w+/\w|\b\w+ ?(?:dot|punkt|ponto) ?"
    r"(?:com|se|dk|no|pt|org|net)\b",
    re.IGNORECASE,
)
PREAMBLE = re.compile(
    r"^(?:sure|certainly|of course|okay|ok|absolutely|here(?: is|'s| are)|claro|com certeza|aqui (?:está|vai|tem)|"
    r"här (?:är|kommer)|självklart|givetvis|her (?:er|kommer)|selvfølgelig|naturligvis|visst)\b[^.!?\n]{0,60}:",
    re.IGNORECASE,
)
ABOUT_ITSELF = re.compile(
    r"\b(?:as an ai|an? ai\b|language model|i (?:cannot|can't) (?:help|comply|assist)|my instructions|"
    r"json|som en ai|språkmodell|sprogmodel|mina instruktioner|mine instruk\w+|enquanto (?:ia|modelo)|"
    r"modelo de linguagem|minhas instruções|the conversation (?:above|provided)|suggested words?|guideline)\b",
    re.IGNORECASE,
)
LEAKED_WORDS = 6  # of our own request, in a row
WORD = re.compile(r"\w+")


def tidied(answer: str) -> str:
    """The answer without what models put around words: spaces, and quotation marks around all of it."""
    text = unicodedata.normalize("NFC", answer).strip()
    for pair in ('""', "“”", "””", "«»", "»«", "„“", "''"):
        if len(text) > 2 and text[0] + text[-1] == pair and pair[1] not in text[1:-1]:
            text = text[1:-1].strip()
    return re.sub(r"[ \t]*\n[ \t]*(?!\n)", " ", text) if "\n\n" not in text else text


def refusal(answer: str, request: Request) -> str | None:
    """One of REASONS, or None for an answer that may be shown; both texts still have their placeholders."""
    return _of_form(answer, request) or _of_content(PLACEHOLDER.sub(_plain_name, answer), answer, request)


def _plain_name(match: re.Match[str]) -> str:
    return match.group() if match.group(1) in {CUSTOMER, AGENT} else " "


def _of_form(answer: str, request: Request) -> str | None:
    bare = PLACEHOLDER.sub(" ", answer)
    if len(re.findall(r"[^\W\d_]{2,}", bare)) < FEWEST_WORDS:
        return "empty"
    if len(answer) > request.longest:
        return "too_long"
    if LINK.search(bare):
        return "link"
    if MARKUP.search(bare) or any(unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "So"} for sign in bare):
        return "markup"
    if PREAMBLE.search(answer) or ABOUT_ITSELF.search(answer) or ADDRESSES_A_MODEL.search(answer) or _leaks(answer):
        return "leak"
    if "{" in bare or "}" in bare or not _may_name(answer, request):
        return "placeholder"
    return None


def _may_name(answer: str, request: Request) -> bool:
    """Persons may be named; what belongs to them (a telephone number) only to a colleague, in a summary."""
    used = {*PLACEHOLDER.findall(answer)}
    allowed = {CUSTOMER, AGENT} if request.polish is Polish.SAY else request.placeholders.known
    return used <= allowed & request.placeholders.known


def _leaks(answer: str) -> bool:
    ours = [WORD.findall(text.lower()) for text in (*TASKS.values(), RULES)]
    runs = {tuple(words[at : at + LEAKED_WORDS]) for words in ours for at in range(len(words) - LEAKED_WORDS + 1)}
    words = WORD.findall(answer.lower())
    return any(tuple(words[at : at + LEAKED_WORDS]) in runs for at in range(len(words)))


def _of_content(text: str, answer: str, request: Request) -> str | None:
    if not _is_in(request.language, PLACEHOLDER.sub(" ", answer)):
        return "language"
    sources = (request.plain, *request.facts, *request.quotes, *(line.text for line in request.lines))
    bare = tuple(PLACEHOLDER.sub(" ", source) for source in sources)
    lacking = figures_of(bare, request.language).lacks(figures_of([PLACEHOLDER.sub(" ", text)], request.language))
    if lacking:
        return lacking
    if any(new_names(PLACEHOLDER.sub(" ", text), request.language, bare)):
        return "name"
    if binds_anew(text, request.language, _basis(request)):
        return "promise"
    if GUESSES.search(text) and not any(GUESSES.search(source) for source in bare):
        return "fact"
    if has_too_many(new_words(PLACEHOLDER.sub(" ", text), request.language, bare), text):
        return "fact"
    return "tone" if _is_discourteous(text, request.language) else None


def _is_in(language: str, text: str) -> bool:
    return detect(text, HEARD if language in HEARD else (*HEARD, language))[language] >= LEAST_LIKELY


def _basis(request: Request) -> Basis:
    by_agent = [line.text for line in request.lines if line.role == AGENT]
    rules = [quote for quote in request.quotes if not is_conditional(quote, request.language)]
    return Basis(
        binding=sentences_of([request.plain, *by_agent, *rules]),
        said=sentences_of([*request.facts, *(line.text for line in request.lines)]),
    )


def _is_discourteous(text: str, language: str) -> bool:
    if SOOTHES.search(text):
        return True
    draft = Draft(text, language, Channel.CHAT, sentences=((0, len(text)),))
    return any(True for check in (check_courtesy, check_shouting) for _ in check(draft))
