#!/usr/bin/python3
"""Makes formula.json and mnist.json: what PyTorch does from the same initial weights, in the same order of samples.

Needs Debian's python3-torch and, for mnist.json, the folder with MNIST's four files as the only argument.
Initial weights and order are made here anew, from the documentation of SeededInit and SampleOrder.
"""

import gzip
import hashlib
import json
import math
import pathlib
import struct
import sys

import torch
from torch import nn

from seeded_random import SeededRandom

SEED, BATCH, BATCHES, LEARNING_RATE, MOMENTUM = 7, 64, 100, 0.01, 0.9
HERE = pathlib.Path(__file__).parent


def lenet():
    layers = [
        ("conv1", nn.Conv2d(1, 6, 5, padding=2)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(6, 16, 5)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
        ("flatten", nn.Flatten()),
        ("fc1", nn.Linear(400, 120)), ("relu3", nn.ReLU()),
        ("fc2", nn.Linear(120, 84)), ("relu4", nn.ReLU()), ("fc3", nn.Linear(84, 10)),
    ]
    model = nn.Sequential()
    for name, layer in layers:
        model.add_module(name, layer)
        initialise(name, layer)
    return model


def initialise(layer_name, layer):
    parameters = dict(layer.named_parameters())
    if "weight" not in parameters:
        return
    bound = 1 / math.sqrt(math.prod(parameters["weight"].shape[1:]))
    for name, parameter in parameters.items():
        random = SeededRandom.open(SEED, layer_name, name)
        values = [(2 * random.next_double() - 1) * bound for _ in range(parameter.numel())]
        with torch.no_grad():
            parameter.copy_(torch.tensor(values, dtype=torch.float64).reshape(parameter.shape))


def weights_sha256(model):
    digest = hashlib.sha256()
    for name, tensor in model.state_dict().items():
        digest.update(name.encode("utf-8"))
        digest.update(struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist()))
    return digest.hexdigest()


def formula_samples(count):
    """A bright spot whose place tells the class, over a pattern that tells nothing; see FormulaDigits.cs."""
    pixels = bytearray()
    labels = []
    for i in range(count):
        label = i * 7 % 10
        labels.append(label)
        center_row = 6 + label // 5 * 14 + i % 3
        center_column = 3 + label % 5 * 5 + i // 3 % 3
        for row in range(28):
            for column in range(28):
                distance = (row - center_row) ** 2 + (column - center_column) ** 2
                pixels.append(min(255, max(0, 240 - 8 * distance) + (i * 37 + row * 11 + column * 7) % 48))
    return bytes(pixels), labels


def mnist_samples(folder):
    images = gzip.open(folder / "train-images-idx3-ubyte.gz").read()
    labels = gzip.open(folder / "train-labels-idx1-ubyte.gz").read()
    return images[16:], list(labels[8:])


def train(pixels, labels, shard):
    """The first batches of agent 1's first turn."""
    images = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).reshape(-1, 1, 28, 28)
    labels = torch.tensor(labels, dtype=torch.int64)
    order = SeededRandom.open(SEED, "order", "epoch 1", "agent 1").shuffle(list(range(shard)))
    model = lenet()
    result = {"initial_weights_sha256": weights_sha256(model), "losses": []}
    optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE, momentum=MOMENTUM)
    for batch in range(BATCHES):
        chosen = order[batch * BATCH:(batch + 1) * BATCH]
        optimizer.zero_grad()
        smashed = model[:6](images[chosen].to(torch.float32) / 255)
        smashed.retain_grad()
        loss = nn.functional.cross_entropy(model[6:](smashed), labels[chosen])
        loss.backward()
        optimizer.step()
        result["losses"].append(round(loss.item(), 8))
        if batch == 0:
            result["first_cut_gradient"] = rounded(smashed.grad[0])
            result["conv1_weight_after_first_step"] = rounded(model.conv1.weight)
            result["fc3_bias_after_first_step"] = rounded(model.fc3.bias)
    return result


def rounded(tensor):
    return [round(value, 9) for value in tensor.detach().flatten().tolist()]


def write(name, result):
    lines = ",\n".join(f" {json.dumps(key)}: {json.dumps(value)}" for key, value in result.items())
    (HERE / name).write_text("{\n" + lines + "\n}\n")
    print(name, "first and last loss:", result["losses"][0], result["losses"][-1])


if __name__ == "__main__":
    torch.set_num_threads(1)
    count = BATCH * BATCHES
    write("formula.json", train(*formula_samples(count), shard=count))
    if len(sys.argv) > 1:
        write("mnist.json", train(*mnist_samples(pathlib.Path(sys.argv[1])), shard=60000 // 3))
