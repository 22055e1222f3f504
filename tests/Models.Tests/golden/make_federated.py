#!/usr/bin/python3
"""Makes federated.json: two rounds of FedEM with a linear model of two classes, by NumPy from the paper alone.

Algorithm 1 of arXiv:2108.10252, in double. Three clients of four train and two test samples, two learners, one batch.
"""

import json
import pathlib

import numpy

from seeded_random import SeededRandom

CLIENTS, TRAIN, TEST, DIMENSION, LEARNERS, ROUNDS = 3, 4, 2, 20, 2, 2
SEED, RATE, MOMENTUM, DECAY = 7, 0.5, 0.9, 0.01


def sample(index):
    """Features that are exact in float32, and the class of one sample of all clients'."""
    features = [((index * 7 + j * (index % 3 + 2)) % 11 - 5) / 4 for j in range(DIMENSION)]
    return features, index * 5 // 3 % 2


def part(first, count):
    rows = [sample(first + i) for i in range(count)]
    return numpy.array([row[0] for row in rows]), numpy.array([row[1] for row in rows])


def initial(learner):
    """SeededInit: weight, then bias, both uniform in +-1 / sqrt(fan-in)."""
    values = []
    for name, count in (("weight", DIMENSION), ("bias", 1)):
        random = SeededRandom.open(SEED + learner, "linear", name)
        values += [(2 * random.next_double() - 1) / numpy.sqrt(DIMENSION) for _ in range(count)]
    return numpy.array(values)


def probability(model, x):
    return 1 / (1 + numpy.exp(-(x @ model[:-1] + model[-1])))


def losses(model, x, y):
    p = probability(model, x)
    return -numpy.log(numpy.where(y == 1, p, 1 - p))


def gradient(model, x, y, weights):
    error = weights * (probability(model, x) - y) / len(y)
    return numpy.append(error @ x, error.sum())


def main():
    models = [initial(m) for m in range(LEARNERS)]
    pi = [numpy.full(LEARNERS, 1 / LEARNERS) for _ in range(CLIENTS)]
    momentum = [[numpy.zeros(DIMENSION + 1) for _ in range(LEARNERS)] for _ in range(CLIENTS)]
    # Client 2 has fewer: three of its four train samples.
    train = [part(c * TRAIN, TRAIN - (c == 2)) for c in range(CLIENTS)]
    test = [part(CLIENTS * TRAIN + c * TEST, TEST) for c in range(CLIENTS)]
    total = sum(len(y) for _, y in train)
    rounds = []
    for _ in range(ROUNDS):
        following = [numpy.zeros(DIMENSION + 1) for _ in range(LEARNERS)]
        for c, (x, y) in enumerate(train):
            scores = numpy.log(pi[c])[:, None] - numpy.array([losses(model, x, y) for model in models])
            q = numpy.exp(scores) / numpy.exp(scores).sum(axis=0)
            pi[c] = q.mean(axis=1)
            for m in range(LEARNERS):
                step = gradient(models[m], x, y, q[m]) + DECAY * models[m]
                momentum[c][m] = MOMENTUM * momentum[c][m] + step
                following[m] += len(y) / total * (models[m] - RATE * momentum[c][m])
        models = following
        scored = []
        for c, (x, y) in enumerate(test):
            mixed = sum(pi[c][m] * probability(models[m], x) for m in range(LEARNERS))
            scored.append(-numpy.log(numpy.where(y == 1, mixed, 1 - mixed)).mean())
        rounds.append({
            "pi": [list(p) for p in pi],
            "models": [list(model) for model in models],
            "test_losses": scored,
        })
    path = pathlib.Path(__file__).with_name("federated.json")
    path.write_text(json.dumps({"rounds": rounds}, indent=1) + "\n")


if __name__ == "__main__":
    main()
