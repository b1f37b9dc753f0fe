"""nginx and Caddy, each with the sample of `installer/proxy`, before a real server."""

import os
import shutil
import socket
import ssl
import subprocess
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import httpx2

from tests.ports import own_port
from tests.unit.server.running_server import RunningServer

PAGE, SYNC = "gzf.example.gov.cn", "gzf-sync.example.gov.cn"
_SAMPLES = Path(__file__).parents[2] / "installer" / "proxy"


@dataclass
class Proxy:
    """A running proxy; its ports, its certificate and its logs lie in `folder`."""

    name: str
    folder: Path
    server: RunningServer
    public_port: int
    ports: dict[str, int] = field(default_factory=lambda: {PAGE: own_port(), SYNC: own_port()})

    def start(self) -> None:
        """Start it with the sample, in which only ports, folders and addresses are changed."""
        _make_certificate(self.folder)
        command = self._nginx() if self.name == "nginx" else self._caddy()
        with (self.folder / "stderr.log").open("wb") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env=dict(os.environ, HOME=str(self.folder))
            )
        while not _listens(self.ports[SYNC]):
            assert self.process.poll() is None, self.logs()

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(30)

    def client(self, name: str, source: str | None = None) -> httpx2.Client:
        """A client for this name, whose certificate it checks, coming from this address."""
        transport = httpx2.HTTPTransport(verify=self.context(), local_address=source)
        return httpx2.Client(
            base_url=f"https://{name}:{self.ports[name]}",
            transport=_ToLoopback(transport),
            timeout=60,
        )

    def context(self) -> ssl.SSLContext:
        """Trusts the proxy's certificate alone."""
        return ssl.create_default_context(cafile=str(self.folder / "tls.crt"))

    def logs(self) -> str:
        """All that the proxy wrote anywhere."""
        return "\n".join(path.read_text("utf-8", "replace") for path in self.folder.glob("*.log"))

    def _nginx(self) -> list[str]:
        site = self._sample("nginx.conf")
        site = site.replace("/etc/nginx/counter-pass.conf", str(_SAMPLES / "nginx-pass.conf"))
        site = site.replace("listen 10.0.0.5:443", f"listen 127.0.0.1:{self.ports[SYNC]}")
        site = site.replace("listen 443", f"listen 127.0.0.1:{self.ports[PAGE]}")
        site = site.replace("listen 80", f"listen 127.0.0.1:{own_port()}")
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in kinds)
        whole = self.folder / "whole.conf"
        whole.write_text(
            f"daemon off; pid {self.folder}/pid; error_log {self.folder}/main.log crit;\n"
            f"events {{}}\nhttp {{ {temporary}\n{site}\n}}\n"
        )
        program = shutil.which("nginx") or "/usr/sbin/nginx"
        return [program, "-p", str(self.folder), "-c", str(whole)]

    def _caddy(self) -> list[str]:
        site = self._sample("Caddyfile").replace("bind 10.0.0.5", "bind 127.0.0.1")
        for name in (PAGE, SYNC):
            site = site.replace(f"https://{name} ", f"https://{name}:{self.ports[name]} ")
        whole = self.folder / "Caddyfile"
        whole.write_text(site)
        return ["caddy", "run", "--config", str(whole), "--adapter", "caddyfile"]

    def _sample(self, file: str) -> str:
        text = (_SAMPLES / file).read_text("utf-8")
        for here, there in (
            ("127.0.0.1:8620", f"127.0.0.1:{self.server.port}"),
            ("127.0.0.1:8621", f"127.0.0.1:{self.public_port}"),
            ("/var/log/nginx", str(self.folder)),
            ("/var/log/caddy", str(self.folder)),
        ):
            assert here in text or "log" in here
            text = text.replace(here, there)
        for kind in ("nginx", "caddy"):
            for name in ("gzf-sync", "gzf"):
                for end in ("crt", "key"):
                    old = f"/etc/{kind}/tls/{name}.{end}"
                    text = text.replace(old, str(self.folder / f"tls.{end}"))
        return text


class _ToLoopback(httpx2.BaseTransport):
    """Finds every name on this machine, and says it in the handshake all the same."""

    def __init__(self, inner: httpx2.HTTPTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.extensions = {**request.extensions, "sni_hostname": request.url.host}
        request.url = request.url.copy_with(host="127.0.0.1")
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def _listens(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _make_certificate(folder: Path) -> None:
    words = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    names = ["-subj", "/CN=test", "-addext", f"subjectAltName=DNS:{PAGE},DNS:{SYNC}"]
    files = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    subprocess.run(["openssl", "req", *words, *names, *files], check=True, capture_output=True)
