"""One writer at a time for each client's record.

The lock is the operating system's own on an open file: it ends with the process,
however the process ends. The file stays; the process id in it is only for the
message to whoever has to wait.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from manualgen.errors import EnvironmentFailure

LOCK_FILE = ".lock"
_PID_OFFSET = 1  # byte 0 is what Windows locks; the id stands behind it, readable by others


@contextlib.contextmanager
def locked(folder: Path, wait_seconds: float = 10.0) -> Iterator[None]:
    """Hold the record ``folder`` for the length of the block.

    Raises :class:`EnvironmentFailure` when another process still holds it after
    ``wait_seconds``, or when the lock cannot be made.
    """
    path = folder / LOCK_FILE
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise EnvironmentFailure(f"{path}: cannot be opened: {error.strerror}") from error
    try:
        _acquire(descriptor, path, wait_seconds)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, b" %d\n" % os.getpid(), 0) if hasattr(os, "pwrite") else None
        try:
            yield
        finally:
            _release(descriptor)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while not _try(descriptor):
        if time.monotonic() >= deadline:
            holder = _holder(path)
            by = f" (process {holder})" if holder else ""
            raise EnvironmentFailure(
                f"{path.parent}: another build{by} is at work on this client; try again when it is done"
            )
        time.sleep(0.05)


def _holder(path: Path) -> str:
    try:
        digits = path.read_bytes()[_PID_OFFSET:].strip()
    except OSError:
        return ""
    return digits.decode() if digits.isdigit() else ""


if os.name == "nt":  # pragma: no cover
    import msvcrt

    def _try(descriptor: int) -> bool:
        try:
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]

else:
    import fcntl

    def _try(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _release(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
