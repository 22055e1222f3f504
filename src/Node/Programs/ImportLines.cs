using SplitLearning.Data.Stores;
using SplitLearning.Data.Stores.Import;

namespace SplitLearning.Node.Programs;

/// <summary>An import's progress as lines for people: one in two seconds at most.</summary>
internal sealed class ImportLines(Action<string> write, TimeProvider clock) : IProgress<ImportProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long _last = clock.GetTimestamp();

    public static string Of(IShardStore store, ImportOutcome outcome) => FormattableString.Invariant(
        $"{store.Description}: {outcome.Manifest.TrainSamples} samples for training, ")
        + FormattableString.Invariant($"{outcome.Manifest.TestSamples} for testing; ")
        + FormattableString.Invariant($"{outcome.Added} added ({outcome.Bytes / 1e6:0.0} MB), ")
        + FormattableString.Invariant($"{outcome.Kept} were there, {outcome.Elapsed.TotalSeconds:0.0} s");

    public void Report(ImportProgress value)
    {
        if (clock.GetElapsedTime(_last) < Interval)
            return;
        _last = clock.GetTimestamp();
        write(FormattableString.Invariant(
            $"{value.Done} of {value.Total} samples, {value.SamplesPerSecond:0} a second{Remaining(value)}"));
    }

    private static string Remaining(ImportProgress progress) => progress.Remaining is { } time
        ? FormattableString.Invariant($", {(int)time.TotalMinutes}:{time.Seconds:00} left")
        : "";
}
