"""Tokens: those that are good say who it is, those that are not say what to mend and nothing else."""

import base64
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwe, jwt
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from assist.errors import NotAuthenticated
from assist.server.guards.key_sets import KeySet, read_key_set
from assist.server.guards.targets import Targets
from assist.server.guards.tokens import Issuer, Tokens
from assist.workspaces import Role
from tests.assist.server.minting import AUDIENCE, EC, ED, ISSUER, RSA, SECRET, b64, claims, forge, mint

HS = {"alg": "HS256", "typ": "JWT"}
PUBLIC_PEM = RSA.as_pem(private=False)
PEM_WORDS = b64(PUBLIC_PEM)
BY_SECRET = Issuer("acme", ISSUER, AUDIENCE, ("HS256",), (OctKey.import_key(SECRET),))
BY_KEYS = Issuer("nord", "https://nord.example", AUDIENCE, ("RS256", "ES256", "Ed25519"), (RSA, EC, ED))
OTHER_RSA, OTHER_EC = RSAKey.generate_key(2048), ECKey.generate_key("P-256")
ED448 = OKPKey.generate_key("Ed448")
PUBLISHED = KeySet("https://idp.example/jwks", Targets())
PUBLISHED.keys = read_key_set(
    json.dumps(
        {
            "keys": [
                {**RSA.as_dict(private=False), "kid": "same"},
                {**EC.as_dict(private=False), "kid": "same"},
                {**OTHER_RSA.as_dict(private=False), "kid": "same"},
                {**OTHER_RSA.as_dict(private=False), "kid": "pinned", "alg": "PS256"},
                {**OTHER_EC.as_dict(private=False), "kid": "enc", "use": "enc"},
                {**ED448.as_dict(private=False), "kid": "448"},
            ]
        }
    ).encode()
)
BY_ADDRESS = Issuer("west", "https://idp.example", AUDIENCE, ("RS256", "ES256", "Ed25519"), published=PUBLISHED)
TOKENS = Tokens([BY_SECRET, BY_KEYS, BY_ADDRESS])
NORD, WEST = {"iss": "https://nord.example"}, {"iss": "https://idp.example"}
NOW = int(time.time())


def signed(key: Any, header: dict[str, Any], **changed: Any) -> str:
    return jwt.encode(header, claims(**changed), key, algorithms=[header["alg"]])


def test_whom_a_token_is_for() -> None:
    """The agent, what is said of them, and how long."""
    now = int(time.time())
    who = TOKENS.who(mint(name="Kim", language="sv", tenure="new", jti="t1", iat=now, exp=now + 60))
    assert (who.workspace, who.agent, who.roles, who.token) == ("acme", "kim", {Role.AGENT}, "t1")
    assert who.profile == {"id": "kim", "name": "Kim", "language": "sv", "tenure": "new"}
    assert (who.issued_at, who.expires_at) == (now, now + 60)
    assert who.is_bound
    assert TOKENS.who(mint(role="lead")).roles == {Role.LEAD}
    assert TOKENS.who(mint(aud=["other", AUDIENCE], workspace="acme")).agent == "kim"


@pytest.mark.parametrize(
    ("key", "algorithm"), [(RSA, "RS256"), (EC, "ES256"), (ED, "Ed25519")], ids=["RS256", "ES256", "Ed25519"]
)
def test_public_keys(key: Any, algorithm: str) -> None:
    """With the name of the key, or without."""
    assert TOKENS.who(signed(key, {"alg": algorithm, "kid": key.kid}, **NORD)).workspace == "nord"
    assert TOKENS.who(signed(key, {"alg": algorithm}, **NORD)).workspace == "nord"


@pytest.mark.parametrize(("key", "algorithm"), [(RSA, "RS256"), (OTHER_RSA, "RS256"), (EC, "ES256")])
def test_keys_of_one_name(key: Any, algorithm: str) -> None:
    """A set may hold several (RFC 7517, section 4.5); each signs its own."""
    assert TOKENS.who(signed(key, {"alg": algorithm, "kid": "same"}, **WEST)).workspace == "west"


def forge_again(token: str, algorithm: str) -> str:
    """The same claims and signature under another algorithm."""
    _, payload, signature = token.split(".")
    return ".".join([b64(json.dumps({"alg": algorithm, "kid": "same"}).encode()), payload, signature])


NONES = ["none", "None", "NONE", "nOnE", "none ", "", None, ["none"], 0, True]
MINTED_ELSEWHERE = {
    "another secret": mint("another secret of more than 32 bytes, really"),
    "an RSA key of their own": signed(RSAKey.generate_key(2048), {"alg": "RS256"}, **NORD),
    "an EC key of their own": signed(ECKey.generate_key("P-256"), {"alg": "ES256"}, **NORD),
    "the public key as a secret": forge(HS, claims(**NORD), PUBLIC_PEM),
    "the public key as a secret, without its last line": forge(HS, claims(**NORD), PUBLIC_PEM.strip()),
    "the public JWK as a secret": forge(HS, claims(**NORD), json.dumps(RSA.as_dict(private=False)).encode()),
    "the other workspace's secret": forge(HS, claims(**NORD)),
    "the other workspace's key": signed(RSA, {"alg": "RS256", "kid": "k0"}),
    "a key under another one's name": signed(RSA, {"alg": "RS256", "kid": "k1"}, **NORD),
    "the name of no key": forge({**HS, "kid": "k9"}, claims()),
    "a path as the name": forge({**HS, "kid": "../../../../dev/null"}, claims(), b""),
    "a file as the name": forge({**HS, "kid": "/proc/sys/kernel/randomize_va_space"}, claims(), b"2\n"),
    "a query as the name": forge({**HS, "kid": "x' UNION SELECT 'k"}, claims(), b"k"),
    "an address as the name": forge({**HS, "kid": "https://evil.example/keys"}, claims()),
    "a name that is no text": forge({**HS, "kid": ["k0"]}, claims()),
    "a name that is null": forge({**HS, "kid": None}, claims()),
    "a published key under a name of no key": signed(RSA, {"alg": "RS256", "kid": "k0"}, **WEST),
    "a key of their own under a published name": signed(
        RSAKey.generate_key(2048), {"alg": "RS256", "kid": "same"}, **WEST
    ),
    "an EC key of their own under a published name": signed(
        ECKey.generate_key("P-256"), {"alg": "ES256", "kid": "same"}, **WEST
    ),
    "a published key as a secret": forge({"alg": "HS256", "kid": "same"}, claims(**WEST), PUBLIC_PEM),
    "a published key as a secret, called RS256": forge({"alg": "RS256", "kid": "same"}, claims(**WEST), PUBLIC_PEM),
    "a published RSA key called ES256": forge_again(signed(RSA, {"alg": "RS256", "kid": "same"}, **WEST), "ES256"),
    "a published EC key called RS256": forge_again(signed(EC, {"alg": "ES256", "kid": "same"}, **WEST), "RS256"),
    "a published key that is for another algorithm": signed(OTHER_RSA, {"alg": "RS256", "kid": "pinned"}, **WEST),
    "a published key that is for encryption": signed(OTHER_EC, {"alg": "ES256", "kid": "enc"}, **WEST),
    "a published key of another curve": forge(
        {"alg": "Ed25519", "kid": "448"}, claims(**WEST), signature=b64(bytes(114))
    ),
    "a published key of another issuer": signed(EC, {"alg": "ES256", "kid": "same"}, **NORD),
    "an empty secret": forge(HS, claims(), b""),
    "no signature": forge(HS, claims(), signature=""),
    "half a signature": mint()[:-20],
    "a signature of zeros": forge(HS, claims(), signature=b64(bytes(32))),
    "a longer signature": mint() + "AAAA",
    "HS384": jwt.encode({"alg": "HS384"}, claims(), OctKey.import_key(SECRET), algorithms=["HS384"]),
    "PS256, which is not listed": signed(RSA, {"alg": "PS256"}, **NORD),
    "another payload": ".".join([mint().split(".")[0], b64(json.dumps(claims(sub="boss")).encode()), mint()[-43:]]),
    "another header": ".".join([b64(b'{"alg":"HS256"}'), *mint().split(".")[1:]]),
    "an unknown issuer": mint(iss="https://evil.example"),
    "an issuer with a slash more": mint(iss=ISSUER + "/"),
    "an issuer in capitals": mint(iss=ISSUER.upper()),
    "no issuer": mint(iss=None),
    "a list of issuers": mint(iss=[ISSUER]),
    "another audience": mint(aud="crm"),
    "other audiences": mint(aud=["crm", "mail"]),
    "an audience that contains ours": mint(aud=f"{AUDIENCE}-test"),
    "audiences within audiences": mint(aud=[[AUDIENCE]]),
    "no audience": mint(aud=None),
    "no end": mint(exp=None),
    "no beginning": mint(iat=None),
    "ended": mint(iat=NOW - 900, exp=NOW - 31),
    "not yet": mint(nbf=NOW + 40_000, exp=NOW + 50_000),  # the whole suite takes a while
    "issued tomorrow": mint(iat=NOW + 86_400, exp=NOW + 90_000),
    "too long a life": mint(exp=NOW + 86_500),
    "an end in ten thousand years": mint(exp=10**12),
    "an end at no number": mint(exp=float("inf")),
    "an end that is text": mint(exp=str(NOW + 60)),
    "an end that is true": mint(exp=True),
    "an end that is huge": forge(HS, json.dumps(claims(exp=0)).replace('"exp": 0', '"exp": 1e999').encode()),
    "an end before the beginning": mint(iat=NOW, exp=NOW - 3600),
    "nobody": mint(sub=None),
    "an empty name": mint(sub=""),
    "a name that is a number": mint(sub=7),
    "a name with a line end": mint(sub="kim\nboss"),
    "a name with half a character": forge(HS, claims(sub="\ud800")),
    "a name of 300 signs": mint(sub="k" * 300),
    "another workspace": mint(workspace="nord"),
    "a list of workspaces": mint(workspace=["acme"]),
    "the server's role": mint(role="server"),
    "a list of roles": mint(role=["lead"]),
    "critical headers": forge({**HS, "crit": ["exp"], "exp": NOW}, claims()),
    "an empty crit": forge({**HS, "crit": []}, claims()),
    "a critical b64": forge({**HS, "crit": ["b64"], "b64": False}, claims()),
    "jku": forge({**HS, "jku": "https://evil.example/jwks.json"}, claims()),
    "x5u": forge({**HS, "x5u": "https://evil.example/cert.pem"}, claims()),
    "x5c": forge({**HS, "x5c": [PEM_WORDS[:100]]}, claims()),
    "a key in the header": forge({**HS, "jwk": {"kty": "oct", "k": b64(b"k" * 32)}}, claims(), b"k" * 32),
    "cty": forge({**HS, "cty": "JWT"}, claims()),
    "zip": forge({**HS, "zip": "DEF"}, claims()),
    "another typ": forge({"alg": "HS256", "typ": "logout+jwt"}, claims()),
    "a typ that is no text": forge({"alg": "HS256", "typ": ["JWT"]}, claims()),
    "a token within": forge(HS, mint().encode()),
    "an encrypted one": jwe.encrypt_compact(
        {"alg": "dir", "enc": "A256GCM"}, json.dumps(claims()), OctKey.import_key("k" * 32)
    ),
    "a name twice, the good one first": forge(HS, b'{"sub":"kim",' + json.dumps(claims(sub="boss"))[1:].encode()),
    "alg twice": forge(b'{"alg":"none","alg":"HS256"}', claims()),
    "a list of claims": forge(HS, [claims()]),
    "claims that are null": forge(HS, None),
    "no JSON": forge(HS, b"sub=kim"),
    "NaN": forge(HS, b'{"exp":NaN}'),
    "deep nesting": forge(HS, b"[" * 2_000),
    "UTF-16": forge(HS, json.dumps(claims()).encode("utf-16")),
    "UTF-8 with a mark": forge(HS, b"\xef\xbb\xbf" + json.dumps(claims()).encode()),
    "bytes that are no text": forge(HS, b'{"sub":"\xff"}'),
    "whitespace before": " " + mint(),
    "whitespace within": mint().replace(".", ". ", 1),
    "a line end": mint() + "\n",
    "a NUL": mint() + "\0",
    "padding": mint() + "=",
    "padding within": mint().replace(".", "=.", 1),
    "the other alphabet": forge(HS, claims(), signature="+/" * 21 + "A"),
    "other last bits": mint()[:-1] + "B",
    "letters of another script": mint().replace("e", "е", 1),
    "digits of another script": mint() + "１",
    "two parts": ".".join(mint().split(".")[:2]),
    "four parts": mint() + ".e30",
    "an empty part": ".." + mint(),
    "dots": "..",
    "100 kB": mint(pad="x" * 100_000),
    "JSON in place of compact": json.dumps({"payload": b64(b"{}"), "signatures": []}) + ".",
    **{f"alg {name!r}": forge({"alg": name}, claims(), signature="") for name in NONES},
    **{f"alg {name!r}, with a signature": forge({"alg": name}, claims()) for name in NONES},
}


@pytest.mark.parametrize("token", MINTED_ELSEWHERE.values(), ids=MINTED_ELSEWHERE)
def test_forged_tokens(token: str) -> None:
    """None comes in, and what is said holds no word of it."""
    with pytest.raises(NotAuthenticated, match="^The token ") as refused:
        TOKENS.who(token)
    assert not any(word in refused.value.detail for word in ("kim", "boss", "evil", "nord", "acme", "idp", SECRET))


def test_the_corpus_is_good_but_for_what_is_wrong() -> None:
    """What forges makes tokens that come in when nothing is wrong, so that each is refused for its own reason."""
    assert TOKENS.who(forge(HS, claims())).agent == "kim"
    assert TOKENS.who(forge({"alg": "HS256", "typ": "at+jwt"}, claims())).agent == "kim"
    now = int(time.time())
    assert TOKENS.who(mint(iat=now - 900, exp=now - 15)).agent == "kim"  # within the leeway
    assert TOKENS.who(mint(nbf=now + 25)).agent == "kim"
    assert len(MINTED_ELSEWHERE) > 100


@given(st.integers(0, 400), st.integers(1, 63))
def test_one_sign_changed(place: int, by: int) -> None:
    """Whatever sign of a token is changed, it is refused."""
    token = GOOD
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    at = place % len(token)
    if token[at] == ".":
        at += 1
    other = alphabet[(alphabet.index(token[at]) + by) % 64]
    with pytest.raises(NotAuthenticated):
        TOKENS.who(token[:at] + other + token[at + 1 :])


GOOD = mint(exp=NOW + 80_000)


@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda some: base64.urlsafe_b64encode(some).decode()))
def test_anything_else(text: str) -> None:
    """Nothing but NotAuthenticated comes of what is no token."""
    for token in (text, f"{text}.{text}.{text}", f"{b64(b'{}')}.{text}.{text}"):
        with pytest.raises(NotAuthenticated):
            TOKENS.who(token)


def test_one_issuer_for_two_workspaces() -> None:
    """Then the claim decides, and the keys are that workspace's."""
    other = Issuer("other", ISSUER, AUDIENCE, ("HS256",), (OctKey.import_key("the other workspace's secret, long"),))
    tokens = Tokens([BY_SECRET, other])
    assert tokens.who(mint(workspace="acme")).workspace == "acme"
    with pytest.raises(NotAuthenticated, match="signed"):
        tokens.who(mint(workspace="other"))
    with pytest.raises(NotAuthenticated, match="`workspace`"):
        tokens.who(mint())


def test_two_secrets_while_one_replaces_the_other() -> None:
    """Both are good."""
    new = "the new secret of the helpdesk, also long enough"
    both = Issuer("acme", ISSUER, AUDIENCE, ("HS256",), (OctKey.import_key(new), OctKey.import_key(SECRET)))
    assert Tokens([both]).who(mint()).agent == Tokens([both]).who(mint(new)).agent == "kim"
