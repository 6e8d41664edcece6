"""nbclient, which nbconvert, papermill, Quarto and jupyter-book ride on, over the installed kernelspec.

Prints one JSON object with what came out of each notebook. All run on one kernel, one after the other, so that the
start is paid once.
"""
import json
import sys

import nbclient
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.utils import run_sync
from nbformat.v4 import new_code_cell, new_notebook

manager = AsyncKernelManager(kernel_name="spikebook")


def run(cells, **options):
    notebook = new_notebook(cells=cells, metadata={"kernelspec": {"name": "spikebook", "display_name": "s", "language": "typescript"}})
    client = nbclient.NotebookClient(notebook, km=manager, kernel_name="spikebook", startup_timeout=120, **options)
    try:
        client.execute()
        raised = None
    except Exception as error:
        raised = {"type": type(error).__name__, "text": str(error)}
    return {"raised": raised, "cells": [cell.outputs for cell in notebook.cells], "timing": [sorted(cell.metadata.get("execution", {})) for cell in notebook.cells]}


def code(*sources):
    return [new_code_cell(source) for source in sources]


tagged = new_code_cell("throw new Error('expected')")
tagged.metadata["tags"] = ["raises-exception"]

notebooks = {
    "many": lambda: run(code(*[f"console.log('line {i}'); {i}" for i in range(500)]), timeout=120),
    "allowed": lambda: run(code("1", "throw new Error('two')", "3", "4", "5"), timeout=120, allow_errors=True),
    "refused": lambda: run(code("1", "throw new Error('two')", "3"), timeout=120),
    "tagged": lambda: run([*code("1"), tagged, *code("3")], timeout=120),
    "late": lambda: run(
        code("let kept = 5", "while (true);", "kept + 1"),
        timeout_func=lambda cell: 3 if "while" in cell.source else 120,
        interrupt_on_timeout=True,
        allow_errors=True,
    ),
    "died": lambda: run(code("1", "process.exit(1)", "2"), timeout=120, allow_errors=True),
}
results = {name: run_it() for name, run_it in notebooks.items()}
run_sync(manager.shutdown_kernel)(now=False)
json.dump(results, sys.stdout)
