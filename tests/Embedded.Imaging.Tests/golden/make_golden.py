"""Writes golden.json: image files of many kinds, and what Pillow reads from them as "L" and as "RGB".

Run with Debian's python3-pil and libjpeg-turbo-progs: /usr/bin/python3 make_golden.py
"""
import base64
import io
import json
import pathlib
import random
import struct
import subprocess
import tempfile
import zlib

import PIL
from PIL import Image

WIDTH, HEIGHT = 19, 13
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
source = random.Random(5)


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def packed(row, depth):
    """Samples of a row as bytes, the first sample in the highest bits."""
    bits = "".join(format(sample, f"0{depth}b") for pixel in row for sample in pixel)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def png(depth, kind, pixels, interlaced=False, transparent=b""):
    """A PNG written by hand: Pillow does not write all kinds that it reads."""
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    raw = b""
    for x0, y0, dx, dy in passes:
        for y in range(y0, HEIGHT, dy):
            row = [pixels[y][x] for x in range(x0, WIDTH, dx)]
            raw += b"\0" + packed(row, depth) if row else b""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, depth, kind, 0, 0, int(interlaced))
    palette = bytes(source.randrange(256) for _ in range(3 * 2 ** min(depth, 8)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + (chunk(b"PLTE", palette) if kind == PALETTE else b"")
            + (chunk(b"tRNS", transparent) if transparent else b"")
            + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def noise(depth, kind):
    return [[tuple(source.randrange(2 ** depth) for _ in range(CHANNELS[kind])) for _ in range(WIDTH)]
            for _ in range(HEIGHT)]


def jpeg(mode, **options):
    """A smooth picture with some noise, as JPEGs are made for."""
    picture = Image.new(mode, (WIDTH, HEIGHT))
    bands = len(picture.getbands())
    picture.putdata([
        tuple(min(255, 9 * x + 5 * y * b + source.randrange(40)) for b in range(bands)) if bands > 1
        else min(255, 9 * x + 5 * y + source.randrange(40)) for y in range(HEIGHT) for x in range(WIDTH)])
    file = io.BytesIO()
    picture.save(file, "JPEG", **options)
    return file.getvalue()


def cjpeg(grey, scans):
    with tempfile.NamedTemporaryFile("w") as script:
        script.write("".join(f"0: {first}-{last}, {high}, {low};" for first, last, high, low in scans))
        script.flush()
        return subprocess.run(["cjpeg", "-scans", script.name], check=True, capture_output=True,
                              input=b"P5 %d %d 255\n" % (WIDTH, HEIGHT) + grey).stdout


def jpeg_of_many_scans():
    """Every coefficient in a scan of its own, and once more for its last bit: 127 scans, each of them valid.

    cjpeg writes a hundred at most, so the second half comes from another file of the same picture.
    """
    grey = bytes(source.randrange(256) for _ in range(WIDTH * HEIGHT))
    first = cjpeg(grey, [(0, 0, 0, 0)] + [(k, k, 0, 1) for k in range(1, 64)])
    second = cjpeg(grey, [(0, 0, 0, 0), (1, 63, 0, 1)] + [(k, k, 1, 0) for k in range(1, 64)])
    start_of_scan, tables = b"\xff\xda", b"\xff\xc4"
    behind_two_scans = second.index(start_of_scan, second.index(start_of_scan) + 2)
    return first[:-2] + second[second.index(tables, behind_two_scans):]


def text(data):
    return base64.b64encode(data).decode()


def case(file, grey=None):
    picture = Image.open(io.BytesIO(file))
    rgb = picture.convert("RGB").tobytes() if grey is None else bytes(v for v in grey for _ in range(3))
    return {"file": text(file), "grey": text(picture.convert("L").tobytes() if grey is None else grey),
            "rgb": text(rgb)}


def deep_grey(interlaced):
    # Pillow before 11 cuts 16-bit grey off at 255; the high byte is what it takes of 16-bit colours.
    pixels = noise(16, GREY)
    return case(png(16, GREY, pixels, interlaced), bytes(v >> 8 for row in pixels for (v,) in row))


def cases():
    kinds = {"grey": (GREY, (1, 2, 4, 8)), "rgb": (RGB, (8, 16)), "palette": (PALETTE, (1, 2, 4, 8)),
             "grey_alpha": (GREY_ALPHA, (8,)), "rgba": (RGBA, (8, 16))}
    for name, (kind, depths) in kinds.items():
        for depth in depths:
            for interlaced in (False, True):
                label = f"png_{name}{depth}" + ("_interlaced" if interlaced else "")
                yield label, case(png(depth, kind, noise(depth, kind), interlaced))
    yield "png_grey16", deep_grey(False)
    yield "png_grey16_interlaced", deep_grey(True)
    yield "png_rgb8_transparent_colour", case(png(8, RGB, noise(8, RGB), transparent=bytes(6)))
    yield "png_palette8_transparent", case(png(8, PALETTE, noise(8, PALETTE), transparent=bytes(range(200))))
    yield "jpeg_grey", case(jpeg("L"))
    yield "jpeg_grey_progressive", case(jpeg("L", progressive=True))
    yield "jpeg_rgb", case(jpeg("RGB"))
    yield "jpeg_rgb_full_colour", case(jpeg("RGB", subsampling=0))
    yield "jpeg_rgb_progressive", case(jpeg("RGB", progressive=True))
    yield "refused_jpeg_cmyk", {"file": text(jpeg("CMYK"))}
    yield "refused_jpeg_of_many_scans", {"file": text(jpeg_of_many_scans())}


path = pathlib.Path(__file__).with_name("golden.json")
path.write_text("{\n" + ",\n".join(f"{json.dumps(name)}: {json.dumps(c)}" for name, c in cases()) + "\n}\n")
print(f"{path}: {path.stat().st_size} bytes from Pillow {PIL.__version__}")
