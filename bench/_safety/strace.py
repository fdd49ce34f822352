"""System calls of a forked child, recorded or made to fail by `strace` (Linux; the tests skip without it)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink"


def missing() -> str:
    """Why nothing can be traced here; empty when it can."""
    if sys.platform != "linux":
        return "strace is a Linux tool"
    return "" if shutil.which("strace") else "strace is not installed (apt-get install strace)"


def traced(work: Callable[[], None], options: Sequence[str], log: Path) -> int:
    """Run `work` in a child that strace is attached to before it begins; returns the child's exit code.

    `options` say what is recorded or made to fail; the log is strace's own, strings in hexadecimal.
    """
    waiting, go = os.pipe()
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            os.close(go)
            os.read(waiting, 1)
            work()
            code = 0
        finally:
            os._exit(code)
    os.close(waiting)
    command = ["strace", "-f", "-y", "-xx", "-s", "70000", *options, "-o", str(log), "-p", str(pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        attached = any("attached" in line for line in tracer.stderr)
        os.write(go, b"x")
        os.close(go)
        status = os.waitpid(pid, 0)[1]
        tracer.communicate()
    if not attached:
        raise RuntimeError("strace could not attach to a child of ours")
    return os.waitstatus_to_exitcode(status)
