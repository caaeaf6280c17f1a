"""Jupyter's own tests for kernels, with samples for this one. Prints one line of JSON at its end:
{"run": n, "skipped": [names], "failed": {name: text}}.
"""
import contextlib
import json
import sys
import unittest

import jupyter_kernel_test
from jupyter_client.manager import KernelManager

import ipc

# Nothing here takes a tenth of this; but nothing may hang, and a slow machine must not fail.
LIMIT = 300
# This kernel shows nothing in a pager.
NOT_OF_THIS_KERNEL = {"test_pager"}

jupyter_kernel_test.TIMEOUT = LIMIT


@contextlib.contextmanager
def patient(channel):
    """Waits longer than the suite, which waits a tenth of a second for messages that were sent already."""
    original = channel.get_msg
    channel.get_msg = lambda timeout=None: original(timeout=LIMIT)
    try:
        yield
    finally:
        channel.get_msg = original


class WorkbookKernel(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    completion_samples = [
        {"text": "consol", "matches": {"console"}},
        {"text": "[].flatM", "matches": {"flatMap"}},
        {"text": '({ alpha: 1, beta: 2 })["al', "matches": {"alpha"}},
        {"text": "const o = { alpha: 1, beta: 2 }; o.", "matches": {"alpha", "beta"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "let a = 1",
        "function f() {\n  return 1;\n}",
        "await Promise.resolve(1)",
        "`text ${1 + 1}`",
        "// only a comment",
        'const wrong: number = "x"',
        "",
    ]
    incomplete_code_samples = [
        "function f() {",
        "if (true) {\n  1",
        "const a = [1,",
        "f(",
        "`text",
        "`text ${",
        "/* comment",
        "const a =",
        "class A {\n  m() {\n  }\n",
    ]
    invalid_code_samples = ["let = = 1", "1 +* 2", "if )", "const 1a = 2", "}"]
    code_generate_error = 'throw new Error("planted")'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"te" + "xt"', "result": "'text'"},
        {"code": "const list = [1, 2];\nlist.map((n) => n * 2)", "result": "[ 2, 4 ]"},
        {"code": "await Promise.resolve({ a: 1 })", "result": "{ a: 1 }"},
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab"; display.html("<b>1</b>")', "mime": "text/html"},
        {"code": 'import { show } from "../lib"; show([{ a: 1 }])', "mime": "text/html"},
    ]
    code_history_pattern = "1 ? *"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "console.log"
    code_clear_output = 'console.log("gone"); console.clear()'

    @classmethod
    def setUpClass(cls):
        """Starts a kernel as the suite does, but one that talks through files."""
        folder = cls.enterClassContext(ipc.folder())
        cls.km = KernelManager(kernel_name=cls.kernel_name, **ipc.settings(folder))
        cls.km.start_kernel()
        cls.addClassCleanup(cls.km.shutdown_kernel, now=True)
        cls.kc = cls.km.client()
        cls.kc.start_channels()
        cls.kc.wait_for_ready(timeout=LIMIT)

    def execute_helper(self, code, timeout=LIMIT, **options):
        with patient(self.kc.iopub_channel):
            return super().execute_helper(code, timeout=timeout, **options)


def main():
    tests = unittest.defaultTestLoader.loadTestsFromTestCase(WorkbookKernel)
    result = unittest.TextTestRunner(stream=sys.stderr, verbosity=2).run(tests)
    failed = [(str(test), text) for test, text in [*result.failures, *result.errors]]
    skipped = [test._testMethodName for test, _ in result.skipped]
    said = {
        "run": result.testsRun,
        "skipped": [name for name in skipped if name not in NOT_OF_THIS_KERNEL],
        "failed": dict(failed),
    }
    print(json.dumps(said), flush=True)


main()
