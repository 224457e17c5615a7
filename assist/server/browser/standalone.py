"""What goes with a document that stands alone: its own style and nothing else, from nowhere else, and no script."""

import base64
import hashlib


def headers_for(style: str, ancestors: str) -> dict[str, str]:
    """The headers of a document with this one style element; `ancestors` are who may frame it."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; style-src 'sha256-{digest}'"
    return {
        "Content-Security-Policy": f"default-src 'none'; {policy}",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
