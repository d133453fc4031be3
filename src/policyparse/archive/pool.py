"""Many documents shared out among readers: each takes the next as it is free, results come as they are ready."""
from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from queue import SimpleQueue
from threading import Condition, Event, Thread
from typing import Generic, TypeVar

from policyparse.archive.reader import Lost, Reader

T = TypeVar("T")
R = TypeVar("R")


class _Work(Generic[T]):
    """What is still to be done; a thread may put back what it could not do."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items, self._back = items, deque[T]()
        self._open = 0
        self._over = False
        self._change = Condition()

    def take(self) -> T | None:
        """The next item; None where all is done or the work was called off."""
        with self._change:
            while not self._over:
                if self._back:
                    item: T | None = self._back.popleft()
                else:
                    item = next(self._items, None)
                if item is not None:
                    self._open += 1
                    return item
                if self._open == 0:
                    break
                self._change.wait()
            return None

    def take_if(self, suits: Callable[[T], bool]) -> T | None:
        """The next item, if there is one at once and it suits."""
        with self._change:
            item = self._back.popleft() if self._back else next(self._items, None) if not self._over else None
            if item is not None and not suits(item):
                self._back.appendleft(item)
                self._change.notify()
                return None
            self._open += item is not None
            return item

    def done(self, *back: T) -> None:
        """An item is done; or items are not, and `back`."""
        with self._change:
            self._open -= len(back) or 1
            self._back.extend(back)
            self._change.notify_all()

    def call_off(self) -> None:
        """Nothing more is to be done."""
        with self._change:
            self._over = True
            self._change.notify_all()


def each(
    items: Iterator[T],
    work: Callable[[Reader, T, Callable[[], T | None]], R],
    readers: Sequence[Reader],
    quick: Callable[[T], bool] = lambda item: False,
) -> Iterator[tuple[T, R]]:
    """Do `work` on each item, as many at a time as there are readers; results come as they are ready.

    Items are taken in their order, from the readers' threads, one at a time. Where the caller stops asking, or is
    interrupted, the readers are stopped, too.

    Args:
        items: What is to be done.
        work: Does it. Its third argument says which item the reader is given next, if that can be said already.
        readers: What it is done with.
        quick: Whether an item will soon be done: only then the next one is fixed ahead, and only if it is quick, too.
            Or it would wait for its reader when others are free.
    """
    waiting = _Work(items)
    ready: SimpleQueue[tuple[T, R] | BaseException | None] = SimpleQueue()
    stopping = Event()

    def run(reader: Reader) -> None:
        held: list[T] = []

        def following(item: T) -> T | None:
            if not held and quick(item) and (more := waiting.take_if(quick)) is not None:
                held.append(more)
            return held[0] if held else None

        try:
            while reader.ready(stopping) and (item := held.pop() if held else waiting.take()) is not None:
                try:
                    ready.put((item, work(reader, item, partial(following, item))))
                    waiting.done()
                except Lost:
                    waiting.done(item, *held)
                    held.clear()
            ready.put(None)  # all is done, or called off
        except BaseException as e:
            ready.put(e)

    threads = [Thread(target=run, args=(reader,), daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        while (result := ready.get()) is not None:
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stopping.set()
        waiting.call_off()
        for _ in range(2):  # the second time for what a thread was just about to start
            for reader in readers:
                reader.stop()
            for thread in threads:
                thread.join(timeout=5)
