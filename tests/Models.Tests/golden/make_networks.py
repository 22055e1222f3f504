#!/usr/bin/python3
"""Makes networks.json: logits, loss, gradients and losses of 50 steps of every network, by PyTorch and torchvision.

Needs Debian's python3-torch and python3-torchvision. Dropout is off; weights and inputs are those of formula.py.
"""

import hashlib
import json
import pathlib
import sys

import torch
from torch import nn
from torch.optim import lr_scheduler
from torchvision import models

import formula

STEPS = 50


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def alexnet():
    return models.alexnet(num_classes=2, dropout=0)


def vgg16_bn(side):
    model = models.vgg16_bn(num_classes=5)
    model.features[0] = nn.Conv2d(1, 64, 3, padding=1)
    model.avgpool = nn.AvgPool2d(1)
    model.classifier = nn.Linear(512 * (side // 32) ** 2, 5)
    return model


def mlp():
    return nn.Sequential(
        nn.Linear(187, 1000), nn.ReLU(), nn.Linear(1000, 500), nn.ReLU(), nn.Linear(500, 125), nn.ReLU(),
        nn.Linear(125, 5))


def cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(1600, 2048), nn.ReLU(), nn.Linear(2048, 10))


def mobilenet_v2():
    return models.mobilenet_v2(num_classes=10, dropout=0)



def descent(by):
    """A rate at which the first step lowers the loss of its batch by about so much."""
    return lambda squares: float(f"{by / squares:.1e}")


def fixed(rate):
    return lambda squares: rate


# Name, model, shape of a batch, classes, learning rate of the curve; None: no curve. Deep networks with these weights
# have gradients so great that at usual rates roundings grow tenfold in a few steps, in PyTorch alone already.
CASES = [
    ("lenet", lenet(), (8, 1, 28, 28), 10, fixed(0.001)),
    ("alexnet", alexnet(), (2, 3, 224, 224), 2, descent(0.002)),
    ("vgg16-bn", vgg16_bn(256), (1, 1, 256, 256), 5, None),
    ("vgg16-bn-64", vgg16_bn(64), (4, 1, 64, 64), 5, descent(0.002)),
    ("mlp", mlp(), (16, 187), 5, fixed(0.0001)),
    ("cnn", cnn(), (8, 3, 32, 32), 10, fixed(0.0001)),
    ("mobilenet-v2", mobilenet_v2(), (16, 3, 32, 32), 10, descent(0.0005)),
]


def rounded(values):
    return [float(f"{value:.8g}") for value in values]


def digest(tensor):
    """Sum, mean magnitude and four elements: enough to tell another tensor, and small."""
    flat = tensor.detach().double().flatten()
    places = [0, flat.numel() // 3, flat.numel() // 2, flat.numel() - 1]
    return rounded([flat.sum().item(), flat.abs().mean().item(), *flat[places].tolist()])


def first_batch(model, shape, classes):
    inputs, labels = formula.batch(shape, classes, step=0)
    logits = model.train()(inputs)
    loss = nn.functional.cross_entropy(logits, labels)
    loss.backward()
    result = {
        "shape": shape,
        "logits": rounded(logits.detach().flatten().tolist()),
        "loss": loss.item(),
        "gradients": [digest(parameter.grad) for parameter in model.parameters()],
        "buffers": [digest(buffer) for buffer in model.buffers()],
        "evaluated": rounded(model.eval()(inputs).detach().flatten().tolist()),
    }
    squares = sum(parameter.grad.square().sum().item() for parameter in model.parameters())
    model.zero_grad()
    return result, squares


def curve(model, shape, classes, rate):
    optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9, foreach=False)
    losses = []
    model.train()
    for step in range(STEPS):
        inputs, labels = formula.batch(shape, classes, step)
        optimizer.zero_grad()
        loss = nn.functional.cross_entropy(model(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def reset_statistics(model):
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.reset_running_stats()


def network(model, shape, classes, rate):
    formula.fill(model)
    result, squares = first_batch(model, shape, classes)
    rate = rate and rate(squares)
    reset_statistics(model)
    result["rate"] = rate or 0
    result["losses"] = rounded(curve(model, shape, classes, rate)) if rate else []
    return result


def names_sha256(model):
    """Of all names and shapes, sorted: 'features.0.weight 64 3 11 11'."""
    lines = sorted(" ".join([name, *map(str, tensor.shape)]) for name, tensor in model.state_dict().items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def schedules():
    """The rates of 12 epochs from 0.05."""
    makers = {
        "step": lambda o: lr_scheduler.StepLR(o, step_size=5, gamma=0.3),
        "multi-step": lambda o: lr_scheduler.MultiStepLR(o, milestones=[3, 4, 9], gamma=0.5),
        "cosine": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=12, eta_min=0.001),
    }
    result = {}
    for name, make in makers.items():
        optimizer = torch.optim.SGD([nn.Parameter(torch.zeros(1))], lr=0.05)
        scheduler = make(optimizer)
        rates = []
        for _ in range(12):
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            scheduler.step()
        result[name] = rates
    return result


if __name__ == "__main__":
    torch.set_num_threads(1)
    path = pathlib.Path(__file__).with_name("networks.json")
    content = json.loads(path.read_text()) if path.exists() else {}
    for name, *case in CASES:
        if name in sys.argv[1:] or len(sys.argv) == 1:  # names on the command line: only these are made anew
            content[name] = network(*case)
            print(name, content[name]["loss"], content[name]["losses"][-1:])
    content["other"] = {"schedules": schedules(), "names_sha256": {
        "alexnet": names_sha256(models.alexnet(num_classes=2)),
        "vgg16-bn features": names_sha256(nn.ModuleDict({"features": vgg16_bn(256).features})),
        "mobilenet-v2": names_sha256(mobilenet_v2()),
    }}
    lines = ",\n".join(f' "{name}": {json.dumps(case)}' for name, case in content.items())
    path.write_text("{\n" + lines + "\n}\n")
    print(path.name, path.stat().st_size, "bytes")
