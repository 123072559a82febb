"""Where the web server listens."""

import errno
import socket
from dataclasses import dataclass

from factcheck.supervision.errors import SupervisionError

ANYWHERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised here, not bound to


@dataclass(frozen=True, slots=True)
class Address:
    """A host (without brackets) and a TCP port."""

    host: str
    port: int

    def __str__(self) -> str:
        """``host:port`` as a server's bind option takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def local(self) -> "Address":
        """The address under which this machine reaches it: a server on all interfaces is asked on loopback."""
        return Address(ANYWHERE.get(self.host, self.host), self.port)

    @property
    def url(self) -> str:
        """The address for a browser on this machine, with a slash at the end."""
        return f"http://{self.local()}/"

    def ensure_free(self) -> None:
        """Raise ``SupervisionError`` with what to do when nothing can listen there."""
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                self.host or None, self.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
            )[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
                probe.listen()
        except OSError as error:
            raise SupervisionError(self._refusal(error)) from error

    def _refusal(self, error: OSError) -> str:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {self.port} on {self.host} is already in use by another program. "
                f"Stop that program, or choose another port: --port {self.port + 1}"
            )
        if error.errno == errno.EACCES:
            return f"Port {self.port} needs more rights than this user has. Choose one above 1023 with --port."
        return f"Nothing can listen on {self}: {error.strerror}. Choose another address with --host and --port."
