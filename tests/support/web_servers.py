"""nginx, Apache and Caddy on the loopback, with the configurations that the site gives out."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from macros.hosting.kit import hosting_files

APACHE = """
ServerRoot "{folder}"
ServerName intranet.example
User nobody
Group nogroup
Listen 127.0.0.1:{port}
PidFile "{folder}/pid"
ErrorLog "{folder}/log"
TypesConfig /etc/mime.types
{modules}
Include "{folder}/apache.conf"
"""
MODULES = "mpm_event authz_core alias dir mime headers filter deflate"
NGINX = """
daemon off;
pid "{folder}/pid";
error_log "{folder}/log";
events {{}}
http {{
    access_log off;
    client_body_temp_path "{folder}/a"; proxy_temp_path "{folder}/b"; fastcgi_temp_path "{folder}/c";
    uwsgi_temp_path "{folder}/d"; scgi_temp_path "{folder}/e";
    include "{folder}/nginx.conf";
}}
"""

CADDY = """{{
    admin off
    auto_https off
}}
import {folder}/Caddyfile
"""
FILES = {"nginx": "nginx.conf", "apache": "apache.conf", "caddy": "Caddyfile"}


@contextmanager
def web_server(kind: str, root: Path, folder: Path, address: str) -> Iterator[int]:
    """A server with our configuration for `address`, changed only in the folder and the port; its port.

    `root` holds the site, `folder` what the server writes.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = hosting_files(address)[f"hosting/{FILES[kind]}"].decode()
    assert "/srv/transition-guide" in text
    text = text.replace("/srv/transition-guide", str(root))
    if kind == "nginx":
        assert "listen 8080;" in text
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};")
        whole = NGINX.format(folder=folder)
        command = [tool("nginx"), "-c", f"{folder}/whole.conf", "-e", f"{folder}/log"]
    elif kind == "caddy":
        host = urlsplit(address).hostname or ""
        assert f"\n{host} {{" in text
        text = text.replace(f"\n{host} {{", f"\nhttp://{host}:{port} {{\n    bind 127.0.0.1")
        whole = CADDY.format(folder=folder)
        command = [tool("caddy"), "run", "--adapter", "caddyfile", "--config"]
        command.append(f"{folder}/whole.conf")
    else:
        modules = "\n".join(
            f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
            for name in MODULES.split()
        )
        whole = APACHE.format(folder=folder, port=port, modules=modules)
        command = [tool("apache2"), "-D", "FOREGROUND", "-f", f"{folder}/whole.conf"]
    (folder / FILES[kind]).write_text(text)
    (folder / "whole.conf").write_text(whole)
    # A server that root starts works as somebody else, who has to come as far as here.
    for above in folder.parents:
        if not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    folder.chmod(0o755)
    with (folder / "said").open("w+") as said:
        own = {**os.environ, "HOME": str(folder)}  # where Caddy keeps what it would remember
        process = subprocess.Popen(command, stderr=said, stdout=said, env=own)
        try:
            _wait(process, port, folder / "said", urlsplit(address).path)
            yield port
        finally:
            process.terminate()
            process.wait(timeout=20)


def tool(name: str) -> str:
    """Where a server is; the packages put them where only root looks."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    assert found, f"{name} is not installed; make test installs it or says how"
    return found


def _wait(process: subprocess.Popen[bytes], port: int, said: Path, path: str) -> None:
    for _ in range(100):
        assert process.poll() is None, said.read_text()
        try:
            ask(port, quote(path))
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server does not answer")


def ask(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": f"intranet.example:{port}", **headers})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers, body
