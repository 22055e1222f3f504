"""Writes golden.json: what PyTorch answers to the questions that the tests put to the embedded TorchSharp.

Run with Debian's python3-torch (1.13.1): /usr/bin/python3 make_golden.py
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def record(**tensors):
    return {
        name: {"shape": list(t.shape), "data": [round(v, 9) for v in t.detach().double().flatten().tolist()]}
        for name, t in tensors.items()
    }


def layer(function, *arguments):
    """Result of function, and the gradients of its arguments for a given gradient of the result."""
    leaves = [a.clone().requires_grad_() for a in arguments]
    output = function(*leaves)
    gradient = torch.randn(output.shape)
    output.backward(gradient)
    return record(
        output=output,
        gradient=gradient,
        **{f"argument{i}": a for i, a in enumerate(arguments)},
        **{f"grad{i}": leaf.grad for i, leaf in enumerate(leaves)},
    )


def batch_norm():
    norm = torch.nn.BatchNorm2d(3)
    case = layer(lambda x: norm(x), torch.randn(4, 3, 2, 2))
    return case | record(mean=norm.running_mean, variance=norm.running_var)


def sgd(**options):
    parameter = torch.nn.Parameter(torch.randn(7))
    gradients = torch.randn(5, 7)
    optimizer = torch.optim.SGD([parameter], lr=0.1, foreach=False, **options)
    start, path = parameter.detach().clone(), []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        path.append(parameter.detach().clone())
    case = record(start=start, gradients=gradients, path=torch.stack(path))
    buffer = optimizer.state[parameter].get("momentum_buffer")
    return case if buffer is None else case | record(buffer=buffer)


def adam(kind, **options):
    parameter = torch.nn.Parameter(torch.randn(7))
    gradients = torch.randn(5, 7)
    optimizer = kind([parameter], lr=0.1, foreach=False, **options)
    start, path = parameter.detach().clone(), []
    for gradient in gradients:
        parameter.grad = gradient.clone()
        optimizer.step()
        path.append(parameter.detach().clone())
    state = optimizer.state[parameter]
    return record(start=start, gradients=gradients, path=torch.stack(path), exp_avg=state["exp_avg"],
                  exp_avg_sq=state["exp_avg_sq"])


def initial_weights():
    torch.manual_seed(7)
    conv, linear = torch.nn.Conv2d(2, 3, 3), torch.nn.Linear(4, 3)
    return record(conv_weight=conv.weight, conv_bias=conv.bias, linear_weight=linear.weight, linear_bias=linear.bias)


def random_numbers():
    generator = torch.Generator().manual_seed(11)
    torch.manual_seed(5)
    return record(
        rand=torch.rand(4),
        randn=torch.randn(20),
        uniform=torch.empty(3).uniform_(-2, 2, generator=generator),
        dropout=F.dropout(torch.ones(30), 0.5),
    )


def lenet():
    torch.manual_seed(3)
    nn = torch.nn
    model = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )
    inputs, labels = torch.rand(8, 1, 28, 28), torch.randint(0, 10, (8,))
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=0.001, foreach=False)
    losses = []
    for _ in range(20):
        optimizer.zero_grad()
        loss = F.cross_entropy(model(inputs), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
    return record(losses=torch.stack(losses), labels=labels, fc3_bias=model[11].bias)


def cases():
    torch.manual_seed(1)
    image, kernel, bias = torch.randn(2, 2, 6, 6), torch.randn(3, 2, 3, 3), torch.randn(3)
    logits, target = torch.randn(5, 4), torch.tensor([0, 3, 1, 1, 2])
    return {
        "conv2d": layer(lambda x, w, b: F.conv2d(x, w, b), image, kernel, bias),
        "conv2d_stride_padding": layer(lambda x, w, b: F.conv2d(x, w, b, stride=2, padding=1), image, kernel, bias),
        "linear": layer(F.linear, torch.randn(4, 5), torch.randn(3, 5), torch.randn(3)),
        "max_pool2d": layer(lambda x: F.max_pool2d(x, 2), image),
        "max_pool2d_overlapping": layer(lambda x: F.max_pool2d(x, 3, stride=2, padding=1), image),
        "avg_pool2d": layer(lambda x: F.avg_pool2d(x, 2), image),
        "adaptive_avg_pool2d": layer(lambda x: F.adaptive_avg_pool2d(x, 4), image),
        "batch_norm": batch_norm(),
        "relu": layer(F.relu, image),
        "softmax": layer(lambda x: F.softmax(x, 1), logits),
        "log_softmax": layer(lambda x: F.log_softmax(x, 1), logits),
        "cross_entropy_mean": layer(lambda x: F.cross_entropy(x, target), logits) | record(target=target),
        "cross_entropy_sum": layer(lambda x: F.cross_entropy(x, target, reduction="sum"), logits)
        | record(target=target),
        "cross_entropy_none": layer(lambda x: F.cross_entropy(x, target, reduction="none"), logits)
        | record(target=target),
        "sgd_plain": sgd(),
        "sgd_momentum": sgd(momentum=0.9),
        "sgd_weight_decay": sgd(momentum=0.9, weight_decay=0.01),
        "sgd_dampening": sgd(momentum=0.9, dampening=0.3),
        "sgd_nesterov": sgd(momentum=0.9, weight_decay=0.01, nesterov=True),
        "initial_weights": initial_weights(),
        "random_numbers": random_numbers(),
        "lenet": lenet(),
        "relu6": layer(F.relu6, 5 * torch.randn(2, 3, 4)),
        "conv2d_groups": layer(lambda x, w: F.conv2d(x, w, groups=2), image, torch.randn(4, 1, 3, 3)),
        "adam_plain": adam(torch.optim.Adam),
        "adam_weight_decay": adam(torch.optim.Adam, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.01),
        "adamw_plain": adam(torch.optim.AdamW, weight_decay=0.01),
        "adamw_maximize": adam(torch.optim.AdamW, betas=(0.8, 0.95), weight_decay=0.1, maximize=True),
    }


path = pathlib.Path(__file__).with_name("golden.json")
lines = [f"{json.dumps(name)}: {json.dumps(case)}" for name, case in cases().items()]
path.write_text("{\n" + ",\n".join(lines) + "\n}\n")
print(f"{path}: {path.stat().st_size} bytes from PyTorch {torch.__version__}")
