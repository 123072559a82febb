import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from factcheck.lib.http import FetchRejected
from tests.factcheck.lib.servers import Names, Wrap, answer, fetch, serve

Certificate = tuple[Path, Path]
Secure = tuple[Wrap, list[str | None]]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for news.example and its key, signed by itself."""
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl program")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "30",
         "-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example",
         "-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def secure(certificate: Certificate) -> Secure:
    """A TLS server's ``wrap``, and the names that clients asked it for."""
    asked: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    context.sni_callback = lambda _socket, name, _context: asked.append(name)
    return lambda plain: context.wrap_socket(plain, server_side=True), asked


def test_tls_asks_for_the_host_by_name_and_checks_its_certificate(
    names: Names, certificate: Certificate, secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrap, asked = secure
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    names["news.example"] = [["127.0.0.1"]]
    with serve(answer(b"safe"), wrap=wrap) as server:
        assert fetch(f"https://news.example:{server.port}/", server.port).content == b"safe"
    assert asked == ["news.example"]
    assert f"Host: news.example:{server.port}".encode() in server.requests[0]


def test_a_certificate_for_another_host_is_rejected(
    names: Names, certificate: Certificate, secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    names["other.example"] = [["127.0.0.1"]]
    with serve(answer(b"forged"), wrap=secure[0]) as server, pytest.raises(FetchRejected, match="not secure"):
        fetch(f"https://other.example:{server.port}/", server.port)


def test_a_certificate_of_an_unknown_signer_is_rejected(names: Names, secure: Secure) -> None:
    names["news.example"] = [["127.0.0.1"]]
    with serve(answer(b"forged"), wrap=secure[0]) as server, pytest.raises(FetchRejected, match="not secure"):
        fetch(f"https://news.example:{server.port}/", server.port)
