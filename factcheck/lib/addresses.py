"""Which network addresses the product may connect to: the public internet, and what the newsroom allows on top."""

import ipaddress
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")  # all that is handed out; the rest is local, translated or reserved
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_DENIED: tuple[tuple[Network, str], ...] = (
    (ipaddress.IPv4Network("100.64.0.0/10"), "belongs to a provider's internal network"),
    (ipaddress.IPv4Network("192.0.0.0/24"), "is reserved for protocols and cloud metadata"),
    (ipaddress.IPv4Network("192.88.99.0/24"), "is a retired relay address"),
    (ipaddress.IPv6Network("2001::/23"), "is reserved for protocols"),
    (ipaddress.IPv6Network("2001:db8::/32"), "is for examples only"),
    (ipaddress.IPv6Network("3fff::/20"), "is for examples only"),
)


def parse_networks(networks: Sequence[str]) -> tuple[Network, ...]:
    """Networks such as ``10.1.0.0/16`` parsed; ``ValueError`` for one that is none."""
    return tuple(ipaddress.ip_network(network) for network in networks)


def why_denied(address: Address, allowed: Sequence[Network] = ()) -> str:
    """Why ``address`` may not be connected to, as words that follow it; empty when it may.

    An IPv6 address that carries an IPv4 address (mapped, 6to4, NAT64) is judged by the one it carries. ``allowed``
    networks are let through whatever they are.
    """
    bare = unwrap(address)
    if any(bare in network for network in allowed):
        return ""
    if isinstance(bare, ipaddress.IPv6Address) and (bare.scope_id or bare not in _PUBLIC_V6):
        return "is not a public address"
    for network, reason in _DENIED:
        if bare in network:
            return reason
    if bare.is_multicast or bare.is_reserved or bare.is_unspecified or not bare.is_global:
        return "is not a public address"
    return ""


def unwrap(address: Address) -> Address:
    """The IPv4 address inside an IPv4-mapped, 6to4 or NAT64 address, and any other address as it is."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
