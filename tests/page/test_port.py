"""`make serve` where another program has the port: said before the build, in words."""

from __future__ import annotations

import socket

import pytest
from mkdocs.exceptions import Abort

from macros import hooks
from macros.page.live import is_taken


def test_a_port_that_another_program_has_is_named_with_another_one(monkeypatch):
    monkeypatch.setattr(hooks, "_listening", False)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(
            Abort, match=f"Port {port} of .* is taken .* make serve PORT={port + 1}"
        ):
            hooks._take_port("127.0.0.1", port)
        assert not hooks._listening
    assert not is_taken("127.0.0.1", port)
    hooks._take_port("127.0.0.1", port)
    assert hooks._listening


def test_an_ipv6_address_is_tried_as_one(monkeypatch):
    families = []

    def create_server(_address, *, family):
        families.append(family)
        raise OSError

    monkeypatch.setattr(socket, "create_server", create_server)
    assert is_taken("::1", 8000)
    assert is_taken("127.0.0.1", 8000)
    assert families == [socket.AF_INET6, socket.AF_INET]
