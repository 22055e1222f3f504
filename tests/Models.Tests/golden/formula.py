"""Numbers that need no file: SplitMix64 of a position; FormulaTensors.cs makes the very same."""

import math

import numpy
import torch


def uniform(shape, salt):
    """In [0, 1), multiples of 2^-24: exact in float32."""
    bits = numpy.arange(math.prod(shape), dtype=numpy.uint64)
    with numpy.errstate(over="ignore"):
        bits += numpy.uint64(salt) * numpy.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ (bits >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ (bits >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        bits ^= bits >> numpy.uint64(31)
    return ((bits >> numpy.uint64(40)) * 2.0**-24).reshape(shape)


def weights(name, shape, salt):
    """He's range for weights, about one for the scales of normalisation, small biases."""
    centred = 2 * uniform(shape, salt) - 1
    if len(shape) > 1:
        values = centred * math.sqrt(6 / math.prod(shape[1:]))
    elif name.endswith("weight"):
        values = 1 + 0.2 * centred
    else:
        values = 0.1 * centred
    return torch.from_numpy(values.astype(numpy.float32))


def batch(shape, classes, step):
    """Inputs [B, ..., H, W] in [0, 1) and labels [B] of a step, from 0: slanted bars of each sample, some noise.

    Samples that differ in noise only would be alike behind the pooling, and normalisation would blow up roundings.
    """
    samples, width = shape[0], shape[-1]
    place = numpy.arange(math.prod(shape[1:]))
    sample = (step * samples + numpy.arange(samples))[:, None]
    phase = (place % width * (1 + sample % 3) + place // width * (sample % 4) + 5 * sample) % 64
    bars = numpy.abs(phase - 32) / 32
    inputs = 0.75 * bars.reshape(shape) + 0.25 * uniform(shape, 1_000_000 + step)
    return torch.from_numpy(inputs.astype(numpy.float32)), torch.arange(samples) * (step + 1) % classes


def fill(model):
    """Overwrites all parameters; the salt is the place among them, from 1."""
    with torch.no_grad():
        for place, (name, parameter) in enumerate(model.named_parameters()):
            parameter.copy_(weights(name, tuple(parameter.shape), place + 1))
    return model
