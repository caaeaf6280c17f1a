"""Types a sum into `npm run repl`, in a terminal of its own, and prints what stood there."""
import re
import sys

import pexpect

# Nothing here takes a tenth of this; but nothing may hang.
LIMIT = 600

console = pexpect.spawn("npm", ["run", "-s", "repl"], encoding="utf-8", timeout=LIMIT)
seen = ""


def until(pattern):
    global seen
    console.expect(pattern)
    seen += console.before + (console.after if isinstance(console.after, str) else "")


until(re.escape("In [1]:"))
console.send("1 + 1\r")
until(re.escape("Out[1]:") + ".*2")
until(re.escape("In [2]:"))
console.send("\x04")
until(pexpect.EOF)
console.close()
# Without colours and movements of the cursor.
print(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r", "", seen))
sys.exit(console.exitstatus)
