using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SplitLearning.Data;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

// WORKLOAD BATCH STEPS THREADS: prints the median of the milliseconds of a training step, as train.py does.
var plan = Workloads.Find(args[0]).DefaultPlan with
{
    BatchSize = int.Parse(args[1], CultureInfo.InvariantCulture),
    Threads = int.Parse(args[3], CultureInfo.InvariantCulture),
};
var steps = int.Parse(args[2], CultureInfo.InvariantCulture);
var architecture = Workloads.NetworkOf(plan).Architecture;
long[] shape = [plan.BatchSize, .. architecture.InputShape];
var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
for (var i = 0; i < values.Length; i++)
    values[i] = i * 37 % 256 / 255f;
long[] classes = [.. Enumerable.Range(0, plan.BatchSize).Select(i => (long)(i % architecture.Classes))];
var inputs = new TensorData(shape, TensorDtype.Float32, MemoryMarshal.AsBytes<float>(values).ToArray());
var labels = new TensorData([plan.BatchSize], TensorDtype.Int64, MemoryMarshal.AsBytes<long>(classes).ToArray());

using var model = WholeModel.Create(plan);
for (var step = 0; step < steps / 5 + 1; step++)
    model.Train(inputs, labels); // warm-up
var milliseconds = new double[steps];
for (var step = 0; step < steps; step++)
{
    var started = Stopwatch.GetTimestamp();
    model.Train(inputs, labels);
    milliseconds[step] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
}

Array.Sort(milliseconds);
Console.WriteLine(milliseconds[steps / 2].ToString("F4", CultureInfo.InvariantCulture));
