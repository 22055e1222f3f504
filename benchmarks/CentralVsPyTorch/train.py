#!/usr/bin/python3
"""WORKLOAD BATCH STEPS THREADS: prints the median of the milliseconds of a training step, as Program.cs does.

The same network, optimizer and data; what a step gives back (loss and predicted classes) is taken out of torch too.
"""

import statistics
import sys
import time

import torch
from torch import nn


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def mlp():
    return nn.Sequential(
        nn.Linear(187, 1000), nn.ReLU(), nn.Linear(1000, 500), nn.ReLU(), nn.Linear(500, 125), nn.ReLU(),
        nn.Linear(125, 5))


def alexnet():
    return nn.Sequential(
        nn.Conv2d(3, 64, 11, stride=4, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(64, 192, 5, padding=2), nn.ReLU(), nn.MaxPool2d(3, 2),
        nn.Conv2d(192, 384, 3, padding=1), nn.ReLU(), nn.Conv2d(384, 256, 3, padding=1), nn.ReLU(),
        nn.Conv2d(256, 256, 3, padding=1), nn.ReLU(), nn.MaxPool2d(3, 2), nn.Flatten(),
        nn.Linear(9216, 4096), nn.ReLU(), nn.Dropout(0.5), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(4096, 2))


WORKLOADS = {
    "mnist": (lenet, (1, 28, 28), 10, lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9)),
    "ecg": (mlp, (187,), 5, lambda p: torch.optim.Adam(p, lr=0.001)),
    "malaria": (alexnet, (3, 224, 224), 2, lambda p: torch.optim.Adam(p, lr=1e-5)),
}


def step(model, optimizer, inputs, labels):
    optimizer.zero_grad(set_to_none=True)
    logits = model(inputs.clone())
    loss = nn.functional.cross_entropy(logits, labels.clone())
    loss.backward()
    optimizer.step()
    return loss.item(), logits.argmax(1).tolist()


def main(workload, batch, steps, threads):
    torch.set_num_threads(threads)
    build, shape, classes, optimize = WORKLOADS[workload]
    model = build().train()
    optimizer = optimize(model.parameters())
    count = batch * torch.Size(shape).numel()
    inputs = (torch.arange(count) * 37 % 256).to(torch.float32).div(255).reshape(batch, *shape)
    labels = torch.arange(batch) % classes
    for _ in range(steps // 5 + 1):
        step(model, optimizer, inputs, labels)
    milliseconds = []
    for _ in range(steps):
        started = time.perf_counter()
        step(model, optimizer, inputs, labels)
        milliseconds.append(1000 * (time.perf_counter() - started))
    print(f"{statistics.median(milliseconds):.4f}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
