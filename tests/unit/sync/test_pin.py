"""The handshake trusts the certificate of the enrolment alone: a real TLS server on both ends."""

import datetime
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from counter_app.basics.catalogue.devices import CERTIFICATE_WRONG
from counter_app.bootstrap import Counter
from counter_app.desk.enrol import enrol
from counter_app.wire.enrolment import read_enrolment
from local_db.identity import get_identity
from tests.engine import receive_one
from tests.unit.server.running_server import RunningServer
from tests.unit.sync.test_sync_once import enrolled, synced


class Certificate:
    """A self-signed certificate for the loopback, with its key in a file."""

    def __init__(self, folder: Path, name: str) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        now = datetime.datetime.now(datetime.UTC)
        loopback = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=30))
            .add_extension(x509.SubjectAlternativeName([loopback]), critical=False)
            .sign(key, hashes.SHA256())
        )
        self.pem = folder / f"{name}.pem"
        self.der = folder / f"{name}.der"
        self.both = folder / f"{name}.both"
        text = made.public_bytes(serialization.Encoding.PEM)
        self.pem.write_bytes(text)
        self.der.write_bytes(made.public_bytes(serialization.Encoding.DER))
        secret = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.both.write_bytes(secret + text)


class Front:
    """What stands before the server: takes TLS with a certificate that can be exchanged."""

    def __init__(self, server: RunningServer, certificate: Certificate) -> None:
        self.heard = 0
        front = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                front.heard += 1
                body = self.rfile.read(int(self.headers["Content-Length"]))
                passed = {"Authorization": self.headers.get("Authorization", "")}
                url = f"{server.address}{self.path}"
                answer = httpx2.post(url, content=body, headers=passed, trust_env=False)
                self.send_response(answer.status_code)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            def log_message(self, *_: object) -> None:
                return

        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate.both)
        self.listener = _Quiet(("127.0.0.1", 0), Handler)
        self.listener.socket = self.context.wrap_socket(self.listener.socket, server_side=True)
        self.address = f"https://127.0.0.1:{self.listener.server_address[1]}"

    def exchange(self, certificate: Certificate) -> None:
        """Answer new handshakes with another certificate."""
        self.context.load_cert_chain(certificate.both)


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A handshake that the counter breaks off is what is tested."""


@contextmanager
def in_front_of(server: RunningServer, certificate: Certificate) -> Iterator[Front]:
    """The front, for the length of a block."""
    front = Front(server, certificate)
    thread = threading.Thread(target=front.listener.serve_forever, daemon=True)
    thread.start()
    try:
        yield front
    finally:
        front.listener.shutdown()
        front.listener.server_close()
        thread.join()


@pytest.fixture
def ours(tmp_path: Path) -> Certificate:
    """The server's own certificate."""
    return Certificate(tmp_path, "ours")


@pytest.fixture
def others(tmp_path: Path) -> Certificate:
    """Another one for the same address."""
    return Certificate(tmp_path, "others")


def anchors(counter: Counter) -> int:
    """How many certificates the counter trusts."""
    with counter.desk.store.reading() as connection:
        return len(get_identity(connection).anchors)


def refused(counter: Counter, front: Front) -> None:
    """The counter sends nothing and says why."""
    before = front.heard
    problem = counter.sync_once().problem
    assert problem
    assert problem.entry is CERTIFICATE_WRONG
    assert front.heard == before


@pytest.mark.parametrize("form", ["pem", "der"])
def test_the_pinned_certificate_alone_is_trusted(
    tmp_path: Path, server: RunningServer, ours: Certificate, others: Certificate, form: str
) -> None:
    with in_front_of(server, ours) as front:
        words = ("--url", front.address, "--anchor", str(getattr(ours, form)))
        string = server.add_window("03", "620702", *words)
        with enrolled(tmp_path / "a", string) as a:
            receive_one(a, 1)
            synced(a)
            front.exchange(others)
            refused(a, front)


def test_without_a_pin_the_systems_certificates_hold(
    tmp_path: Path, server: RunningServer, ours: Certificate
) -> None:
    with in_front_of(server, ours) as front:
        string = server.add_window("03", "620702", "--url", front.address)
        assert read_enrolment(string).anchor == b""
        with enrolled(tmp_path / "a", string) as a:
            receive_one(a, 1)
            refused(a, front)
            # The same window under a string with the pin.
            server.command("set-anchor", str(ours.pem))
            pinned = server.add_window("03", "620702", "--url", front.address)
            enrol(a.desk, pinned)
            synced(a)


def test_the_next_certificate_is_known_before_the_old_one_ends(
    tmp_path: Path, server: RunningServer, ours: Certificate, others: Certificate
) -> None:
    server.command("set-anchor", str(ours.pem))
    with in_front_of(server, ours) as front:
        string = server.add_window("03", "620702", "--url", front.address)
        with enrolled(tmp_path / "a", string) as a:
            synced(a)
            assert anchors(a) == 1
            server.command("set-anchor", "--next", str(others.pem))
            synced(a)
            assert anchors(a) == 2
            front.exchange(others)
            receive_one(a, 1)
            synced(a)
            front.exchange(Certificate(tmp_path, "strangers"))
            refused(a, front)
