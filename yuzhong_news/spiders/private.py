"""Which addresses are nobody else's business: loopback, private networks, link-local and the like.

A newspaper's site is on the public net.  A link, a redirect or a name in the DNS that leads into
the network of whoever crawls must not be followed.
"""

from __future__ import annotations

import ipaddress
import re
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""What IANA gives out for the public net; all else of IPv6 is special, also to an older Python."""
_DOCUMENTATION = ipaddress.ip_network("3fff::/20")
_NUMBERS = re.compile(r"[0-9][0-9a-fx]*(?:\.[0-9][0-9a-fx]*){0,3}", re.ASCII | re.IGNORECASE)
_LOCAL_NAMES = ("localhost", "localhost.localdomain")


def literal(host: str) -> Address | None:
    """Return the address that a host is written as, null for a name.

    Also in the forms that C libraries take for IPv4: ``0x7f.1``, ``2130706433``, ``127.1``.
    """
    host = host.strip("[]").partition("%")[0]
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if not _NUMBERS.fullmatch(host):
        return None
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None


def is_public(address: Address) -> bool:
    """Whether an address is one of the public net; one in another (``::ffff:10.0.0.1``) counts."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo is not None:
            return False
        if inner is not None:
            return is_public(inner)
        if address not in _GLOBAL_UNICAST or address in _DOCUMENTATION:
            return False
    return address.is_global and not address.is_multicast


def says_it_is_private(host: str) -> bool:
    """Whether a host is written so that nobody can take it for a public one.

    That is a private address in its usual form, or ``localhost``: whoever writes it means it.
    """
    host = host.lower().strip("[]")
    address = literal(host)
    if address is None:
        return host in _LOCAL_NAMES or host.endswith(".localhost")
    return str(address) == host and not is_public(address)
