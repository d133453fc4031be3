"""A run on a Ray cluster: an actor for each core, each with a killable process of its own, as on one machine."""
from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import astuple
from threading import Event
from typing import Any

from policyparse.added import optional
from policyparse.archive.process import Worker
from policyparse.archive.reader import Answer, Following, Lost, Reader
from policyparse.archive.watch import Limits, Watchdog
from policyparse.errors import PolicyParseError
from policyparse.options import Options

_LOOK = 0.5
"""Seconds between two looks at whether a new actor has found a place."""
_KNOCK = 10.0
"""Seconds that a cluster may take to open its door."""


@contextmanager
def connected(address: str | None) -> Iterator[Callable[[Options, Limits, int | None, int], list[Reader]]]:
    """A connection to Ray, as the function that makes readers; one that stood before is left as it was.

    Raises:
        PolicyParseError: PP115, Ray is not installed; PP119, there is no cluster at the address, or one of another
            version of Ray or Python.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # or it reports to its makers
    ray = optional("ray")
    ours = not ray.is_initialized()
    if ours:
        try:
            _knock(address)
            ray.init(address=address, log_to_driver=False, logging_level="error")
        except (OSError, RuntimeError, ValueError) as e:
            raise PolicyParseError("PP119", f"{address or 'on this machine'}: {e}", "see ray status") from e

    def readers(options: Options, limits: Limits, workers: int | None, documents: int) -> list[Reader]:
        cores = int(ray.cluster_resources().get("CPU", 1))
        mine = options.model_copy(update={"ocr_threads": 1})
        return [_Actor(mine, limits) for _ in range(max(1, min(workers or cores, documents)))]

    try:
        yield readers
    finally:
        if ours:
            ray.shutdown()


def _knock(address: str | None) -> None:
    """Raise OSError where nobody listens at HOST:PORT: Ray itself tries that for many minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=_KNOCK).close()


class Remote:
    """What runs in an actor: a worker on that machine."""

    def __init__(self, options: str, limits: Limits) -> None:
        self._worker = Worker(Options.model_validate_json(options), limits, Watchdog())

    def ready(self) -> None:
        """Answers once the actor has found a place."""

    def read(self, name: str, data: bytes) -> tuple[Any, ...]:
        """See `Worker.read`."""
        return astuple(self._worker.read(name, data))


class _Actor:
    """A reader somewhere in the cluster; where its machine is lost, it looks for another."""

    def __init__(self, options: Options, limits: Limits) -> None:
        self._options, self._limits = options.model_dump_json(), limits
        self._actor: Any = None

    def ready(self, stopping: Event) -> bool:
        """Wait until the actor has found a place, however long that takes."""
        ray = optional("ray")
        while self._actor is None and not stopping.is_set():
            actor = ray.remote(Remote).options(num_cpus=1).remote(self._options, self._limits)
            answer = actor.ready.remote()
            try:
                while not stopping.is_set() and not ray.wait([answer], timeout=_LOOK)[0]:
                    pass
                if stopping.is_set():
                    ray.kill(actor)
                else:
                    ray.get(answer)
                    self._actor = actor
            except ray.exceptions.RayError:
                stopping.wait(_LOOK)
        return not stopping.is_set()

    def read(self, name: str, data: bytes, following: Following = lambda: None) -> Answer:
        """Have a document read; raises `Lost` where the actor is gone."""
        ray = optional("ray")
        try:
            return Answer(*ray.get(self._actor.read.remote(name, data)))
        except ray.exceptions.RayTaskError:
            raise
        except ray.exceptions.RayError as e:
            self.stop()
            raise Lost from e

    def stop(self) -> None:
        """End the actor; its process ends with it."""
        ray = optional("ray")
        actor, self._actor = self._actor, None
        if actor is not None:
            with suppress(ray.exceptions.RayError, ValueError):
                ray.kill(actor)
