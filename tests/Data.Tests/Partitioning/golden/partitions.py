"""The partitions once more, from their documentation alone: the oracle of ShardsTests and DirichletTests."""

import math
import pathlib
import sys

sys.path.append(str(pathlib.Path(__file__).parents[3] / "Models.Tests" / "golden"))
from seeded_random import SeededRandom  # noqa: E402

SEED, WEIGHTS, ALPHA, CLASSES = 7, [3, 2, 1], 1.0, 2
LABELS = {"Train": [0, 1] * 6, "Test": [0, 0, 0, 1, 1, 1]}
PATIENTS = {"Train": list("aaaaabbbccde"), "Test": list("effggh")}


def contiguous(count):
    ends = [count * sum(WEIGHTS[: agent + 1]) // sum(WEIGHTS) for agent in range(len(WEIGHTS))]
    return [next(agent for agent, end in enumerate(ends) if sample < end) for sample in range(count)]


def shuffled(phase):
    return SeededRandom.open(SEED, "partition", "shuffled", phase).shuffle(contiguous(len(LABELS[phase])))


def log_gamma(random, shape):
    if shape < 1:
        larger = log_gamma(random, shape + 1)
        return larger + math.log(1 - random.next_double()) / shape
    d = shape - 1 / 3
    while True:
        square = 2
        while not 0 < square < 1:
            x, y = -1 + 2 * random.next_double(), -1 + 2 * random.next_double()
            square = x * x + y * y
        normal = x * math.sqrt(-2 * math.log(square) / square)
        v = (1 + normal / math.sqrt(9 * d)) ** 3
        if v > 0 and math.log(1 - random.next_double()) < normal**2 / 2 + d - d * v + d * math.log(v):
            return math.log(d * v)


def dirichlet(random, concentrations):
    logs = [log_gamma(random, concentration) for concentration in concentrations]
    parts = [math.exp(log - max(logs)) for log in logs]
    return [part / sum(parts) for part in parts]


def by_class(phase):
    owners = [None] * len(LABELS[phase])
    for label in range(CLASSES):
        concentrations = [ALPHA * len(WEIGHTS) * weight / sum(WEIGHTS) for weight in WEIGHTS]
        shares = dirichlet(SeededRandom.open(SEED, "partition", "shares", f"class {label}"), concentrations)
        samples = [sample for sample, found in enumerate(LABELS[phase]) if found == label]
        SeededRandom.open(SEED, "partition", "class order", phase, f"class {label}").shuffle(samples)
        ends = [math.floor(len(samples) * sum(shares[: agent + 1]) + 0.5) for agent in range(len(shares))]
        for place, sample in enumerate(samples):
            owners[sample] = next(agent for agent, end in enumerate(ends) if place < end)
    return owners


def by_patient():
    agent_of, owners = {}, {}
    for phase in ("Train", "Test"):
        patients = PATIENTS[phase]
        order = sorted(set(patients))
        SeededRandom.open(SEED, "partition", "patients", phase).shuffle(order)
        order.sort(key=lambda patient: -patients.count(patient))  # stable
        dealt = [sum(agent_of.get(patient) == agent for patient in patients) for agent in range(len(WEIGHTS))]
        for patient in order:
            if patient not in agent_of:
                lack = [len(patients) * weight - have * sum(WEIGHTS) for weight, have in zip(WEIGHTS, dealt)]
                agent_of[patient] = lack.index(max(lack))
                dealt[agent_of[patient]] += patients.count(patient)
        owners[phase] = [agent_of[patient] for patient in patients]
    return owners


def show(owners):
    shards = [[str(sample) for sample, owner in enumerate(owners) if owner == agent] for agent in range(len(WEIGHTS))]
    return " | ".join(" ".join(shard) for shard in shards)


if __name__ == "__main__":
    patients = by_patient()
    for phase in ("Train", "Test"):
        print(phase, "contiguous:", show(contiguous(len(LABELS[phase]))))
        print(phase, "shuffled:  ", show(shuffled(phase)))
        print(phase, "dirichlet: ", show(by_class(phase)))
        print(phase, "patient:   ", show(patients[phase]))
    print("dirichlet", dirichlet(SeededRandom.open(7, "golden"), [0.5, 1, 4]))
