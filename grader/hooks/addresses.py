"""Where something may be sent: to web addresses outside of the network, and to no other."""

import ipaddress
import re
import socket
from functools import partial
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from grader.hooks.deadline import Deadline


class Forbidden(Exception):
    """This address must not be told anything; the message says why."""


# What goes into the line and the headers of a request as it stands.
_VISIBLE = re.compile(r"[!-~]+")

# IPv6 addresses in which the last four bytes are an IPv4 address: mapped, and translated by the network (RFC 6052).
_HOLDING_4 = tuple(map(ipaddress.IPv6Network, ("::ffff:0:0/96", "64:ff9b::/96")))
_WORLD_6 = ipaddress.IPv6Network("2000::/3")
# Which of these are global has changed between versions of Python: protocols' own, documentation, tunnels to IPv4
# (Teredo is among the first), relays to them.
_SPECIAL_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_SPECIAL_4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))


def refusal(url: str, seconds: float) -> str:
    """Why nothing may be sent there; empty for an address that may be told. A name is asked for so long at most."""
    try:
        address_of(parts_of(url), Deadline.after(seconds))
    except (Forbidden, OSError) as problem:
        return str(problem)
    return ""


def parts_of(url: str) -> SplitResult:
    """The parts of an address that can be sent to as it stands, or Forbidden."""
    if not _VISIBLE.fullmatch(url):
        raise Forbidden(
            "The address may hold only visible ASCII characters. Write others percent-encoded, such as %C3%BC for ü "
            "and %20 for a space, and a host by its name that begins with xn--."
        )
    try:
        parts = urlsplit(url)
        port_of(parts)
    except ValueError:
        raise Forbidden("This cannot be read as a web address.") from None
    schemes = ("https", "http") if settings.WEBHOOKS_INSIDE else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        raise Forbidden("The address must begin with https:// and name a host.")
    if parts.username or parts.password:
        raise Forbidden("The address must hold no password.")
    return parts


def port_of(parts: SplitResult) -> int:
    """The port, which goes without saying for both schemes."""
    return parts.port or (443 if parts.scheme == "https" else 80)


def address_of(parts: SplitResult, deadline: Deadline) -> str:
    """The IP address to which the connection will go. All of the host's must lie outside, so that none is tried."""
    question = partial(socket.getaddrinfo, parts.hostname, port_of(parts), type=socket.SOCK_STREAM)
    try:
        found = deadline.within(question)
    except (socket.gaierror, ValueError):
        raise Forbidden(f"There is no host {parts.hostname!r}.") from None
    addresses = [str(info[4][0]) for info in found]
    if not settings.WEBHOOKS_INSIDE and not all(map(_is_outside, addresses)):
        raise Forbidden(f"{parts.hostname!r} is an address inside of a network, and nothing is sent there.")
    return addresses[0]


def _is_outside(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv4Address):
        return _is_outside_4(found)
    return _is_outside_4(_inner(found)) if any(found in one for one in _HOLDING_4) else _is_outside_6(found)


def _is_outside_4(found: ipaddress.IPv4Address) -> bool:
    return found.is_global and not found.is_multicast and not any(found in one for one in _SPECIAL_4)


def _inner(found: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    """The address in the last four bytes: that of the machine which is really reached."""
    return ipaddress.IPv4Address(found.packed[-4:])


def _is_outside_6(found: ipaddress.IPv6Address) -> bool:
    """Whether it lies in what is given out to the world; everything else is for inside, or for purposes of its own."""
    return found in _WORLD_6 and found.is_global and not any(found in one for one in _SPECIAL_6)
