"""Runs a Python module that ends when the process which started it has ended.

Usage: python watched.py PARENT_PID MODULE [ARGUMENT...]
"""
import os
import runpy
import signal
import sys
import threading
import time

LOOK_EVERY = 0.25
GRACE = 3.0


def end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    send(signal.SIGTERM)
    # Time for an orderly end. What comes after it must still fit into five seconds.
    time.sleep(GRACE)
    send(signal.SIGKILL)


def send(number: signal.Signals) -> None:
    # With the whole group where this process leads one: venv runs pip as a process of its own.
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), number)
    else:
        os.kill(os.getpid(), number)


def without_yarn() -> None:
    """JupyterLab would run yarn five times, 0.3 s each, to learn where it gets extensions from. It gets none."""
    from jupyterlab import commands

    commands._yarn_config = lambda logger: {"yarn config": {}}


if __name__ == "__main__":
    parent, module, arguments = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    # jsonschema, which Jupyter and Sphinx import, builds a grammar of IRIs from it, in 0.7 s, and does without: no schema
    # of theirs has one.
    sys.modules["rfc3987_syntax"] = None
    # As after `python -m module`, but without this file's folder or the working folder among the modules.
    del sys.path[0]
    sys.argv = [module, *arguments]
    if module == "jupyterlab":
        without_yarn()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
