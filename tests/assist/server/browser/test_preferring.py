"""Accept headers, by weight and order."""

import pytest
from aiohttp import hdrs
from aiohttp.test_utils import make_mocked_request

from assist.server.browser.preferring import preferred

TYPES = {"application/json": "json", "text/html": "html"}


@pytest.mark.parametrize(
    ("header", "chosen"),
    [
        ("text/html", "html"),
        ("text/html;q=0.2, application/json;q=0.9", "json"),
        ("application/json, text/html", "json"),
        ("TEXT/HTML ; q=1.0", "html"),
        ("text/html;q=0", None),
        ("text/html;q=nonsense", None),
        ("text/html;q=inf", None),
        ("*/*", None),
        ("", None),
        (",;,q=,", None),
    ],
)
def test_the_highest_weight_wins_and_of_several_the_first(header: str, chosen: str | None) -> None:
    request = make_mocked_request("GET", "/", headers={"Accept": header})
    assert preferred(request, hdrs.ACCEPT, TYPES) == chosen


def test_a_languages_subtag_does_not_count() -> None:
    request = make_mocked_request("GET", "/", headers={"Accept-Language": "fr, pt-BR;q=0.8, en;q=0.5"})
    assert preferred(request, hdrs.ACCEPT_LANGUAGE, {"pt": "pt", "en": "en"}) == "pt"
