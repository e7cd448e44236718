"""Which mail servers an administrator may name: none inside our own walls, unless the installation allows it.

Whoever runs an alliance is not whoever runs the machine, and must not reach its inner network by way of the mail
set-up. The addresses are looked at where the connection is made, and the one that was looked at is the one that is
used: a name that changes its answer meanwhile gets nowhere.
"""

import ipaddress
import smtplib
import socket

from django.conf import settings
from django.utils.translation import gettext as _

NAT64 = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in the clothes of IPv6


class InnerHost(OSError):
    """The server is inside our own walls; the message is a sentence."""


def is_inner(address: str) -> bool:
    """Whether an IP address is no address of the open internet: loopback, private, link-local, shared, multicast."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found.version == 6:
        found = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1] or _nat64(found) or found
    return not found.is_global or found.is_multicast


def _nat64(address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of the host. Raises InnerHost when one of them is inside, gaierror when it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not settings.MAIL_ALLOW_PRIVATE_HOSTS and any(is_inner(each) for each in addresses):
        raise InnerHost(refusal(host))
    return addresses


def refusal(host: str) -> str:
    return _(
        "E-posttjeneren {host} ligger på et indre nett, og dit sendes det ikke. Bruk en tjener på internett, eller be "
        "den som drifter Vestregion tillate det."
    ).format(host=host)


def is_named_inside(host: str) -> bool:
    """What can be told of a host without asking anyone: an inner IP address, or a name that only means this machine."""
    if settings.MAIL_ALLOW_PRIVATE_HOSTS:
        return False
    name = host.strip().strip("[]").rstrip(".").casefold()
    try:
        return is_inner(name)
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


class OuterSMTP(smtplib.SMTP):
    """SMTP that connects only to an address that was looked at."""

    def _get_socket(self, host, port, timeout):
        failed = None
        for address in addresses_of(host, port):
            try:
                return super()._get_socket(address, port, timeout)
            except OSError as error:
                failed = error
        raise failed or OSError(host)


class OuterSMTPS(smtplib.SMTP_SSL, OuterSMTP):
    """The same, encrypted from the first word: the certificate is still held to the name of the host."""
