using System.Diagnostics;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Stored;
using SplitLearning.Data.Stores;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;

namespace StoreBench;

/// <summary>An epoch of central training on the same samples: files in memory, store in memory, store alone.</summary>
internal sealed class Epochs(Workplace place, string workload)
{
    private const double MostRatio = 1.03;

    private readonly DatasetEntry _entry = DatasetCatalog.Find(workload)!;

    /// <returns>Seconds to open each, to its fingerprint.</returns>
    public async Task<IReadOnlyList<Figure>> OpenAsync(int runs)
    {
        var figures = new List<Figure>();
        await using var store = place.OpenStore(workload);
        foreach (var way in Ways(store))
            figures.Add(await Figure.MeasureAsync($"open {way.Name}", aim: null, runs, async () =>
            {
                var started = Stopwatch.GetTimestamp();
                _ = (await way.Open()).Fingerprint;
                return Stopwatch.GetElapsedTime(started).TotalSeconds;
            }));
        return figures;
    }

    /// <returns>Seconds of an epoch of each, and ratios of these seconds.</returns>
    public async Task<IReadOnlyList<Figure>> TrainAsync(int rounds)
    {
        await using var store = place.OpenStore(workload);
        var ways = Ways(store);
        var data = await Task.WhenAll(ways.Select(way => way.Open()));
        // Torch keeps settings for each thread: all epochs are trained by this one.
        return await Task.Factory.StartNew(() => Train(ways, data, rounds), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private Way[] Ways(IShardStore store)
    {
        var options = place.Files(workload);
        return
        [
            new("files", () => Task.FromResult(_entry.Open(options))),
            new("store, default cache", () => StoredDataset.OpenAsync(store, _entry, options)),
            new("store, cache 0", () => StoredDataset.OpenAsync(store, _entry, options with { CacheBytes = 0 })),
        ];
    }

    private List<Figure> Train(Way[] ways, IDataset[] data, int rounds)
    {
        var epochs = data.Select(_ => new List<EpochTime>()).ToArray();
        var weights = new HashSet<string>();
        foreach (var i in Enumerable.Range(0, data.Length))
            Epoch(data[i], weights, $"epoch, warm-up, {ways[i].Name}");
        var neighbours = new Neighbours();
        for (var round = 0; round < rounds; round++)
            // Each begins in its turn: none always comes right behind the same other one.
            foreach (var i in Enumerable.Range(round, data.Length).Select(turn => turn % data.Length))
                epochs[i].Add(Epoch(data[i], weights, $"epoch, round {round + 1} of {rounds}, {ways[i].Name}"));
        if (weights.Count > 1)
            throw new InvalidOperationException("The ways to the same samples have led to different weights");

        var busy = neighbours.BusyCores();
        return
        [
            .. ways.Index().Select(way => SecondsOf($"epoch, {way.Item.Name}", epochs[way.Index])),
            RatioOf(1, MostRatio),
            RatioOf(2, aim: null),
        ];

        Figure SecondsOf(string name, List<EpochTime> times) => new(
            name, "s", Elapsed(times), [.. times.Select(time => time.Seconds).Order()], Aim: null,
            Processor(times), busy);

        Figure RatioOf(int way, double? aim) => new(
            $"epoch, {ways[way].Name} / {ways[0].Name}: ratio of medians, and of each round", "1",
            Ratio(Elapsed(epochs[way]), Elapsed(epochs[0])),
            [.. epochs[way].Zip(epochs[0], (one, files) => Ratio(one.Seconds, files.Seconds)).Order()],
            aim, Ratio(Processor(epochs[way]), Processor(epochs[0])), busy);
    }

    private static double Elapsed(List<EpochTime> epochs) => Figure.MedianOf(epochs.Select(epoch => epoch.Seconds));

    private static double Processor(List<EpochTime> epochs) => Figure.MedianOf(epochs.Select(epoch => epoch.Processor));

    private static double Ratio(double one, double other) => Math.Round(one / other, 3);

    private EpochTime Epoch(IDataset data, HashSet<string> weights, string name)
    {
        Progress.Tell(name);
        var plan = Workloads.Find(workload).DefaultPlan with { Epochs = 1 };
        var events = new EpochSeconds();
        var before = Environment.CpuUsage.TotalTime;
        weights.Add(CentralTraining.Run(plan, data, events, checkpointFolder: null, CancellationToken.None));
        var processor = Environment.CpuUsage.TotalTime - before;
        return new EpochTime(Math.Round(events.Sum, 3), Math.Round(processor.TotalSeconds, 3));
    }

    /// <param name="Seconds">Of training and testing, as the events of a run have them.</param>
    /// <param name="Processor">Seconds of all cores together.</param>
    private sealed record EpochTime(double Seconds, double Processor);

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
