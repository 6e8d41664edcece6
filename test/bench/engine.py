"""PyTorch's side of the engine's benchmarks: reads one JSON order a line, answers with one JSON line. Plain torch, as a user writes it, and snnTorch."""
import json
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from peers import snntorch_csnn

torch.manual_seed(0)
T = 25


class FastSigmoid(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u):
        ctx.save_for_backward(u)
        return (u > 0).to(u.dtype)

    @staticmethod
    def backward(ctx, g):
        (u,) = ctx.saved_tensors
        return g / (25.0 * u.abs() + 1.0) ** 2


class Triangle(torch.autograd.Function):
    @staticmethod
    def forward(ctx, u):
        ctx.save_for_backward(u)
        return (u > 0).to(u.dtype)

    @staticmethod
    def backward(ctx, g):
        (u,) = ctx.saved_tensors
        return g * (1.0 - 2.0 * u.abs()).clamp(min=0.0) * 2.0


spike, ends = FastSigmoid.apply, Triangle.apply


class Csnn(nn.Module):
    """12C5-MP2-64C5-MP2-FC10; `hoist`: the input stays, so the first convolution runs once. The reset is detached, as in snnTorch."""

    def __init__(self):
        super().__init__()
        self.c1, self.c2, self.fc = nn.Conv2d(1, 12, 5), nn.Conv2d(12, 64, 5), nn.Linear(1024, 10)

    def forward(self, x, hoist):
        m1 = m2 = m3 = s1 = s2 = s3 = 0.0
        total, fired = 0.0, [0.0, 0.0, 0.0]
        if hoist:
            k1 = F.max_pool2d(self.c1(x), 2)
        for _ in range(T):
            if not hoist:
                k1 = F.max_pool2d(self.c1(x), 2)
            m1 = 0.5 * m1 + k1 - s1
            s1 = spike(m1 - 1.0)
            m2 = 0.5 * m2 + F.max_pool2d(self.c2(s1), 2) - s2
            s2 = spike(m2 - 1.0)
            m3 = 0.5 * m3 + self.fc(s2.flatten(1)) - s3
            s3 = spike(m3 - 1.0)
            total = total + s3
            if self.log:
                for k, s in enumerate((s1, s2, s3)):
                    fired[k] += float(s.mean()) / T
            s1, s2, s3 = s1.detach(), s2.detach(), s3.detach()
        self.fired = fired
        return total

    log = False


class PooledSpikes(Csnn):
    """The same, its spikes pooled instead of its currents, with a surrogate that ends."""

    def forward(self, x, hoist):
        m1 = m2 = m3 = s1 = s2 = s3 = 0.0
        total, fired = 0.0, [0.0, 0.0, 0.0]
        if hoist:
            k1 = self.c1(x)
        for _ in range(T):
            if not hoist:
                k1 = self.c1(x)
            m1 = 0.5 * m1 + k1 - s1
            s1 = ends(m1 - 1.0)
            m2 = 0.5 * m2 + self.c2(F.max_pool2d(s1, 2)) - s2
            s2 = ends(m2 - 1.0)
            m3 = 0.5 * m3 + self.fc(F.max_pool2d(s2, 2).flatten(1)) - s3
            s3 = ends(m3 - 1.0)
            total = total + s3
            if self.log:
                for k, s in enumerate((s1, s2, s3)):
                    fired[k] += float(s.mean()) / T
            s1, s2, s3 = s1.detach(), s2.detach(), s3.detach()
        self.fired = fired
        return total


def load(net, weights):
    with torch.no_grad():
        for name, value in weights.items():
            module, kind = name.split(".")
            parameter = getattr(getattr(net, module), kind)
            parameter.copy_(torch.tensor(value).reshape(parameter.shape))


net, pooled = Csnn(), PooledSpikes()
opt, opt_pooled = (torch.optim.Adam(each.parameters(), lr=1e-3) for each in (net, pooled))
conv = nn.Conv2d(32, 64, 3, padding=1, bias=False)
images = labels = spikes = many = None
peer, theirs, run = snntorch_csnn() or (None, None, None)
_, theirs_pooled, run_pooled = snntorch_csnn(pooled=True) or (None, None, None)
adam, adam_pooled = (peer and torch.optim.Adam(each.parameters(), lr=1e-3) for each in (theirs, theirs_pooled))


def one(step, net, opt, forward):
    """A training step, undone afterwards, so that every round does the same; or the forward pass."""
    if step:
        opt.zero_grad()
        loss = F.cross_entropy(forward(), labels)
        loss.backward()
        saved = [p.detach().clone() for p in net.parameters()]
        opt.step()
        with torch.no_grad():
            for p, old in zip(net.parameters(), saved):
                p.copy_(old)
        return float(loss)
    with torch.no_grad():
        return float(forward().sum())


def csnn(step, hoist, spikes=False):
    if spikes:
        return one(step, pooled, opt_pooled, lambda: pooled(images, hoist))
    return one(step, net, opt, lambda: net(images, hoist))


def snntorch(step, spikes=False):
    if spikes:
        return one(step, theirs_pooled, adam_pooled, lambda: run_pooled(images, T))
    return one(step, theirs, adam, lambda: run(images, T))


def ceiling(step):
    """The second convolution alone, all steps and samples in one call, channels last: what is left if all else were free."""
    x = many.requires_grad_(step)
    with torch.set_grad_enabled(step):
        y = net.c2(x)
        if step:
            opt.zero_grad()
            x.grad = None
            y.backward(torch.ones_like(y))
    return 0.0


def layer(merged):
    """32 to 64 channels, 3 x 3, on 32 x 32, then eager LIF, `[steps, batch]`: step by step, or all steps of the convolution in one call."""
    with torch.no_grad():
        m = s = 0.0
        currents = conv(spikes.flatten(0, 1)).unflatten(0, spikes.shape[:2]) if merged else None
        for t in range(spikes.shape[0]):
            current = currents[t] if merged else conv(spikes[t])
            m = 0.5 * m + current - s
            s = (m > 1.0).float()
    return 0.0


def lif(count, steps, threads):
    with torch.no_grad():
        x, m = torch.rand(count) * 0.2, torch.zeros(count)
        s = torch.zeros(count)
        for _ in range(steps):
            m.mul_(0.9).add_(x).sub_(s)
            torch.gt(m, 1.0, out=s)
    return 0.0


def answer(order):
    global images, labels, spikes, many
    what = order["what"]
    if "threads" in order:
        torch.set_num_threads(order["threads"])
    if what == "load":
        load(net, order["weights"])
        with torch.no_grad():
            for other in [pooled] + ([theirs, theirs_pooled] if peer else []):
                for p, q in zip(other.parameters(), net.parameters()):
                    p.copy_(q)
        images = torch.tensor(order["images"]).reshape(-1, 1, 28, 28)
        labels = torch.tensor(order["labels"])
        many = (torch.rand(T * len(labels), 12, 12, 12) < 0.08).float().contiguous(memory_format=torch.channels_last)
        Csnn.log = True
        csnn(False, True)
        csnn(False, True, True)
        Csnn.log = False
        return {"version": torch.__version__, "peer": peer, "rates": net.fired, "pooled": pooled.fired, "pooledLosses": [csnn(True, True, True)] + ([snntorch(True, True)] if peer else []), "losses": [csnn(True, True)] + ([snntorch(True)] if peer else [])}
    if what == "spikes":
        generator = torch.Generator().manual_seed(1)
        spikes = (torch.rand(order["steps"], order["batch"], 32, 32, 32, generator=generator) < order["density"]).float()
        return {}
    work = {
        "snntorch": lambda: snntorch(order["step"], order.get("pooled", False)),
        "step": lambda: csnn(True, order.get("hoist", True), order.get("pooled", False)), "forward": lambda: csnn(False, order.get("hoist", True), order.get("pooled", False)),
        "ceiling": lambda: ceiling(order["step"]), "layer": lambda: layer(order.get("merged", False)), "lif": lambda: lif(order["count"], order["steps"], order["threads"])
    }[what]
    times, before, cpu = order.get("times", 1), time.perf_counter(), time.process_time()
    for _ in range(times):
        value = work()
    return {"ms": 1e3 * (time.perf_counter() - before) / times, "cpu": 1e3 * (time.process_time() - cpu) / times, "value": value}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
