import ipaddress

import pytest

from factcheck.lib.addresses import parse_networks, why_denied

_DENIED = """
0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255
192.0.0.8 192.0.0.9 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.7 203.0.113.7 224.0.0.1
239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:100.64.0.1 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::6440:1 64:ff9b:1::1 64:ff9b:1::808:808
2002:7f00:1:: 2002:a9fe:a9fe:: 2002:a00:1::1 2001::1 2001:0:7f00:1::1 2001:db8::1 3fff::1
fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 100::1 5f00::1
"""
_PUBLIC = """
8.8.8.8 1.1.1.1 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.88.98.255 192.0.1.1
2606:4700::1111 2a00:1450:4001::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::1
"""


@pytest.mark.parametrize("address", _DENIED.split())
def test_an_address_that_is_not_public_is_denied(address: str) -> None:
    assert why_denied(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", _PUBLIC.split())
def test_a_public_address_is_let_through(address: str) -> None:
    assert why_denied(ipaddress.ip_address(address)) == ""


@pytest.mark.parametrize("address", ["10.1.2.3", "::ffff:10.1.2.3"])
def test_an_allowed_network_is_let_through_and_only_that(address: str) -> None:
    allowed = parse_networks(["10.1.0.0/16"])
    assert why_denied(ipaddress.ip_address(address), allowed) == ""
    assert why_denied(ipaddress.ip_address("10.2.0.1"), allowed)
    assert why_denied(ipaddress.ip_address("169.254.169.254"), allowed)


def test_a_network_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"10\.1\.0\.0/99"):
        parse_networks(["10.1.0.0/99"])
