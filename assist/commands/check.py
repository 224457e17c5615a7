"""`bistand check`: whether a server could start like this, and what to mend if not."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from time import perf_counter
from urllib.parse import urlsplit

import typer
from rich.text import Text

from assist.acts.definition import load_folder as load_acts
from assist.app import open_store
from assist.commands.terminal import (
    FOUND_WRONG,
    AsJson,
    DataFolder,
    GuidelinesFolder,
    PlaybookFolder,
    page,
    show_json,
)
from assist.commands.workspace import opened
from assist.connections import check_connections
from assist.core.prompts import Polish
from assist.desks import DESKS
from assist.errors import AssistError, SetupError, TargetRefused, TargetUnreachable
from assist.inbox import Counts
from assist.playbook.loading import BUILT_IN, load_folder
from assist.server.guards.issuers import open_issuers
from assist.server.guards.key_sets import KeySet
from assist.server.guards.targets import Targets
from assist.settings import Settings, desk_variable, open_access, read_settings
from assist.spelling import dictionaries, open_speller
from assist.wording.endpoint import Endpoint
from assist.wording.request import Request
from assist.workspaces import Listed, list_workspaces
from guidelines_kb import KnowledgeError, open_embedder


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `detail` is what was found, or what is wrong and how to mend it."""

    what: str
    is_well: bool
    detail: str


def check(
    host: str | None = typer.Option(None, help="Address that the server would listen on."),
    data: DataFolder = None,
    guidelines: GuidelinesFolder = None,
    playbook: PlaybookFolder = None,
    as_json: AsJson = False,
) -> None:
    """Look at settings, key, targets, store, encoder, guidelines and so on; exit code 1 when one is wrong."""
    findings = list(look(host=host, data=data, guidelines=guidelines, playbook=playbook))
    if as_json:
        show_json({"ok": all(finding.is_well for finding in findings), "findings": [asdict(f) for f in findings]})
    else:
        for finding in findings:
            mark = ("✓", "green") if finding.is_well else ("✗", "bold red")
            page().print(Text.assemble(mark, " ", (finding.what, "bold"), "  ", finding.detail))
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(FOUND_WRONG)


def look(**given: object) -> Iterator[Finding]:
    """Every finding, in the order in which a start would meet them; a broken setting ends the list."""
    try:
        settings = read_settings(**given)
    except AssistError as error:
        yield Finding("settings", False, error.detail)
        return
    yield Finding("settings", True, f"data in {settings.data}, store {settings.store_name}")
    for what, probe in PROBES.items():
        try:
            yield Finding(what, True, probe(settings))
        except (AssistError, KnowledgeError) as error:
            yield Finding(what, False, str(error))
        except OSError as error:
            yield Finding(what, False, f"{error.filename or settings.data}: {error.strerror}")


def _key(settings: Settings) -> str:
    access = open_access(settings)
    return f"made by the server, in {access.file}" if access.file else "given in BISTAND_API_KEY"


def _store(settings: Settings) -> str:
    async def ask() -> list[str]:
        store = await open_store(settings)
        try:
            await store.ping()
            return await store.warnings()
        finally:
            await store.close()

    if warnings := asyncio.run(ask()):
        raise SetupError("; ".join(warnings))
    return f"{settings.store_path if settings.store == 'sqlite' else settings.store_name} answers"


def _deliveries(settings: Settings) -> str:
    """Dead letters of any workspace: somebody has to look."""

    async def ask() -> dict[str, Counts]:
        store = await open_store(settings)
        try:
            return {one.name: await store.inbox.counts(one.name) for one in list_workspaces(settings)}
        finally:
            await store.close()

    found = asyncio.run(ask())
    if dead := [f"{counts.dead} of workspace {name}" for name, counts in found.items() if counts.dead]:
        raise SetupError(f"dead letters: {', '.join(dead)}; `bistand deliveries list` shows of what they died")
    return f"{sum(counts.waiting for counts in found.values())} wait, none is dead"


def _retention(settings: Settings) -> str:
    if settings.retention_days is None:
        return "everything is kept until somebody erases it; BISTAND_RETENTION_DAYS sets a time"
    days = f"{settings.retention_days:g} day{'' if settings.retention_days == 1 else 's'}"
    return f"an ended conversation is erased {days} after its last event; an open one never"


def _encoder(settings: Settings) -> str:
    embedder = open_embedder(settings.embedder)
    embedder.encode(["ready?"], "query")
    return f"{embedder.name}, {embedder.dimension} dimensions"


def _workspace(settings: Settings) -> str:
    workspace = opened(settings)
    library, moments = workspace.library, workspace.playbook.moments
    quoting = {moment for (moment, _), found in workspace.playbook.citations.items() if found}
    held = f"{len(library.documents())} documents, {len(library.snippets())} sentences"
    return f"{held}; {len(quoting)} of {len(moments)} moments quote one"


def _spelling(settings: Settings) -> str:
    """No dictionary is no fault: that language is not checked, and the line says what brings it."""
    speller = open_speller(settings)
    absent = dictionaries.missing(settings.languages, dictionaries.folders(settings.dictionaries))
    said = ", ".join(language for language in settings.languages if language in speller.languages) or "off"
    return f"{said}; {dictionaries.advice(absent)}" if absent else said


def _desks(settings: Settings) -> str:
    wrong = [*_wrong_desks(settings)]
    if wrong:
        raise SetupError("; ".join(wrong))
    return ", ".join(name for name, given in settings.desks.items() if given.secrets) or "none connected"


def _wrong_desks(settings: Settings) -> Iterator[str]:
    for name, given in settings.desks.items():
        if name not in DESKS:
            field = min(given.model_fields_set).removesuffix("s")
            yield f"{desk_variable(name, field)}: there is no desk of this name; known are {', '.join(sorted(DESKS))}"
        elif given.url and not given.token.get_secret_value():
            yield f"{desk_variable(name, 'url')}: without {desk_variable(name, 'token')} nothing can be asked there"


def _targets(settings: Settings) -> str:
    given = {f"webhook {number}": url for number, url in enumerate(settings.webhook_urls, 1)}
    wrong = []
    for name, desk in settings.desks.items():
        known = DESKS.get(name)
        if desk.url or (desk.token.get_secret_value() and known and known.api):
            given[name] = desk.url or DESKS[name].api
        elif desk.token.get_secret_value() and known and known.note:
            wrong.append(f"{desk_variable(name, 'url')}: is missing, so no notes are written there")
    wrong = asyncio.run(_unreachable(given, settings.private_targets)) + wrong
    if wrong:
        raise SetupError("; ".join(wrong))
    return f"{', '.join(given)} may be called" if given else "nothing is sent elsewhere"


async def _unreachable(given: Mapping[str, str], private: Sequence[str]) -> list[str]:
    wrong = []
    async with Targets(private) as targets:
        for name, url in given.items():
            try:
                await targets.resolve(url)
            except AssistError as error:
                wrong.append(f"{name}: {error.detail}")
    return wrong


def _language_model(settings: Settings) -> str:
    if not settings.llm_base_url:
        return "off; BISTAND_LLM_BASE_URL and BISTAND_LLM_MODEL have prompts reworded by one"
    endpoint = Endpoint.of(settings)

    async def ask() -> None:
        try:
            async with asyncio.timeout(settings.llm_timeout_s):
                await endpoint.ask(Request(Polish.SAY, "en", "Thank you for waiting."))
        finally:
            await endpoint.close()

    started = perf_counter()
    try:
        asyncio.run(ask())
    except TimeoutError:
        said = f"{endpoint.host} does not answer within BISTAND_LLM_TIMEOUT_S, {settings.llm_timeout_s:g} seconds"
        raise SetupError(f"{said}; prompts would keep the playbook's words") from None
    return f"{endpoint.host} answers as {settings.llm_model}, in {perf_counter() - started:.1f} s"


def _workspaces(settings: Settings) -> str:
    listed = list_workspaces(settings)
    published = asyncio.run(_fetched(listed, settings.private_targets))
    for one in listed:
        load_folder(one.settings.playbook or BUILT_IN, load_acts().names)
    check_connections(listed)
    called = {one.where(place): url for one in listed for place, url in _called(one)}
    if wrong := asyncio.run(_unreachable(called, settings.private_targets)):
        raise SetupError("; ".join(wrong))
    said = [_said(one) for one in listed]
    return ", ".join([*said, *(f"{address} lists {number} keys" for address, number in published.items())])


def _called(listed: Listed) -> Iterator[tuple[str, str]]:
    """The addresses that the file of workspaces names for one of them, each with its field."""
    for number, desk in enumerate(listed.desks):
        if desk.token_variable and (url := desk.url or DESKS[desk.desk].api):
            yield f"desks.{number}.url", url
    for number, hook in enumerate(listed.webhooks):
        yield f"webhooks.{number}.url", hook.url


def _said(listed: Listed) -> str:
    counted = [f"{len(listed.keys)} keys", f"{len(listed.issuers)} issuers", *(one.desk for one in listed.desks)]
    return f"{listed.name}: {', '.join([*counted, *(urlsplit(one.url).hostname or '' for one in listed.webhooks)])}"


async def _fetched(listed: Sequence[Listed], private: Sequence[str]) -> dict[str, int]:
    """How many keys each address of an issuer lists; SetupError names the field of one that gives none."""
    found: dict[str, int] = {}
    async with Targets(private) as targets:
        for one in listed:
            for number, issuer in enumerate(open_issuers(one, lambda url: KeySet(url, targets))):
                if issuer.published is not None:
                    await _fetch(issuer.published, one.where(f"issuers.{number}.jwks_url"))
                    found[issuer.published.address] = len(issuer.published.keys)
    return found


async def _fetch(published: KeySet, where: str) -> None:
    try:
        await published.fetch()
    except (TargetRefused, TargetUnreachable) as error:
        raise SetupError(f"{where}: {error.detail}") from None
    if not published.keys:
        raise SetupError(f"{where}: {published.address} lists no key that could sign a token")


PROBES: dict[str, Callable[[Settings], str]] = {
    "key": _key,
    "targets": _targets,
    "store": _store,
    "deliveries": _deliveries,
    "retention": _retention,
    "encoder": _encoder,
    "language model": _language_model,
    "workspace": _workspace,
    "workspaces": _workspaces,
    "spelling": _spelling,
    "desks": _desks,
}
