"""torch's and snnTorch's side of the encoding benchmark: a batch of images over some steps, as dense tensors of singles, time first."""
import torch

from peers import peer, serve

found = peer("snntorch", "snntorch", "snntorch.spikegen")
images = None


def start(order):
    global images
    images = torch.tensor(order["images"], dtype=torch.float32).reshape(order["shape"])
    return {"version": torch.__version__, "peer": found and "snnTorch " + found[0].__version__}


def timed(encode):
    def work(order):
        with torch.no_grad():
            spikes = encode(order["steps"])
        return spikes.shape[0]
    return work


works = {"torch rate": timed(lambda steps: (torch.rand((steps,) + tuple(images.shape)) < images).float())}
if found:
    spikegen = found[1]
    works["rate"] = timed(lambda steps: spikegen.rate(images, num_steps=steps))
    works["linear"] = timed(lambda steps: spikegen.latency(images, num_steps=steps, tau=5, threshold=0.01, normalize=True, linear=True))
    works["logarithmic"] = timed(lambda steps: spikegen.latency(images, num_steps=steps, tau=5, threshold=0.01))
serve(start, works)
