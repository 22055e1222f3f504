using System.Diagnostics;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

namespace StoreBench;

/// <summary>An epoch of central training on the same samples: files in memory, store in memory, store alone.</summary>
internal sealed class Epochs(Workplace place, string workload)
{
    private const double MostRatio = 1.03;

    private readonly DatasetEntry _entry = DatasetCatalog.Find(workload)!;

    /// <returns>Time to open each, to its fingerprint; seconds of an epoch of each; ratios of these seconds.</returns>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds)
    {
        var figures = new List<Figure>();
        await using var store = place.OpenStore(workload);
        var options = place.Files(workload);
        Way[] ways =
        [
            new("files", () => Task.FromResult(_entry.Open(options))),
            new("store, default cache", () => StoredDataset.OpenAsync(store, _entry, options)),
            new("store, cache 0", () => StoredDataset.OpenAsync(store, _entry, options with { CacheBytes = 0 })),
        ];
        foreach (var way in ways)
            figures.Add(await Figure.MeasureAsync($"open {way.Name}", aim: null, rounds, async () =>
            {
                var started = Stopwatch.GetTimestamp();
                _ = (await way.Open()).Fingerprint;
                return Stopwatch.GetElapsedTime(started).TotalSeconds;
            }));

        var data = await Task.WhenAll(ways.Select(way => way.Open()));
        // Torch keeps settings for each thread: all epochs are trained by this one.
        figures.AddRange(await Task.Factory.StartNew(() => Train(ways, data, rounds), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return figures;
    }

    private List<Figure> Train(Way[] ways, IDataset[] data, int rounds)
    {
        var seconds = data.Select(_ => new List<double>()).ToArray();
        var weights = new HashSet<string>();
        foreach (var i in Enumerable.Range(0, data.Length))
            Epoch(data[i], weights, $"epoch, warm-up, {ways[i].Name}");
        var neighbours = new Neighbours();
        for (var round = 0; round < rounds; round++)
            // Each begins in its turn: none always comes right behind the same other one.
            foreach (var i in Enumerable.Range(round, data.Length).Select(turn => turn % data.Length))
                seconds[i].Add(Epoch(data[i], weights, $"epoch, round {round + 1} of {rounds}, {ways[i].Name}"));
        if (weights.Count > 1)
            throw new InvalidOperationException("The ways to the same samples have led to different weights");

        var busy = neighbours.BusyCores();
        return
        [
            .. ways.Index().Select(way => Of($"epoch, {way.Item.Name}", "s", seconds[way.Index], aim: null)),
            Ratio(1, MostRatio),
            Ratio(2, aim: null),
        ];

        Figure Of(string name, string unit, IEnumerable<double> runs, double? aim)
        {
            double[] sorted = [.. runs.Order()];
            return new Figure(name, unit, sorted[rounds / 2], sorted, aim, busy);
        }

        Figure Ratio(int way, double? aim) =>
            Of($"epoch, {ways[way].Name} / {ways[0].Name}: ratio of medians, and of each round", "1",
                seconds[way].Zip(seconds[0], (one, files) => Math.Round(one / files, 3)), aim) with
            {
                Median = Math.Round(MedianOf(seconds[way]) / MedianOf(seconds[0]), 3),
            };
    }

    private static double MedianOf(List<double> figures) => figures.Order().ElementAt(figures.Count / 2);

    /// <returns>Seconds of training and testing, as the events of a run have them.</returns>
    private double Epoch(IDataset data, HashSet<string> weights, string name)
    {
        Progress.Tell(name);
        var plan = Workloads.Find(workload).DefaultPlan with { Epochs = 1 };
        var events = new EpochSeconds();
        weights.Add(CentralTraining.Run(plan, data, events, checkpointFolder: null, CancellationToken.None));
        return Math.Round(events.Sum, 3);
    }

    private sealed record Way(string Name, Func<Task<IDataset>> Open);

    private sealed class EpochSeconds : IRunRecorder
    {
        public double Sum { get; private set; }

        public void Record(RunEvent runEvent)
        {
            if (runEvent is EpochFinished epoch)
                Sum += epoch.Seconds;
        }
    }
}
