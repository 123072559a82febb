"""Becomes another program that ends when the supervisor does, even when the supervisor was killed.

Run as a script, without the project on the path: ``python -I -S launch.py SUPERVISOR_PID PROGRAM ARGUMENT ...``.
A step of its own, because the tie has to be made between fork and exec, where a process with threads may run no Python.
Other systems than Linux know no such tie; there a killed supervisor leaves its children running.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # from linux/prctl.h; survives the exec


def tie_to_parent(supervisor_pid: int) -> None:
    """Ask for SIGTERM at the supervisor's death, and stop here when it is dead already."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
    if os.getppid() != supervisor_pid:
        sys.exit("the supervisor is gone")


def main() -> None:
    """Tie this process to the supervisor and turn it into the program."""
    supervisor_pid, *program = sys.argv[1:]
    tie_to_parent(int(supervisor_pid))
    try:
        os.execvp(program[0], program)  # noqa: S606 - the supervisor's own list of arguments, no shell
    except OSError as error:
        sys.exit(f"{program[0]} can not be started: {error.strerror}")


if __name__ == "__main__":
    main()
