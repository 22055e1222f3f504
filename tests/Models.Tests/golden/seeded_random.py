"""SplitLearning.Data.Random.SeededRandom once more, from its documentation alone: the oracle of its golden values."""

import hashlib
import struct

MASK = (1 << 64) - 1


def rotate_left(value, count):
    return ((value << count) | (value >> (64 - count))) & MASK


def float32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


class SeededRandom:
    def __init__(self, state):
        self.state = list(state)

    @classmethod
    def open(cls, seed, *path):
        message = struct.pack("<q", seed)
        for part in path:
            encoded = part.encode("utf-8")
            message += struct.pack("<i", len(encoded)) + encoded
        return cls(struct.unpack("<4Q", hashlib.sha256(message).digest()))

    def next_uint64(self):
        s = self.state
        result = rotate_left((s[1] * 5) & MASK, 7) * 9 & MASK
        shifted = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate_left(s[3], 45)
        return result

    def next_double(self):
        return (self.next_uint64() >> 11) * 2.0**-53

    def next_int(self, bound):
        product = self.next_uint64() * bound
        while (product & MASK) < (1 << 64) % bound:
            product = self.next_uint64() * bound
        return product >> 64

    def next_gaussian(self):
        lanes = 0
        for _ in range(3):
            bits = self.next_uint64()
            lanes += sum((bits >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
        return (lanes - 12 * 65535 / 2) / 65536

    def next_noise(self):
        bits = self.next_uint64()
        lanes = sum((bits >> shift) & 0xFFFF for shift in (0, 16, 32, 48))
        return float32((lanes - 131070) * float32(1 / float32(37837.23)))

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            chosen = self.next_int(last + 1)
            items[last], items[chosen] = items[chosen], items[last]
        return items


# The reference implementation's first outputs from the state 1, 2, 3, 4:
# https://prng.di.unimi.it/xoshiro256starstar.c
_check = SeededRandom([1, 2, 3, 4])
assert [_check.next_uint64() for _ in range(4)] == [11520, 0, 1509978240, 1215971899390074240]

if __name__ == "__main__":
    stream = SeededRandom.open(7, "conv1", "weight")
    print("uint64  ", [hex(stream.next_uint64()) for _ in range(4)])
    print("negative", hex(SeededRandom.open(-1).next_uint64()))
    print("empty   ", hex(SeededRandom.open(7, "").next_uint64()))
    print("unicode ", hex(SeededRandom.open(7, "größe", "東").next_uint64()))
    print("double  ", [repr(SeededRandom.open(7, "double").next_double())])
    stream = SeededRandom.open(7, "int")
    print("int     ", [stream.next_int(10) for _ in range(12)], stream.next_int(2**31 - 1))
    stream = SeededRandom.open(7, "gaussian")
    print("gaussian", [stream.next_gaussian() for _ in range(3)])
    stream = SeededRandom.open(7, "noise")
    print("noise   ", [stream.next_noise() for _ in range(3)])
    print("shuffle ", SeededRandom.open(7, "shuffle").shuffle(list(range(10))))
    print("order   ", SeededRandom.open(7, "order", "epoch 2", "agent 3").shuffle(list(range(100, 110))))
