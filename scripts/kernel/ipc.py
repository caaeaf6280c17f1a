"""Kernels that talk through files, Jupyter's transport "ipc": a port that Jupyter finds free may be another kernel's when it
is opened.
"""
import os
import tempfile

# The path of a socket has at most 103 bytes on macOS, 107 on Linux; below this folder it takes up to 30 of them.
LONGEST = 70


def folder():
    """A folder for the files of one kernel, for a `with`; in /tmp where the path for temporary files is too long."""
    place = tempfile.gettempdir()
    fits = len(os.fsencode(place)) <= LONGEST
    return tempfile.TemporaryDirectory(prefix="kernel-", dir=place if fits else "/tmp", ignore_cleanup_errors=True)


def settings(folder):
    """The settings of a KernelManager whose kernel talks through files in this folder."""
    place = os.path.join(folder, "kernel")
    return {"transport": "ipc", "ip": place, "connection_file": f"{place}.json"}
