"""`/docs`: the OpenAPI document as a page of its own, without anything from elsewhere."""

import json
from html import escape
from typing import Any

from assist.server.browser.standalone import headers_for

Json = dict[str, Any]
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430;
background:#fff}
h2{margin-top:2.5rem;text-transform:capitalize}
summary{cursor:pointer;padding:.35rem 0}
code,pre{font:14px/1.45 ui-monospace,monospace}
pre{background:#f3f5f8;padding:.75rem;overflow:auto;border-radius:6px}
b{display:inline-block;min-width:4.5rem}
table{border-collapse:collapse}
td{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}
details{border-bottom:1px solid #dde2ea}
a{color:#0b57a4}
@media(prefers-color-scheme:dark){
body{background:#14181f;color:#e3e8ef}
pre{background:#1f2630}
a{color:#7db8f0}
details{border-color:#333c49}
}
"""
HEADERS = headers_for(STYLE, "'none'")


def page(described: Json) -> str:
    """The whole page."""
    info = described["info"]
    by_tag: dict[str, list[str]] = {}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            by_tag.setdefault(operation["tags"][0], []).append(_operation(method, path, operation))
    parts = [f"<h2>{escape(tag)}</h2>{''.join(found)}" for tag, found in by_tag.items()]
    shapes = "".join(
        _shape(escape(name), schema) for name, schema in sorted(described["components"]["schemas"].items())
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Bistand: the API</title>'
        f"<style>{STYLE}</style></head><body><h1>{escape(info['title'])} {escape(info['version'])}</h1>"
        f"<p>{escape(info['description'])}</p>"
        '<p><a href="/openapi.json">openapi.json</a> · <a href="/asyncapi.json">asyncapi.json</a></p>'
        f"{''.join(parts)}<h2>shapes</h2>{shapes}</body></html>"
    )


def _operation(method: str, path: str, operation: Json) -> str:
    rows = "".join(
        f"<tr><td><code>{escape(parameter['name'])}</code></td><td>{parameter['in']}</td>"
        f"<td>{escape(parameter.get('description', ''))}</td></tr>"
        for parameter in operation["parameters"]
    )
    body = operation.get("requestBody", {}).get("content", {})
    answers = "".join(
        f"<tr><td><code>{status}</code></td><td>{escape(answer['description'])}</td>"
        f"<td>{_content(answer.get('content', {}))}</td></tr>"
        for status, answer in operation["responses"].items()
    )
    table = f"<table>{rows}</table>" if rows else ""
    sends = f"<p>Sends {_content(body)}</p>" if body else ""
    return (
        f"<details><summary><b>{method.upper()}</b> <code>{escape(path)}</code>"
        f" {escape(operation['summary'])}</summary>{table}{sends}<table>{answers}</table></details>"
    )


def _content(content: Json) -> str:
    return ", ".join(
        f"<code>{escape(media_type)}</code> {_reference(described.get('schema', {}))}"
        for media_type, described in content.items()
    )


def _reference(schema: Json) -> str:
    choices = [schema, *schema.get("anyOf", []), *schema.get("oneOf", [])]
    names = [choice["$ref"].rpartition("/")[2] for choice in choices if "$ref" in choice]
    return " or ".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names)


def _shape(name: str, schema: object) -> str:
    return f'<details id="{name}"><summary><code>{name}</code></summary>{_json(schema)}</details>'


def _json(value: object) -> str:
    return f"<pre>{escape(json.dumps(value, indent=1, ensure_ascii=False))}</pre>"
