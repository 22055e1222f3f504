"""Runs a LeNet exported by `splitlearning runs export` in PyTorch: run_export.py MODEL.safetensors IMAGE.png

Draws a grey 28 x 28 image, writes it, and prints the probability of each class as JSON. The layers are written down
here from LeNet's description; names and shapes must agree with those of the file, or nothing is loaded.
"""

import json
import struct
import sys
import zlib
from collections import OrderedDict

import torch
from torch import nn

SIDE = 28


def lenet():
    return nn.Sequential(OrderedDict([
        ("conv1", nn.Conv2d(1, 6, 5, padding=2)), ("relu1", nn.ReLU()), ("pool1", nn.MaxPool2d(2)),
        ("conv2", nn.Conv2d(6, 16, 5)), ("relu2", nn.ReLU()), ("pool2", nn.MaxPool2d(2)),
        ("flatten", nn.Flatten()),
        ("fc1", nn.Linear(400, 120)), ("relu3", nn.ReLU()),
        ("fc2", nn.Linear(120, 84)), ("relu4", nn.ReLU()),
        ("fc3", nn.Linear(84, 10)),
    ]))


def read_safetensors(path):
    """A file's tensors by name; float32 is all that weights are."""
    with open(path, "rb") as file:
        content = file.read()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8:8 + length])
    data = content[8 + length:]
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        assert entry["dtype"] == "F32", entry
        start, end = entry["data_offsets"]
        tensors[name] = torch.frombuffer(bytearray(data[start:end]), dtype=torch.float32).reshape(entry["shape"])
    return tensors


def write_png(path, pixels):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + bytes(pixels[row * SIDE:(row + 1) * SIDE]) for row in range(SIDE))
    with open(path, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def main(model_path, image_path):
    model = lenet()
    model.load_state_dict(read_safetensors(model_path), strict=True)
    pixels = [i * 7 % 256 for i in range(SIDE * SIDE)]
    write_png(image_path, pixels)
    with torch.no_grad():
        inputs = torch.tensor(pixels, dtype=torch.float32).reshape(1, 1, SIDE, SIDE) / 255
        print(json.dumps(torch.softmax(model(inputs)[0].double(), 0).tolist()))


main(*sys.argv[1:])
