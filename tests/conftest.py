"""What the tests of all rooms share."""
from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "samples"

settings.register_profile("policyparse", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("policyparse")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """The suite runs with the network closed: a connection to any other machine fails the test that makes it."""
    connect = socket.socket.connect

    def at_home(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and self.type == socket.SOCK_STREAM:
            host = str(address[0])
            own = host.startswith("127.") or host in ("::1", "localhost", *_own_addresses())
            assert own, f"a test reaches for {host}"
        connect(self, address)

    socket.socket.connect = at_home
    yield
    socket.socket.connect = connect


def _own_addresses() -> set[str]:
    """Addresses of this machine: the parts of a cluster on it speak to each other by them."""
    import psutil

    return {address.address for addresses in psutil.net_if_addrs().values() for address in addresses}


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample notices."""
    return SAMPLES


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated notices and scans beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout")
    return SHARED


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Makes a text file in a folder of the test's own."""

    def make(text: str, name: str = "notice.txt") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A headless browser; a module's own, since the loop that drives it stands in the way of others."""
    from browser import browser

    with browser() as started:
        yield started


@pytest.fixture(scope="session")
def scan(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The review page of the sample scan's first two pages."""
    from policyparse import Options, parse
    from policyparse.views.pictures import Pictures
    from review_pages import SCAN, write

    notice = parse(samples / SCAN, Options(pages=(1, 2)))
    return write(notice, tmp_path_factory.mktemp("scan") / "scan.html", Pictures(notice.source, samples / SCAN))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The review page of a small notice."""
    from review_pages import three, write

    return write(three(), tmp_path / "small.html")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In CI a skipped test is a failure: it would be taken for one that passed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == 0 and reporter is not None and reporter.stats.get("skipped"):
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"SKIPPED, which CI does not allow: {report.nodeid}: {report.longrepr[-1]}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
