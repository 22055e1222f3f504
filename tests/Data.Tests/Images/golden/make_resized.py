"""Writes resized.json: pictures, and what Pillow's BILINEAR makes of them in other sizes.

Run with Debian's python3-pil: /usr/bin/python3 make_resized.py
"""
import base64
import json
import pathlib
import random

import PIL
from PIL import Image

SIZES = [((37, 29), (24, 16)), ((11, 7), (40, 33)), ((50, 50), (50, 20)), ((64, 9), (5, 70)), ((100, 3), (1, 1))]
source = random.Random(3)


def text(data):
    return base64.b64encode(data).decode()


def case(mode, size, target):
    bands = {"L": 1, "RGB": 3}[mode]
    picture = Image.frombytes(mode, size, bytes(source.randrange(256) for _ in range(size[0] * size[1] * bands)))
    resized = picture.resize(target, Image.Resampling.BILINEAR)
    return {"channels": bands, "width": size[0], "height": size[1], "pixels": text(picture.tobytes()),
            "target_width": target[0], "target_height": target[1], "resized": text(resized.tobytes())}


path = pathlib.Path(__file__).with_name("resized.json")
cases = [case(mode, *sizes) for mode in ("L", "RGB") for sizes in SIZES]
path.write_text("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")
print(f"{path}: {path.stat().st_size} bytes from Pillow {PIL.__version__}")
