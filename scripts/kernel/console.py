"""Types a sum into `npm run repl`, in a terminal of its own, and prints the content of that terminal."""
import os
import re
import sys

import pexpect

import ipc

# Nothing here takes a tenth of this; but nothing may hang.
LIMIT = 600
# Colours, and movements of the cursor.
ESCAPES = r"(?:\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r)"

# This terminal doesn't say where its cursor is; the console would warn.
environment = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1"}
folder = ipc.folder()
settings = [f"--JupyterConsoleApp.{name}={value}" for name, value in ipc.settings(folder.name).items()]
command = ["run", "-s", "repl", "--", *settings]
console = pexpect.spawn("npm", command, encoding="utf-8", timeout=LIMIT, env=environment)
seen = []


def until(pattern):
    console.expect(pattern)
    seen.append(console.before + (console.after if isinstance(console.after, str) else ""))


def prompt(name, number):
    return rf"{name} ?\[{ESCAPES}*{number}{ESCAPES}*\]: "


with folder:
    until(prompt("In", 1))
    console.send("1 + 1\r")
    until(prompt("Out", 1) + f"{ESCAPES}*2")
    # On a slow machine the console receives the result after the reply, and its prompt still shows 1.
    until(prompt("In", "[12]"))
    console.send("\x04")
    until(pexpect.EOF)
    console.close()
print(re.sub(ESCAPES, "", "".join(seen)))
sys.exit(console.exitstatus)
