"""The libraries beside which we are measured: a folder each under SPIKEBOOK_PEERS (snntorch, SpykeTorch), unbuilt, only imported."""
import importlib
import json
import os
import sys
import time
import types
from importlib.machinery import ModuleSpec

import torch
import torch.nn as nn

FOLDER = os.environ.get("SPIKEBOOK_PEERS", "")


class Absent(types.ModuleType):
    """Stands for a module that a library imports and no figure uses."""
    __path__ = []

    def __init__(self, name):
        super().__init__(name)
        self.__spec__ = ModuleSpec(name, None)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


def without(*names):
    """Lets imports of modules that are not installed pass."""
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError:
            sys.modules[name] = Absent(name)


def peer(folder, *modules):
    """The library's modules, or nothing where its folder is not there; one that is there but does not import is an error."""
    if not FOLDER or not os.path.isdir(os.path.join(FOLDER, folder)):
        return None
    path = os.path.join(FOLDER, folder)
    if path not in sys.path:
        sys.path.insert(0, path)
    return [importlib.import_module(name) for name in modules]


def snntorch_csnn():
    """12C5-MP2-64C5-MP2-FC10 as snnTorch's tutorials write it, its own resets and surrogate: (name, net, run(x, steps) -> summed spikes)."""
    found = peer("snntorch", "snntorch", "snntorch.surrogate", "snntorch.utils")
    if not found:
        return None
    snn, surrogate, utils = found
    leaky = dict(beta=0.5, spike_grad=surrogate.fast_sigmoid(slope=25), init_hidden=True)
    net = nn.Sequential(nn.Conv2d(1, 12, 5), nn.MaxPool2d(2), snn.Leaky(**leaky), nn.Conv2d(12, 64, 5), nn.MaxPool2d(2), snn.Leaky(**leaky),
                        nn.Flatten(), nn.Linear(1024, 10), snn.Leaky(**leaky, output=True))

    def run(x, steps):
        utils.reset(net)
        return torch.stack([net(x)[0] for _ in range(steps)]).sum(0)

    return "snnTorch " + snn.__version__, net, run


def serve(start, works):
    """Answers orders, one JSON line each: {"what": "start", …} goes to `start`; any other names a work, which is timed (ms, and of all threads)."""
    for line in sys.stdin:
        order = json.loads(line)
        if order["what"] == "start":
            answer = start(order)
        else:
            torch.set_num_threads(order["threads"])
            before, cpu = time.perf_counter(), time.process_time()
            value = works[order["what"]](order)
            answer = {"ms": 1e3 * (time.perf_counter() - before), "cpu": 1e3 * (time.process_time() - cpu), "value": value}
        print(json.dumps(answer), flush=True)
