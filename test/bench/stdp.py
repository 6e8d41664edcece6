"""SpykeTorch's side of the STDP benchmark: one convolution that learns as in Kheradpisheh's network, from spikes that we send, and its own encoding."""
import os

import torch

from peers import FOLDER, peer, serve, without

without("torchvision", "torchvision.transforms", "torchvision.datasets")
found = peer("SpykeTorch", "SpykeTorch.snn", "SpykeTorch.functional", "SpykeTorch.utils")
waves = images = first = layer = rule = None


def version():
    path = os.path.join(FOLDER, "SpykeTorch", ".peer_version")
    return open(path).read().strip() if os.path.exists(path) else "unknown"


def start(order):
    global waves, images, first, layer, rule
    if not found:
        return {"version": torch.__version__, "peer": None}
    snn, _, utils = found
    steps = torch.arange(order["steps"]).reshape(-1, 1, 1, 1)
    # Its waves are cumulative: a unit that has spiked stays at 1.
    waves = [(steps >= torch.tensor(times).reshape(order["field"])).float() for times in order["times"]]
    images = torch.tensor(order["images"], dtype=torch.float32).reshape(-1, 1, 1, 28, 28)
    layer = snn.Convolution(order["field"][0], order["maps"], order["patch"])
    first = torch.tensor(order["weights"]).reshape(layer.weight.shape)
    rule = snn.STDP(layer, (order["up"], -order["down"]))
    return {"version": torch.__version__, "peer": "SpykeTorch " + version()}


def train(order):
    _, sf, _ = found
    with torch.no_grad():
        layer.load_weight(first)
        for wave in waves:
            _, pot = sf.fire(layer(wave), order["threshold"], True)
            pot = sf.pointwise_inhibition(pot)
            spikes = pot.sign()
            rule(wave, pot, spikes, sf.get_k_winners(pot, order["winners"], order["radius"], spikes))
    return layer.weight.flatten().tolist()


def encode(order):
    _, sf, utils = found
    kernels = utils.Filter([utils.DoGKernel(7, 1, 2), utils.DoGKernel(7, 2, 1)], padding=3, thresholds=50)
    latency = utils.Intensity2Latency(order["steps"])
    with torch.no_grad():
        return sum(int(latency(sf.local_normalization(kernels(image * 255), 8)).sign().byte()[-1].sum()) for image in images)


serve(start, {"train": train, "encode": encode})
