"""A run on a Ray cluster has the tables of a local one, also where a machine is lost in the middle."""
from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

import policyparse as pp
from archive_factories import NOTICE, digests, make_archive
from policyparse import cli
from policyparse.archive import plan
from policyparse.archive.journal import Entry, Journal
from policyparse.archive.reader import Answer, Following, Lost
from policyparse.archive.watch import Limits

NODE = {"num_cpus": 1, "object_store_memory": 80 * 2**20}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
    cluster.add_node(**NODE)
    yield cluster
    cluster.shutdown()


@pytest.fixture(scope="module", autouse=True)
def _small_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "PART_DOCUMENTS", 40)
        yield


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    more = {"same_txt": NOTICE.format(n=11), "broken_pdf": b"%PDF-1.7\nnothing follows"}
    return make_archive(tmp_path_factory.mktemp("archive"), *range(11, 261), **more)


@pytest.fixture(scope="module")
def local(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return digests(pp.parse_archive(archive, tmp_path_factory.mktemp("local"), workers=2).path)


def test_nobody_at_the_address_is_said_soon(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        assert cli.main(["batch", str(archive), "-o", str(tmp_path), "--engine", "ray", "--address", address]) == 1
    assert f"PP119: the Ray cluster cannot be reached: {address}: " in capsys.readouterr().err


def test_one_machine_gives_the_tables_of_a_local_run(archive: Path, local: dict[str, str], tmp_path: Path) -> None:
    run = pp.parse_archive(archive, tmp_path, engine="ray", address="local")
    assert digests(run.path) == local


def test_a_machine_that_is_lost_costs_nothing(
    cluster: Any, archive: Path, local: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from policyparse.archive import cluster as ours

    nodes, lost, done = [*cluster.worker_nodes], [], []
    append, read = Journal.append, ours._Actor.read

    def then_a_node_dies(self: Journal, entry: Entry, notice: bytes) -> None:
        append(self, entry, notice)
        done.append(entry.document)
        if len(done) == 30:
            cluster.remove_node(nodes[0], allow_graceful=False)

    def noted(self: ours._Actor, name: str, data: bytes, following: Following) -> Answer:
        try:
            return read(self, name, data, following)
        except Lost:
            lost.append(name)
            raise

    monkeypatch.setattr(Journal, "append", then_a_node_dies)
    monkeypatch.setattr(ours._Actor, "read", noted)
    run = pp.parse_archive(archive, tmp_path, engine="ray", address=cluster.address)
    assert len(lost) == 1
    assert digests(run.path) == local


def test_an_actor_that_is_lost_is_replaced_and_its_limits_hold(cluster: Any) -> None:
    import ray

    from policyparse.archive import cluster as ours

    with ours.connected(cluster.address) as readers:
        (actor,) = readers(pp.Options(), Limits(60, 20 * 2**20), 1, 1)
        assert actor.ready(Event())
        ray.kill(actor._actor)
        with pytest.raises(Lost):
            actor.read("a.txt", b"")
        assert actor.ready(Event())
        answer = actor.read("a.txt", "关于开学的通知".encode())
    assert (answer.code, answer.message) == ("PP118", "out of memory: more than 20 MiB")
