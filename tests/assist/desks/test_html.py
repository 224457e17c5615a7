"""HTML read as a reader sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.desks.html import MOST_QUOTES, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hej Ann,</p><p>tack för ditt mejl.</p>", "Hej Ann,\n\ntack för ditt mejl."),
        ("one<br>two<br/>\n three", "one\ntwo\nthree"),
        ("one<br><br><br>two", "one\n\ntwo"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<div><div><div>one</div></div></div><span>two</span>", "one\ntwo"),
        ("<p>List:</p><ul><li>one</li><li>two <b>bold</b>.</li></ul>after", "List:\n\none\ntwo bold.\n\nafter"),
        ("  a\n\t b &nbsp; &amp; &lt;c&gt; &#229;", "a b & <c> å"),
        ("<a href='https://example.com/x'>our page</a>", "our page"),
        ("<table><tr><td>Order</td><td>17</td></tr><tr><td>Sum</td><td>9</td></tr></table>", "Order 17\nSum 9"),
        ("<pre>one\n  two\n\nthree</pre>four", "one\ntwo\n\nthree\n\nfour"),
        ("plain words, no tags", "plain words, no tags"),
        ("a <b>bold<i> word</b> left open", "a bold word left open"),
        ("Hi <img alt='🙂' src=x><img alt='Logo of us'>there", "Hi 🙂there"),
        ("<html><head><title>T</title><style>p{}</style></head><body>x<script>y()</script></body></html>", "x"),
        ("<!-- note -->x<!--[if mso]><p>Outlook</p><![endif]-->", "x"),
        ("<div style='DISPLAY : none'>preview &zwnj;&nbsp;&zwnj;</div><p hidden>no</p>yes", "yes"),
        ("<p>one</p><p>&nbsp;</p><p>&zwnj;&nbsp;</p><p>two</p>", "one\n\ntwo"),
        ("", ""),
        ("<p> </p>", ""),
    ],
)
def test_lines_are_those_that_a_reader_sees(html: str, text: str) -> None:
    assert text_of(html) == text


def test_quoted_blocks_stand_behind_a_mark() -> None:
    html = (
        "<div>My answer.</div><div class='gmail_attr'>On Monday Kim wrote:</div>"
        "<blockquote><p>First.</p><p>Second.</p><blockquote>Older<br>words</blockquote></blockquote><p>After.</p>"
    )
    assert text_of(html).split("\n") == [
        "My answer.",
        "On Monday Kim wrote:",
        "",
        "> First.",
        ">",
        "> Second.",
        ">",
        "> > Older",
        "> > words",
        "",
        "After.",
    ]


def test_deep_nesting_and_long_texts_are_read() -> None:
    assert text_of("<div>" * 20_000 + "deep" + "</div>" * 20_000) == "deep"
    assert text_of("<blockquote>" * 1_000 + "deep") == "> " * MOST_QUOTES + "deep"
    assert text_of("<p>" + "ord " * 500_000) == ("ord " * 500_000).strip()


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "deep",
        "<div>" + "".join(f"<b a={n}>" for n in range(300)) + "</div>" + "<div>x</div>" * 40_000 + "deep",
        "<div " + " ".join(f"a{n}=1" for n in range(50_000)) + ">deep",
        "<p><font size=2>x</p>" * 20_000 + "deep",
        "<div></b>" * 50_000 + "deep",
        "<table><tr><td>" * 30_000 + "deep",
    ],
)
def test_html_made_to_be_slow_is_read_to_its_end(html: str) -> None:
    """Each of these takes the parser alone many seconds, or gigabytes."""
    assert text_of(html).endswith("deep")


@given(st.text(alphabet=st.sampled_from("<>/pb r&;lt!-='\" divquote\n\0å🙂\ud800"), max_size=200))
def test_any_text_is_taken(html: str) -> None:
    text = text_of(html)
    assert "\n\n\n" not in text
    assert text == text.strip("\n")
