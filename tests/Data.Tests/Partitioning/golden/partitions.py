"""The partitions once more, from their documentation alone.

The oracle of ShardsTests, DirichletTests and Federated/GroupDealerTests.
"""

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


def by_groups(labels, groups, clients, alpha, test_share):
    """Samples for training and for testing of each client; shares are drawn until everybody has three samples."""
    draw, dealt = 0, [[]]
    while min(map(len, dealt)) < 3:
        dealt = deal_groups(labels, groups, clients, alpha, f"draw {draw}")
        draw += 1
    parts = []
    for client, samples in enumerate(dealt):
        samples.sort()
        SeededRandom.open(SEED, "federated", "train and test", f"client {client}").shuffle(samples)
        tested = max(1, min(math.floor(len(samples) * test_share + 0.5), len(samples) - 2))
        parts.append((sorted(samples[tested:]), sorted(samples[:tested])))
    return parts


def deal_groups(labels, groups, clients, alpha, draw):
    dealt = [[] for _ in range(clients)]
    for group, classes in enumerate(groups):
        shares = dirichlet(SeededRandom.open(SEED, "federated", "shares", f"group {group}", draw), [alpha] * clients)
        samples = [sample for sample, label in enumerate(labels) if label in classes]
        SeededRandom.open(SEED, "federated", "group order", f"group {group}").shuffle(samples)
        ends = [math.floor(len(samples) * sum(shares[: client + 1]) + 0.5) for client in range(clients - 1)]
        for place, sample in enumerate(samples):
            dealt[sum(place >= end for end in ends)].append(sample)
    return dealt


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
    for name, part in zip(("Train", "Test"), zip(*by_groups([0, 1, 2] * 8, [{0, 1}, {2}], 3, 1.0, 0.2))):
        print(name, "groups:    ", " | ".join(" ".join(map(str, samples)) for samples in part))
    print("dirichlet", dirichlet(SeededRandom.open(7, "golden"), [0.5, 1, 4]))
