"""One kernel, driven line by line: reads commands as JSON from standard input, answers each with a line of JSON.

  {"execute": "code"}   → {"status", "stdout", "stderr", "displayed", "result", "error"}; with "interruptAt": "text" the kernel is
                          interrupted as soon as the cell has printed that text; "error" is the error's traceback
  {"complete": "code", "at": n} and {"inspect": "code", "at": n} → the content of the reply
  {"requests": [{"type", "content", "channel", "when"}, …]}   → sends them at once, or each when the text `when` was printed;
                          {"answers": [{"reply", "published": [[type, content], …], "place": of the reply among all}, …]}.
                          {"interrupt": true} interrupts the kernel once all requests before it have arrived there;
                          {"heartbeat": true} sends a heartbeat, which is answered
  {"start": "code", "until": "text"}   → {"printed": …} as soon as the text was printed; the cell goes on; also "interruptAt"
  {"end": "shutdown" | "restart" | "kill" | "leave"}   → {"ended": …}
The first line it writes is {"pid": <the kernel's process id>}.
"""
import json
import signal
import sys

import zmq
from jupyter_client.manager import KernelManager

import ipc

# Nothing here takes a tenth of this; but nothing may hang.
LIMIT = 600

FOLDER = ipc.folder()
kernel = KernelManager(kernel_name="tslab", **ipc.settings(FOLDER.name))


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


class Exchange:
    """Sends requests at once, and returns the replies and messages for each."""

    def __init__(self, client, requests):
        self.client = client
        self.waiting = list(requests)
        self.answers = {}
        self.printed = ""
        self.replies = 0
        # The id of a request that is answered before an interrupt is sent.
        self.arriving = None
        self.channels = [client.shell_channel, client.control_channel, client.iopub_channel]

    def run(self, until=None):
        poller = zmq.Poller()
        by_socket = {channel.socket: channel for channel in self.channels}
        for socket in by_socket:
            poller.register(socket, zmq.POLLIN)
        self.send()
        while not self.is_done(until):
            for socket, _ in poller.poll(LIMIT * 1000):
                self.take(by_socket[socket].get_msg(timeout=LIMIT))
        return list(self.answers.values())

    def is_done(self, until):
        if self.arriving is not None:
            return False
        if until is not None:
            return until in self.printed
        return not self.waiting and all(one["done"] for one in self.answers.values())

    def send(self):
        while self.arriving is None and self.waiting and self.waiting[0].get("when", "") in self.printed:
            self.send_one(self.waiting.pop(0))

    def send_one(self, request):
        if request.get("interrupt"):
            # The interrupt has a socket and a thread of its own, so it could be the first to arrive.
            message = self.client.session.msg("kernel_info_request", {})
            self.arriving = message["header"]["msg_id"]
            return self.client.control_channel.send(message)
        if request.get("heartbeat"):
            return beat()
        message = self.client.session.msg(request["type"], request["content"])
        wants_reply = request["type"].endswith("_request")
        answer = {"reply": None, "published": [], "done": False, "idle": False, "place": 0}
        self.answers[message["header"]["msg_id"]] = {**answer, "wants_reply": wants_reply}
        channel = request.get("channel", "shell")
        getattr(self.client, f"{channel}_channel").send(message)

    def take(self, message):
        if message["parent_header"].get("msg_id") == self.arriving and message["msg_type"] == "kernel_info_reply":
            self.arriving = None
            kernel.interrupt_kernel()
            return self.send()
        answer = self.answers.get(message["parent_header"].get("msg_id"))
        if answer is None:
            return
        kind, content = message["msg_type"], message["content"]
        if kind.endswith("_reply"):
            self.replies += 1
            answer["reply"], answer["place"] = content, self.replies
        else:
            answer["published"].append([kind, content])
        answer["idle"] = answer["idle"] or content.get("execution_state") == "idle"
        answer["done"] = answer["idle"] and (not answer["wants_reply"] or answer["reply"] is not None)
        self.printed += content.get("text", "") if kind == "stream" else ""
        self.send()


def beat():
    """Sends a heartbeat, which the kernel must return."""
    socket = zmq.Context.instance().socket(zmq.REQ)
    try:
        socket.connect(f"ipc://{kernel.ip}-{kernel.hb_port}")
        socket.send(b"beat")
        if not socket.poll(LIMIT * 1000):
            raise RuntimeError("The kernel has no heartbeat.")
        assert socket.recv() == b"beat"
    finally:
        socket.close(linger=0)


def start(client, code, until, interrupt_at=None):
    requests = [{"type": "execute_request", "content": {"code": code, "silent": False}}]
    if interrupt_at is not None:
        requests.append({"interrupt": True, "when": interrupt_at})
    exchange = Exchange(client, requests)
    exchange.run(until)
    return exchange.printed


def end(how):
    if how == "restart":
        kernel.restart_kernel(now=False)
    elif how == "leave":
        # It ends by itself: only its end is awaited.
        kernel.provisioner.process.wait(LIMIT)
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
            elif "requests" in command:
                say({"answers": Exchange(client, command["requests"]).run()})
            elif "start" in command:
                printed = start(client, command["start"], command["until"], command.get("interruptAt"))
                say({"printed": printed})
            else:
                client.stop_channels()
                say(end(command["end"]))
                if command["end"] == "restart":
                    client = connect()
    finally:
        client.stop_channels()
        kernel.shutdown_kernel(now=True)


with FOLDER:
    main()
