#!/usr/bin/python3
"""METHOD DATA PARTITION ROUNDS SEED THREADS WEIGHTS: rounds of CIFAR-10 in plain PyTorch, one client after another.

As FedEM's authors do it (arXiv:2108.10252), with their CNN and figures: fedem has three learners and a rate of 0.03,
fedavg one and 0.01. Batches of 128, of which a client that has more than one leaves out the short one; momentum 0.9
stays with the client; weight decay 5e-4. Unlike theirs, images are decoded once, before the time is taken.

DATA has train/<class>/*.jpg and test/<class>/*.jpg; PARTITION is JSON, client -> {"train": [...], "test": [...]}, where
5000 * class + file counts the train folder, 50000 + 1000 * class + file the test folder, both in alphabetical order.
Writes the weights that the learners begin with, seeds SEED, SEED + 1 and so on, to the file WEIGHTS (safetensors), for
others to begin with the same. Prints JSON: seconds of each round's training, test accuracy in percent at the end.
"""

import json
import pathlib
import struct
import sys
import time

import numpy
import torch
from PIL import Image
from torch import nn
from torch.nn.functional import cross_entropy, softmax

BATCH, MOMENTUM, DECAY = 128, 0.9, 5e-4
MEAN, DEVIATION = (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)
METHODS = {"fedem": (3, 0.03), "fedavg": (1, 0.01)}


NAMES = [f"{layer}.{kind}" for layer in ("conv1", "conv2", "fc1", "fc2") for kind in ("weight", "bias")]


def cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 2048), nn.ReLU(), nn.Linear(2048, 10))


def write(models, path):
    header, content = {}, b""
    for learner, model in enumerate(models):
        for name, value in zip(NAMES, model):
            values = value.numpy().tobytes()
            header[name if len(models) == 1 else f"{learner}.{name}"] = {
                "dtype": "F32", "shape": list(value.shape), "data_offsets": [len(content), len(content) + len(values)]}
            content += values
    described = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(described)) + described + content)


def read(folder):
    pixels, labels = [], []
    for part in ("train", "test"):
        for label, named in enumerate(sorted(path for path in (folder / part).iterdir() if path.is_dir())):
            for file in sorted(named.iterdir()):
                pixels.append(numpy.asarray(Image.open(file).convert("RGB")))
                labels.append(label)
    values = torch.from_numpy(numpy.stack(pixels)).float().div_(255).sub_(torch.tensor(MEAN)).div_(
        torch.tensor(DEVIATION))
    return values.permute(0, 3, 1, 2).contiguous(), torch.tensor(labels)


class Client:
    def __init__(self, train, test, learners, parameters):
        self.train, self.test = torch.tensor(train), torch.tensor(test, dtype=torch.int64)
        self.pi = torch.full((learners,), 1 / learners)
        self.momentum = [[torch.zeros_like(value) for value in parameters] for _ in range(learners)]

    def batches(self):
        parts = torch.randperm(len(self.train)).split(BATCH)
        return parts[:-1] if len(parts) > 1 and len(parts[-1]) < BATCH else parts


class Federation:
    def __init__(self, method, data, partition, seed):
        self.inputs, self.labels = data
        self.learners, self.rate = METHODS[method]
        self.models = []
        for learner in range(self.learners):
            torch.manual_seed(seed + learner)
            self.models.append([value.detach().clone() for value in cnn().parameters()])
        self.model = cnn()
        self.parameters = list(self.model.parameters())
        self.clients = [Client(partition[name]["train"], partition[name]["test"], self.learners, self.parameters)
                        for name in sorted(partition, key=int)]
        self.samples = sum(len(client.train) for client in self.clients)

    @torch.no_grad()
    def load(self, learner):
        for parameter, value in zip(self.parameters, self.models[learner]):
            parameter.copy_(value)

    @torch.no_grad()
    def outputs(self, samples):
        """[M, n, 10]"""
        results = []
        for learner in range(self.learners):
            self.load(learner)
            results.append(torch.cat([self.model(self.inputs[part]) for part in samples.split(BATCH)]))
        return torch.stack(results)

    def weights(self, client):
        """Of each sample, for each learner: [M, n]."""
        if self.learners == 1:
            return torch.ones(1, len(client.train))
        logits = self.outputs(client.train)
        losses = torch.stack([cross_entropy(own, self.labels[client.train], reduction="none") for own in logits])
        weights = softmax(client.pi.log()[:, None] - losses, 0)
        client.pi = weights.mean(1)
        return weights

    def step(self, client, learner, samples, weights):
        losses = cross_entropy(self.model(self.inputs[samples]), self.labels[samples], reduction="none")
        self.model.zero_grad(set_to_none=True)
        ((losses * weights).sum() / len(samples)).backward()
        with torch.no_grad():
            for parameter, momentum in zip(self.parameters, client.momentum[learner]):
                momentum.mul_(MOMENTUM).add_(parameter.grad.add(parameter, alpha=DECAY))
                parameter.add_(momentum, alpha=-self.rate)

    def round(self):
        sums = [[torch.zeros_like(value) for value in model] for model in self.models]
        for client in self.clients:
            weights, batches = self.weights(client), client.batches()
            for learner in range(self.learners):
                self.load(learner)
                for batch in batches:
                    self.step(client, learner, client.train[batch], weights[learner][batch])
                for value, parameter in zip(sums[learner], self.parameters):
                    value.add_(parameter.detach(), alpha=len(client.train) / self.samples)
        self.models = sums

    def accuracy(self):
        right = count = 0
        for client in self.clients:
            if len(client.test):
                mixed = (softmax(self.outputs(client.test), 2) * client.pi[:, None, None]).sum(0)
                right += (mixed.argmax(1) == self.labels[client.test]).sum().item()
                count += len(client.test)
        return 100 * right / count


def main(method, data, partition, rounds, seed, threads, weights):
    torch.set_num_threads(int(threads))
    federation = Federation(
        method, read(pathlib.Path(data)), json.loads(pathlib.Path(partition).read_text()), int(seed))
    write(federation.models, pathlib.Path(weights))
    seconds = []
    for _ in range(int(rounds)):
        started = time.perf_counter()
        federation.round()
        seconds.append(round(time.perf_counter() - started, 2))
    print(json.dumps({"seconds": seconds, "accuracy": round(federation.accuracy(), 2)}))


if __name__ == "__main__":
    main(*sys.argv[1:8])
