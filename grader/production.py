"""What a site that others can reach must say before it starts. No Django in here: the settings ask."""

import re
from collections.abc import Sequence

LEAST_SECRET = 50
_LOCAL = re.compile(r"localhost|.*\.localhost|127\.[\d.]+|\[::1\]|::1")


def complaints(
    *, debug: bool, secret: str, secret_is_kept: bool, one_machine: bool, hosts: Sequence[str], https: bool | None
) -> list[str]:
    """Why this site must not start, a sentence each with what to do; none while only this machine can reach it.

    `https` is None when nobody has decided. A kept secret is one that was made here; it suits one machine alone.
    """
    if not is_public(hosts):
        return []
    found = []
    if debug:
        found.append("DEBUG shows every visitor the inside of the site; take DEBUG away, or ALLOWED_HOSTS")
    if secret_is_kept and not one_machine:
        found.append(f"SECRET_KEY is missing, and all processes need the same; set {LEAST_SECRET} random characters")
    if len(secret) < LEAST_SECRET or len(set(secret)) < 8:
        found.append(
            f"SECRET_KEY can be guessed; make one of {LEAST_SECRET} or more characters with "
            "`python3 -c 'import secrets; print(secrets.token_urlsafe(50))'`"
        )
    if "*" in hosts:
        found.append("ALLOWED_HOSTS has a *, which lets others forge links; list the names of the site")
    if https is None:
        found.append(
            "cookies would travel in the clear; set HTTPS=true behind a proxy that ends TLS, "
            "or HTTPS=false if you trust everybody on this network with passwords"
        )
    return found


def is_public(hosts: Sequence[str]) -> bool:
    """Whether the site answers to a name by which other machines can call it."""
    return any(not _LOCAL.fullmatch(host) for host in hosts)
