"""Real servers on the loopback for the tests of the client: the office, liars, and cut lines."""

import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@contextmanager
def served(app):
    """Serve an ASGI program; yields its address."""
    config = uvicorn.Config(app, port=0, log_level="warning", lifespan="off", ws="none", timeout_keep_alive=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def answering(answer, certificate=None):
    """Serve `answer(request) -> (status, headers, body)`; yields the address.

    The request has its `command`, `path`, `headers` and `body`.
    """

    class Page(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def any_method(self):
            self.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, headers, body = answer(self)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_HEAD = do_CONNECT = any_method  # noqa: N815

        def log_message(self, *args):
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request, client_address):
            """A client that does not trust us hangs up."""

    server = Server(("127.0.0.1", 0), Page)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    with in_thread(lambda: server.serve_forever(0.01)):
        try:
            yield f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
    server.server_close()


@contextmanager
def saying(*answers):
    """Answer each connection with the next of some raw bytes, and hang up; yields the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk():
            with suppress(OSError):
                for raw in answers:
                    connection, _ = listener.accept()
                    with connection:
                        connection.settimeout(2)
                        connection.recv(65_536)
                        connection.sendall(raw)

        with in_thread(talk):
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                listener.shutdown(socket.SHUT_RDWR)


@contextmanager
def in_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        thread.join()


def self_signed(folder, host="127.0.0.1", valid_for=timedelta(days=1)):
    """Write a certificate that nobody vouches for, with its key; return the path."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "office")])
    start = datetime.now(UTC) - timedelta(days=10)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(datetime.now(UTC) + valid_for)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "office.pem"
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return path
