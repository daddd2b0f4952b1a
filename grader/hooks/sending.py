"""A signed POST to an address outside, and to no other."""

import base64
import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from grader.hooks.models import Delivery, Event

TIMEOUT = 5
USER_AGENT = "Stridewise-Webhooks/1"


class Forbidden(Exception):
    """This address must not be told anything; the message says why."""


def refusal(url: str) -> str:
    """Why nothing may be sent there; empty for an address that may be told."""
    try:
        _address_of(_parts(url))
    except (Forbidden, OSError) as problem:
        return str(problem)
    return ""


def body_of(event: Event) -> bytes:
    """What is sent: small, and the same bytes each time, for they are signed."""
    said = {"type": event.kind, "timestamp": event.at.isoformat(), "data": {"course": event.course.slug, **event.data}}
    return json.dumps(said, separators=(",", ":")).encode()


def signature(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Version 1 of Standard Webhooks: HMAC-SHA256 of id, time and body, parted by dots.

    The key is what the secret holds in base64 behind `whsec_`.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def post(delivery: Delivery, now: datetime) -> int:
    """Send it and give back the status of the answer; no redirect is followed and no body is read.

    Raises `Forbidden` for an address inside, and OSError or HTTPException when there is no answer.
    """
    parts, body = _parts(delivery.webhook.url), body_of(delivery.event)
    message_id, timestamp = f"msg_{delivery.event_id.hex}", int(now.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(delivery.webhook.secret, message_id, timestamp, body),
    }
    connection = _connected(parts)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return connection.getresponse().status
    finally:
        connection.close()


def _parts(url: str) -> SplitResult:
    parts = urlsplit(url)
    schemes = ("https", "http") if settings.WEBHOOKS_INSIDE else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        raise Forbidden("The address must begin with https:// and name a host.")
    if parts.username or parts.password:
        raise Forbidden("The address must hold no password.")
    return parts


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)


def _address_of(parts: SplitResult) -> str:
    """The IP address to which the connection will go. All of the host's must lie outside, so that none is tried."""
    try:
        found = socket.getaddrinfo(parts.hostname, _port(parts), type=socket.SOCK_STREAM)
    except (socket.gaierror, ValueError, UnicodeError):
        raise Forbidden(f"There is no host {parts.hostname!r}.") from None
    addresses = [str(info[4][0]) for info in found]
    if not settings.WEBHOOKS_INSIDE and not all(map(_is_outside, addresses)):
        raise Forbidden(f"{parts.hostname!r} is an address inside of a network, and nothing is sent there.")
    return addresses[0]


def _is_outside(address: str) -> bool:
    found: Any = ipaddress.ip_address(address.partition("%")[0])
    inner = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def _connected(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, wherever the name points a moment later."""
    host, port = str(parts.hostname), _port(parts)
    raw: socket.socket = socket.create_connection((_address_of(parts), port), timeout=TIMEOUT)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    if parts.scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    connection.sock = raw
    return connection
