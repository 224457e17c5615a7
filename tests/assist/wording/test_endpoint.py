"""An endpoint as it may answer: well, slowly, wrongly, half, or not at all. It is a real one, on loopback."""

import pytest

from assist.core.prompts import Polish
from assist.errors import SetupError
from assist.wording.endpoint import Answer, Endpoint, Unanswered, estimated
from assist.wording.request import Line, Request
from tests.assist.wording.language_model import LanguageModel, language_model

REQUEST = Request(Polish.SAY, "en", "I'm sorry.", (Line("customer", "Where is it?"),))


async def asked(model: LanguageModel, key: str = "") -> Answer:
    endpoint = Endpoint(model.base_url, "tiny", key)
    try:
        return await endpoint.ask(REQUEST)
    finally:
        await endpoint.close()


async def test_a_whole_answer_with_its_cost() -> None:
    async with language_model(say=lambda _: "I'm very sorry.") as model:
        answer = await asked(model, "a-key")
        assert (answer.text.strip(), answer.tokens) == ("I'm very sorry.", 450)
        (sent,) = model.asked
        assert (sent["model"], sent["stream"], sent["max_tokens"]) == ("tiny", True, REQUEST.most_tokens)
        assert [message["role"] for message in sent["messages"]] == ["system", "user"]
        assert model.seen[0]["Authorization"] == "Bearer a-key"


async def test_nothing_of_the_environment_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys and proxies that stand there are for somebody else."""
    for name in ("OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "foreign-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    async with language_model() as model:
        await asked(model)
        assert "foreign-secret" not in str(model.seen)


async def test_tokens_are_estimated_where_nobody_counts() -> None:
    async with language_model(say=lambda _: "word " * 30, counts_tokens=False) as model:
        answer = await asked(model)
        assert answer.tokens == estimated(REQUEST.messages()) + 51  # 151 code points, three a token


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"status": 401}, "status_401"),
        ({"status": 404}, "status_404"),
        ({"status": 429}, "status_429"),
        ({"status": 500}, "status_500"),
        ({"status": 503}, "status_503"),
        ({"status": 302}, "status_302"),
        ({"fault": "html"}, "broken_off"),
        ({"fault": "not_json"}, "broken_off"),
        ({"fault": "broken_off"}, "broken_off"),
        ({"fault": "filtered"}, "filtered"),
        ({"fault": "endless"}, "cut"),
    ],
)
async def test_what_cannot_be_used_has_a_name(given: dict[str, object], why: str) -> None:
    """And nothing that the endpoint said stands in the error: it may quote a customer."""
    async with language_model(**given) as model:
        with pytest.raises(Unanswered) as caught:
            await asked(model)
        assert caught.value.why == why
        assert "customer" not in str(caught.value)
        assert caught.value.__cause__ is None
        assert len(model.asked) == 1


async def test_nobody_there() -> None:
    async with language_model() as model:
        pass
    with pytest.raises(Unanswered, match="BISTAND_LLM_BASE_URL") as caught:
        await asked(model)
    assert caught.value.why == "unreachable"


async def test_how_long_to_wait_is_heard() -> None:
    async with language_model(status=429, headers={"Retry-After": "30"}) as model:
        with pytest.raises(Unanswered) as caught:
            await asked(model)
        assert caught.value.wait_s == 30.0


async def test_parameters_that_an_endpoint_does_not_take_are_left_out_or_renamed() -> None:
    """Newer models call the limit otherwise and take no temperature; it is asked right at once from then on."""
    async with language_model(unknown=frozenset({"max_tokens", "temperature"})) as model:
        endpoint = Endpoint(model.base_url, "tiny")
        await endpoint.ask(REQUEST)
        await endpoint.ask(REQUEST)
        await endpoint.close()
        assert len(model.asked) == 4
        assert model.asked[-1].keys() >= {"max_completion_tokens"}
        assert not model.asked[-1].keys() & {"max_tokens", "temperature"}


async def test_an_endpoint_that_refuses_everything_is_not_asked_for_ever() -> None:
    refused = frozenset({"max_tokens", "max_completion_tokens", "temperature", "stream_options"})
    async with language_model(unknown=refused) as model:
        with pytest.raises(Unanswered) as caught:
            await asked(model)
        assert caught.value.why == "status_400"
        assert len(model.asked) <= 4


@pytest.mark.parametrize(
    ("base_url", "said"),
    [
        ("llm.example.com", "no address"),
        ("ftp://llm.example.com", "no address"),
        ("https://llm.example.com/v1?key=x", "no address"),
        ("http://llm.example.com/v1", "without TLS"),
        ("http://192.168.0.7:11434/v1", "BISTAND_PRIVATE_TARGETS"),
    ],
)
def test_an_address_that_cannot_be_asked_stops_the_start(base_url: str, said: str) -> None:
    with pytest.raises(SetupError, match=said):
        Endpoint(base_url, "tiny")


@pytest.mark.parametrize(
    "base_url",
    [
        "https://llm.example.com/v1",
        "http://localhost:11434/v1",
        "http://127.0.0.1:8080/v1",
        "http://[::1]:8080/v1",
        "http://ollama:11434/v1",
        "http://10.0.0.7:8000/v1",
    ],
)
def test_this_machine_and_named_hosts_may_be_asked_without_tls(base_url: str) -> None:
    assert Endpoint(base_url, "tiny", private=("ollama", "10.0.0.7:8000")).host
