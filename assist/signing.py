"""Secrets that sign outgoing webhooks, as Standard Webhooks has them: `whsec_` and base64."""

import base64
import binascii

from pydantic import SecretStr

LEAST_SECRET, MOST_SECRET = 24, 64  # bytes, as Standard Webhooks asks
TO_MAKE_ONE = "make one with `echo whsec_$(openssl rand -base64 32)`"


def check_signing(secrets: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    """The secrets; ValueError for one that is none, without showing it."""
    for secret in secrets:
        if not LEAST_SECRET <= _bytes_of(secret.get_secret_value()) <= MOST_SECRET:
            raise ValueError(f"is not `whsec_` and the base64 of {LEAST_SECRET} to {MOST_SECRET} bytes; {TO_MAKE_ONE}")
    return secrets


def _bytes_of(secret: str) -> int:
    """How many bytes a `whsec_` secret has; 0 for what is none."""
    try:
        return len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) if secret[:6] == "whsec_" else 0
    except binascii.Error:
        return 0
