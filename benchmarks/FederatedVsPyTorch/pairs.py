"""IMAGES PARTITION ROUNDS PAIRS SEED: runs the pairs for the script beside it and prints JSON."""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
PROGRAM = HERE.parents[1] / "src/Node/bin/Release/net10.0/publish/splitlearning"


def measure(command, work):
    """What it prints, and its peak resident memory in MiB."""
    output = work / "output"
    with open(output, "w") as file:
        process = subprocess.Popen(list(map(str, command)), stdout=file)
        _, status, used = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"error: {command[0]} ended with status {os.waitstatus_to_exitcode(status)}")
    return output.read_text(), used.ru_maxrss // 1024


def ours(method, images, partition, rounds, seed, work):
    """From the weights that the other side has begun with."""
    runs = work / "runs"
    _, memory = measure([
        PROGRAM, "federate", "--workload", "cifar10", "--method", method, "--data", images,
        "--partition-file", partition, "--rounds", rounds, "--evaluate-every", rounds, "--seed", seed,
        "--weights", work / "weights", "--workers", 2, "--threads", 1, "--runs", runs, "--run-id", "run"], work)
    events = [json.loads(line) for line in (runs / "run/metrics.jsonl").read_text().splitlines()]
    subprocess.run(["rm", "-r", runs], check=True)
    of_rounds = [event for event in events if event["event"] == "round"]
    return [event["seconds"] for event in of_rounds], 100 * of_rounds[-1]["test"]["accuracy"], memory


def theirs(method, images, partition, rounds, seed, work):
    output, memory = measure(
        ["/usr/bin/python3", HERE / "rounds.py", method, images, partition, rounds, seed, 2, work / "weights"], work)
    result = json.loads(output)
    return result["seconds"], result["accuracy"], memory


def compare(method, images, partition, rounds, pairs, seed, work):
    figures = []
    for pair in range(pairs):
        print(f"{method}: pair {pair + 1} of {pairs}", file=sys.stderr)
        figures.append([side(method, images, partition, rounds, seed, work) for side in (theirs, ours)])
    seconds = [[statistics.median(side[0][1:]) for side in pair] for pair in figures]
    middle = [round(statistics.median(pair[side] for pair in seconds), 2) for side in (0, 1)]
    ratios = sorted(round(pair[1] / pair[0], 3) for pair in seconds)
    return {
        "method": method,
        "round_seconds": middle[1], "pytorch_round_seconds": middle[0],
        "ratio": statistics.median(ratios), "ratios": ratios,
        "peak_mib": max(pair[1][2] for pair in figures), "pytorch_peak_mib": max(pair[0][2] for pair in figures),
        "accuracy": round(figures[0][1][1], 2), "pytorch_accuracy": figures[0][0][1],
    }


def main(images, partition, rounds, pairs, seed):
    if rounds < 2:
        sys.exit(f"error: ROUNDS is {rounds}; name 2 or more, for the first does not count")
    with tempfile.TemporaryDirectory() as folder:
        methods = [compare(method, images, partition, rounds, pairs, seed, pathlib.Path(folder))
                   for method in ("fedem", "fedavg")]
    models = [line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")]
    print(json.dumps({
        "benchmark": "FederatedVsPyTorch", "rounds": rounds, "pairs": pairs, "seed": seed, "methods": methods,
        "machine": {"cpu": models[0], "cores": os.cpu_count(), "load": os.getloadavg()[0]},
    }, indent=2))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:6]))
