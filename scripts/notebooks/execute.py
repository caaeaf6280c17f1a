"""Executes a notebook in a kernel of its own and writes a line of JSON for each execution of a cell:
{"run": "first" | "again" | "twice", "id", "status", "outputs"}.

First every code cell in order ("first"). Then, in the same kernel, every cell twice in place ("again", "twice"), unless
--once is given. It stops at the first status that isn't ok. Judging is not its task.
"""
import json
import os
import signal
import sys

# jsonschema does without this package. Its grammar of IRIs, which no schema here mentions, takes 0.7 s to build.
sys.modules["rfc3987_syntax"] = None

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

sys.path.append(os.path.join(os.path.dirname(__file__), "..", "kernel"))
import ipc


def executions(cells, once):
    yield from (("first", index, cell) for index, cell in cells)
    if not once:
        for index, cell in cells:
            yield "again", index, cell
            yield "twice", index, cell


def run(notebook, once, folder):
    replies = []
    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        config=Config(KernelManager=ipc.settings(folder)),
        # Nothing here takes a tenth of this; but nothing may hang.
        timeout=600,
        allow_errors=True,
        on_cell_executed=lambda cell, cell_index, execute_reply: replies.append(execute_reply),
    )
    cells = [(index, cell) for index, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    with client.setup_kernel(cwd=os.path.dirname(sys.argv[1])):
        for name, index, cell in executions(cells, once):
            client.execute_cell(cell, index)
            status = replies[-1]["content"]["status"]
            print(json.dumps({"run": name, "id": cell.id, "status": status, "outputs": cell.outputs}), flush=True)
            if status != "ok":
                return


if __name__ == "__main__":
    # On SIGTERM Python unwinds, and so ends the kernel.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with ipc.folder() as folder:
        run(nbformat.read(sys.argv[1], as_version=4), "--once" in sys.argv[2:], folder)
