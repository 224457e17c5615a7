"""Requests that this server makes, to addresses that others have a say in: guarded against being led inside.

After OWASP's Server-Side Request Forgery Prevention Cheat Sheet, case 2. The address that was checked is the one
connected to, so a name that changes its mind in between gains nothing. Hosts of one's own network (a desk on the
same machine) may be reached when the settings name them.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from assist import __version__
from assist.desks.desk import Call
from assist.errors import TargetRefused, TargetUnreachable

MOST_ANSWER = 1 << 20  # bytes
TIMEOUT_S = 20.0  # of a whole call: name, connection, request, answer
NAMES_KEPT_S = 10.0
NAMES_AT_ONCE = 8  # threads of our own: a name server that hangs must not hold up what else the process does

# What a URL may look like at all: no user, no zone, no escapes in the host, no letters that some parser would fold.
_FORM = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)(:\d{1,5})?([/?#][!-\[\]-~]*)?", re.I)
_NUMBER = re.compile(r"(.*\.)?(\d+|0x[0-9a-f]*)", re.I)  # a last label that some system reads as part of an address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_SPECIAL = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))  # not private, and nobody's host

Names = Callable[[str, int], Sequence[str]]
IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Answer:
    """What a target said; `headers` by lower-case name."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def addresses_of(host: str, port: int) -> list[str]:
    """Every address of a name, IPv4 and IPv6, as the system's resolver gives them. OSError for none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(address: str) -> bool:
    """Whether an address is everybody's: not of a private network, nor of this machine, nor of a link.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64) counts for itself.
    """
    ip = _unwrapped(ipaddress.ip_address(address))
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _SPECIAL)


def _is_never_a_host(address: str) -> bool:
    """What no host listens on that anybody would name: also no setting opens these (cloud metadata is link-local)."""
    ip = _unwrapped(ipaddress.ip_address(address))
    return ip.is_link_local or ip.is_multicast or ip.is_unspecified


def _unwrapped(ip: IpAddress) -> IpAddress:
    if isinstance(ip, ipaddress.IPv6Address):
        if ip in _NAT64:
            return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        return ip.ipv4_mapped or ip.sixtofour or ip
    return ip


class Targets:
    """The one way out. Use within `async with`.

    `private` names hosts, each as `host` or `host:port`, that may be reached by plain HTTP and in one's own network.
    Never follows a redirect, keeps no cookie, asks no proxy.
    """

    def __init__(self, private: Sequence[str] = (), names: Names = addresses_of) -> None:
        self._private = frozenset(entry.lower() for entry in private)
        self._names = names
        self._threads = ThreadPoolExecutor(NAMES_AT_ONCE, "names")
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(resolver=_Resolver(self), ttl_dns_cache=int(NAMES_KEPT_S), limit=0)
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,  # a small answer must not become a large one here
            headers={"User-Agent": f"Bistand/{__version__}", "Accept-Encoding": "identity"},
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def fetch(self, call: Call, *, most: int = MOST_ANSWER, timeout_s: float = TIMEOUT_S) -> Answer:
        """Make a call; the answer whatever its status. With `most` 0 its body is left unread.

        TargetRefused when it would lead inside, TargetUnreachable when there is no answer of at most `most` bytes
        in time.
        """
        assert self._session is not None, "use Targets within `async with`"
        url = self.checked(call.url)
        try:
            async with (
                asyncio.timeout(timeout_s),
                self._session.request(
                    call.method, url, data=call.body or None, headers=call.headers, allow_redirects=False
                ) as response,
            ):
                headers = {name.lower(): value for name, value in response.headers.items()}
                body = await _read(response, most) if most else b""
                return Answer(response.status, headers, body)
        except TimeoutError:
            raise TargetUnreachable(f"{url.raw_host} did not answer within {timeout_s:g} seconds") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise TargetUnreachable(f"{url.raw_host} cannot be reached ({type(error).__name__})") from None

    async def read(self, call: Call, *, most: int = MOST_ANSWER, timeout_s: float = TIMEOUT_S) -> bytes:
        """The body of a good answer; TargetUnreachable for any status but 2xx, else as `fetch`."""
        answer = await self.fetch(call, most=most, timeout_s=timeout_s)
        if not 200 <= answer.status < 300:
            raise TargetUnreachable(f"{URL(call.url).raw_host} answered {answer.status}")
        return answer.body

    async def resolve(self, url: str) -> list[str]:
        """The addresses that a call of `url` would connect to, without making it; errors as `fetch`."""
        checked = self.checked(url)
        assert checked.raw_host is not None
        assert checked.port is not None
        try:
            return await self.addresses(checked.raw_host, checked.port)
        except OSError:
            raise TargetUnreachable(f"{checked.raw_host} has no address; check the name") from None

    def checked(self, url: str) -> URL:
        """The URL as read, if it may be called as far as it alone can tell. TargetRefused says what to mend."""
        if not _FORM.fullmatch(url):
            raise TargetRefused(
                "A target is not written as `https://host/path`: no user or password, no zone, no sign but ASCII"
            )
        try:
            read = URL(url)
        except ValueError:
            raise TargetRefused("A target's host or port cannot be used") from None
        host, port = read.raw_host, read.port
        if not host or not port:
            raise TargetRefused("A target's host or port cannot be used")
        if read.scheme != "https" and not self._is_private(host, port):
            raise TargetRefused(
                f"{host} is to be called without TLS; use https, or name the host in BISTAND_PRIVATE_TARGETS"
                " if it is in your own network"
            )
        if ":" in host or _NUMBER.fullmatch(host):
            try:
                address = str(ipaddress.ip_address(host))
            except ValueError:
                raise TargetRefused(f"{host} is no address as it is usually written") from None
            self.check_address(host, port, address)
        return read

    def check_address(self, host: str, port: int, address: str) -> None:
        """TargetRefused when `host` leads to an address that is not public, unless the settings name that host."""
        if is_public(address) or (self._is_private(host, port) and not _is_never_a_host(address)):
            return
        raise TargetRefused(
            f"{host} leads to {address}, which is not a public address; if it is a host of your own network,"
            " name it in BISTAND_PRIVATE_TARGETS"
        )

    async def addresses(self, host: str, port: int) -> list[str]:
        """Every address of a host, once all of them are checked."""
        found = await asyncio.get_running_loop().run_in_executor(self._threads, self._names, host, port)
        for address in found:
            self.check_address(host, port, address)
        return list(found)

    def _is_private(self, host: str, port: int) -> bool:
        shown = f"[{host}]" if ":" in host else host
        return not self._private.isdisjoint({shown, f"{shown}:{port}"})


class _Resolver(AbstractResolver):
    """Gives a connection only addresses that were checked."""

    def __init__(self, targets: Targets) -> None:
        self._targets = targets

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in await self._targets.addresses(host, port)
        ]

    async def close(self) -> None:
        """The threads are the targets' own."""


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise TargetUnreachable(f"{response.url.raw_host} sent a compressed answer, which was not asked for")
    body = bytearray()
    async for part in response.content.iter_chunked(1 << 16):
        body += part
        if len(body) > most:
            raise TargetUnreachable(f"{response.url.raw_host} answered with more than {most} bytes")
    return bytes(body)
