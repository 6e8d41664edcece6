"""jupyter_kernel_test, upstream's own suite, with every sample filled in for Spikebook."""
import unittest

import jupyter_kernel_test


class SpikebookTests(jupyter_kernel_test.KernelTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Upstream's limit for a cell is 15 s; on a busy machine the first one waits longer for the type checker.
        cls.kc.execute_interactive("0", store_history=False, timeout=180)

    kernel_name = "spikebook"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('test')"
    completion_samples = [
        {"text": "Math.ma", "matches": {"max"}},
        {"text": "Number.isSafe", "matches": {"isSafeInteger"}},
    ]
    complete_code_samples = ["1", "console.log('hello, world')", "function f(x: number) {\n  return x * 2;\n}\n"]
    incomplete_code_samples = ["`hello", "function f(x: number) {\n  x * 2", "f(1,"]
    invalid_code_samples = ["const = 7q", "let x: = )"]
    code_page_something = "Math.max?"
    code_generate_error = "throw new Error('wanted')"
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": "[1, 2, 3].map(n => n * n)", "result": "[ 1, 4, 9 ]"},
    ]
    code_display_data = [
        {"code": "display.html('<b>test</b>')", "mime": "text/html"},
        {"code": "display.latex('\\\\frac{1}{2}')", "mime": "text/latex"},
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput()"


class SpikebookWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "spikebook"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
