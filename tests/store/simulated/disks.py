"""A disk that keeps a record of every call, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from civicode.store.disk.files import Files

STEPS = (
    "read", "names", "mode", "modified", "stamp", "device", "mkdir", "create", "write", "fsync", "close", "replace",
    "is_folder", "link", "rmdir", "unlink", "fsync_folder", "scribble",
)  # fmt: skip


class WatchedFiles(Files):
    """The real disk; `calls` are the steps in their order, `fail` may raise instead of one."""

    def __init__(self, fail: Callable[[int, str], BaseException | None] = lambda at, step: None) -> None:
        super().__init__(pause=lambda _: None)
        self.calls: list[str] = []
        self._fail = fail
        for step in STEPS:
            setattr(self, step, self._watched(step, getattr(self, step)))

    def _watched(self, step: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            self.calls.append(step)
            if error := self._fail(len(self.calls), step):
                raise error
            return do(*arguments)

        return call


def no_lock(_: Path) -> AbstractContextManager[object]:
    """For tests with one writer, where the lock's own calls would be in the way."""
    return nullcontext()


def failing_at(step: str, errno: int, times: Sequence[int] = (1,)) -> Callable[[int, str], BaseException | None]:
    """Fail the given occurrences of a step, counted from 1."""
    seen = 0

    def fail(_: int, name: str) -> BaseException | None:
        nonlocal seen
        seen += name == step
        return OSError(errno, "told to fail") if name == step and seen in times else None

    return fail


def at_call(number: int, error: BaseException, *, for_ever: bool = False) -> Callable[[int, str], BaseException | None]:
    """Fail the call of that number, counted from 1; with `for_ever` every later one, too."""
    return lambda at, _: error if at == number or (for_ever and at > number) else None
