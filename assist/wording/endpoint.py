"""An OpenAI-compatible endpoint, asked as it streams. The operator names it, so it may be on this machine or near it.

Unlike the addresses of `server/targets.py` nobody else has a say in this one. Still no redirect is followed and no
proxy of the environment used, and nothing of the environment that the client library would read by itself goes along.
"""

import ipaddress
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

from assist.errors import BackendError, SetupError
from assist.settings import Settings
from assist.wording.request import Request

if TYPE_CHECKING:
    from openai import AsyncOpenAI

PER_TOKEN = 3.0  # code points, in the languages that cost most
LONGER = 3  # times as long as wanted: then the rest of an answer need not be read
LASTING = frozenset({"status_401", "status_403", "status_404"})
RETRIES = 2  # of a call whose parameters the endpoint knows by another name, or not at all
RENAMED = {"max_tokens": "max_completion_tokens"}


class Unanswered(BackendError):
    """The endpoint gave no usable answer; `why` names it for the metrics, `wait_s` is what it asked for."""

    def __init__(self, why: str, detail: str, wait_s: float = 0.0) -> None:
        super().__init__(detail)
        self.why = why
        self.wait_s = wait_s
        self.is_lasting = why in LASTING
        self.is_of_its_words = why in {"cut", "filtered"}  # the next may well be whole
        self.is_unread = why == "unreachable" or why.startswith("status_")  # and costs nothing


@dataclass(frozen=True, slots=True)
class Answer:
    """What came, and its tokens with those of the request: counted by the endpoint, or estimated."""

    text: str
    tokens: int


class Endpoint:
    """One endpoint and model, for all workspaces of a server."""

    def __init__(self, base_url: str, model: str, api_key: str = "", private: Sequence[str] = ()) -> None:
        """`private` are hosts of one's own network, which may be asked without TLS as this machine may."""
        _check(base_url, private)
        self._base_url = base_url
        self._model = model
        self._parameters: dict[str, Any] = {"temperature": 0.2, "stream_options": {"include_usage": True}}
        self._limit = "max_tokens"
        self._client = _open(base_url, api_key)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The endpoint that the settings name."""
        assert settings.llm_base_url
        if not settings.llm_model:
            raise SetupError("BISTAND_LLM_MODEL: is missing; name the model to ask at BISTAND_LLM_BASE_URL")
        key = settings.llm_api_key.get_secret_value() if settings.llm_api_key else ""
        return cls(settings.llm_base_url, settings.llm_model, key, settings.private_targets)

    @property
    def host(self) -> str:
        """Where it is, for people."""
        return urlsplit(self._base_url).netloc.rpartition("@")[2]

    async def ask(self, request: Request) -> Answer:
        """The whole answer; Unanswered when there is none. How long to wait is up to the caller."""
        messages = request.messages()
        for _ in range(RETRIES + 1):
            try:
                return await self._ask(messages, request.most_tokens, request.longest * LONGER)
            except Unanswered:
                raise
            except Exception as error:  # noqa: BLE001 - whatever a foreign endpoint makes the client raise
                if not self._gives_in(error):
                    raise _unanswered(error, self.host) from None  # the cause may quote anybody
        raise Unanswered("status_400", f"{self.host} refuses every way of asking that we know")

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.close()

    async def _ask(self, messages: list[dict[str, str]], most_tokens: int, most: int) -> Answer:
        given = {**self._parameters, self._limit: most_tokens}
        completions: Any = self._client.chat.completions  # its overloads know no parameters by name
        stream = await completions.create(model=self._model, messages=messages, stream=True, **given)
        text, tokens, ending = "", 0, None
        try:
            async for part in stream:
                tokens = part.usage.total_tokens if part.usage else tokens
                for choice in part.choices[:1]:
                    text += choice.delta.content or ""
                    ending = choice.finish_reason or ending
                if len(text) > most:
                    ending = "length"
                    break
        except Exception:  # noqa: BLE001 - of the network, of the client's, of what is no JSON: all the same from here
            ending = None
        finally:
            await stream.close()
        if ending != "stop":
            why = {"length": "cut", "content_filter": "filtered"}.get(str(ending), "broken_off")
            raise Unanswered(why, f"{self.host} gave an answer that is not whole")
        return Answer(text, tokens or estimated(messages) + math.ceil(len(text) / PER_TOKEN))

    def _gives_in(self, error: Exception) -> bool:
        """Whether there is another way to ask: the endpoint named a parameter that it does not take."""
        name = getattr(error, "param", None) if getattr(error, "status_code", 0) in {400, 422} else None
        if name == self._limit and name in RENAMED:
            self._limit = RENAMED[name]
            return True
        return self._parameters.pop(str(name).partition(".")[0], None) is not None


def _check(base_url: str, private: Sequence[str]) -> None:
    """SetupError for what is no address, or would carry a conversation through a foreign network for all to read."""
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise SetupError("BISTAND_LLM_BASE_URL: is no address; write it as https://llm.example.com/v1")
    if parts.scheme == "http" and not _is_here(parts.hostname) and not {parts.hostname, parts.netloc} & {*private}:
        raise SetupError(
            f"BISTAND_LLM_BASE_URL: {parts.hostname} is to be asked without TLS; use https, or name the host in"
            " BISTAND_PRIVATE_TARGETS if it is in your own network"
        )


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def estimated(messages: list[dict[str, str]]) -> int:
    """About how many tokens a request has."""
    return math.ceil(sum(len(message["content"]) for message in messages) / PER_TOKEN)


def _open(base_url: str, key: str) -> "AsyncOpenAI":
    """The library's client, imported only where it is wanted: that takes a second, and it comes with an extra."""
    try:
        from openai import AsyncOpenAI, DefaultAsyncHttpxClient  # noqa: PLC0415
    except ImportError:
        raise SetupError("BISTAND_LLM_BASE_URL: needs the extra llm; 'pip install bistand[llm]' brings it") from None
    client = AsyncOpenAI(
        base_url=base_url,
        api_key=key or "none",  # never the OPENAI_API_KEY of the environment: it is for somebody else
        organization="",
        project="",
        max_retries=0,
        http_client=DefaultAsyncHttpxClient(trust_env=False, follow_redirects=False),
    )
    client.organization = client.project = None
    return client


def _unanswered(error: Exception, host: str) -> Unanswered:
    status = getattr(error, "status_code", None)
    if status is not None:
        headers: Mapping[str, str] = getattr(getattr(error, "response", None), "headers", {})
        return Unanswered(f"status_{status}", f"{host} answered {status}{ADVICE.get(status, '')}", _wait_s(headers))
    if type(error).__name__ in {"APIConnectionError", "APITimeoutError", "ConnectError"}:
        return Unanswered("unreachable", f"{host} cannot be reached; check BISTAND_LLM_BASE_URL, and that it runs")
    return Unanswered("garbled", f"{host} answered, but not as an OpenAI-compatible endpoint ({type(error).__name__})")


ADVICE = {
    401: "; check BISTAND_LLM_API_KEY",
    403: "; check BISTAND_LLM_API_KEY and what it may use",
    404: "; check BISTAND_LLM_MODEL, and whether BISTAND_LLM_BASE_URL ends as it should (often in /v1)",
}


def _wait_s(headers: Mapping[str, str]) -> float:
    value = headers.get("retry-after", "").strip()
    return float(value[:6]) if value.isascii() and value.isdigit() else 0.0
