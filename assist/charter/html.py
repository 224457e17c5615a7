"""The charter as one HTML document that stands alone: no script, nothing from elsewhere, fit for screen and paper."""

from collections.abc import Iterator
from html import escape

from assist.charter.texts import texts_in
from assist.server.browser.standalone import headers_for
from assist.wire.charter import CharterShown, StandardInCharter

STYLE = """
:root{color-scheme:light dark;--ink:#22282c;--soft:#59626a;--line:#dcdad3;--accent:#1a6661;--ground:#fdfdfb}
@media(prefers-color-scheme:dark){:root{--ink:#e7e8e6;--soft:#a5adb3;--line:#3a4146;--accent:#7cc9c1;--ground:#1b1f22}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:3rem 1.5rem 4rem;background:var(--ground);color:var(--ink);
font:17px/1.6 Georgia,"Times New Roman",serif;overflow-wrap:anywhere}
h1{font-size:2.1rem;line-height:1.2;margin:0;letter-spacing:-.01em}
.subtitle{margin:.4rem 0 0;color:var(--soft);font-size:1.1rem}
header{border-bottom:3px solid var(--accent);padding-bottom:1.4rem;margin-bottom:2rem}
h2{font-size:1.3rem;margin:2.4rem 0 .6rem;color:var(--accent)}
p{margin:.6rem 0}
.text{white-space:pre-line}
ol{list-style:none;margin:0;padding:0}
ol>li{padding:1.1rem 0;border-bottom:1px solid var(--line)}
h3{font-size:1.12rem;line-height:1.4;margin:0}
blockquote{margin:.6rem 0 .2rem;padding-left:1rem;border-left:3px solid var(--line);color:var(--soft);
font-style:italic}
cite{display:block;padding-left:1.2rem;font-size:.86rem;font-style:normal;color:var(--soft)}
.outcome{font-size:.95rem;margin:.6rem 0 0}
.measured{font-weight:700}
@media print{:root{--ink:#000;--soft:#444;--line:#bbb;--accent:#124b47;--ground:#fff}
body{max-width:none;padding:0;font-size:11pt}li,h2,header{break-inside:avoid}h2{break-after:avoid}@page{margin:20mm}}
"""
HEADERS = headers_for(STYLE, "'self'")


def html(charter: CharterShown) -> str:
    """The whole document."""
    title = escape(charter["title"])
    return (
        f'<!doctype html>\n<html lang="{charter["language"]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(_parts(charter, title))
        + "\n</body>\n</html>\n"
    )


def _parts(charter: CharterShown, title: str) -> Iterator[str]:
    headings, texts = charter["headings"], texts_in(charter["language"])
    subtitle = escape(charter["subtitle"])
    yield f'<header><h1>{title}</h1><p class="subtitle">{subtitle}</p></header>\n<main>'
    yield _section(headings["purpose"], _text(charter["purpose"]))
    yield _section(headings["scope"], _text(charter["scope"]))
    listed = "\n".join(_standard(standard, charter["language"]) for standard in charter["standards"])
    none = f"<p>{escape(texts.no_standards)}</p>"
    yield _section(headings["standards"], f"<ol>\n{listed}\n</ol>" if listed else none)
    followed = "\n".join(f"<p>{escape(sentence)}</p>" for sentence in charter["implementation"]["says"])
    yield _section(headings["implementation"], followed)
    yield _section(headings["contact"], _text(charter["contact"])) + "\n</main>"


def _section(heading: str, body: str) -> str:
    return f"<section>\n<h2>{escape(heading)}</h2>\n{body}\n</section>"


def _text(text: str) -> str:
    return f'<p class="text">{escape(text)}</p>'


def _standard(standard: StandardInCharter, language: str) -> str:
    quote, said = standard["guideline"], standard["outcome"]
    parts = [f"<h3>{escape(standard['sentence'])}</h3>"]
    if quote is not None:
        spoken = "" if quote["language"] == language else f' lang="{escape(quote["language"])}"'
        parts.append(f"<blockquote{spoken}>{escape(quote['quote'])}</blockquote>")
        parts.append(f"<cite>{escape(standard['source'])}</cite>")
    is_measured = standard["adherence"] is not None
    parts.append(f'<p class="outcome{" measured" if is_measured else ""}">{escape(said)}</p>')
    return f"<li>{''.join(parts)}</li>"
