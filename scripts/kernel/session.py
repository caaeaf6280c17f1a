"""One kernel, driven line by line: reads commands as JSON from standard input, answers each with a line of JSON.

  {"execute": "code"}   → {"status", "stdout", "stderr", "displayed", "result", "error"}; with "interruptAt": "text" the kernel is
                          interrupted as soon as the cell has printed that text; "error" is the error's traceback
  {"complete": "code", "at": n} and {"inspect": "code", "at": n} → the content of the reply
  {"end": "shutdown" | "restart" | "kill"}   → {"ended": …}
The first line it writes is {"pid": <the kernel's process id>}.
"""
import json
import signal
import sys

from jupyter_client.manager import KernelManager

# Nothing here takes a tenth of this; but nothing may hang.
LIMIT = 600

kernel = KernelManager(kernel_name="tslab")


def connect():
    client = kernel.client()
    client.start_channels()
    client.wait_for_ready(timeout=LIMIT)
    return client


def execute(client, code, interrupt_at=None):
    said = {"stdout": "", "stderr": "", "result": None, "error": ""}
    displayed = []

    def hear(message):
        nonlocal interrupt_at
        content = message["content"]
        if message["msg_type"] == "display_data":
            displayed.append(content["data"])
        if message["msg_type"] == "execute_result":
            said["result"] = content["data"]["text/plain"]
        if message["msg_type"] == "error":
            said["error"] = "\n".join(content["traceback"])
        if message["msg_type"] != "stream":
            return
        said[content["name"]] += content["text"]
        if interrupt_at is not None and interrupt_at in said["stdout"]:
            interrupt_at = None
            kernel.interrupt_kernel()

    reply = client.execute_interactive(code, timeout=LIMIT, output_hook=hear, allow_stdin=False)
    return {"status": reply["content"]["status"], "displayed": displayed, **said}


def end(how):
    if how == "restart":
        kernel.restart_kernel(now=False)
    elif how == "kill":
        kernel.signal_kernel(signal.SIGKILL)
    else:
        kernel.shutdown_kernel(now=False)
    return {"ended": how}


def say(line):
    print(json.dumps(line), flush=True)


def main():
    kernel.start_kernel(cwd=sys.argv[1])
    client = connect()
    try:
        say({"pid": kernel.provisioner.pid})
        for line in sys.stdin:
            command = json.loads(line)
            if "execute" in command:
                say(execute(client, command["execute"], command.get("interruptAt")))
            elif "complete" in command:
                say(client.complete(command["complete"], command["at"], reply=True, timeout=LIMIT)["content"])
            elif "inspect" in command:
                say(client.inspect(command["inspect"], command["at"], reply=True, timeout=LIMIT)["content"])
            else:
                client.stop_channels()
                say(end(command["end"]))
                if command["end"] == "restart":
                    client = connect()
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


main()
