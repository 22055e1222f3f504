using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Display;
using SplitLearning.Node.Records;
using Spectre.Console;

namespace SplitLearning.Node.Tests.Display;

public sealed class DisplayTests
{
    private static readonly RunEvent[] Run =
    [
        new Notice("Data: MNIST from /data/mnist: 60000 samples for training, 10000 for testing."),
        new ServerListening("127.0.0.1:4053", 2, "r1", "/runs/r1"),
        new BatchFinished(1, Phase.Train, 1, 1, 2, 2.25, 10, 64),
        new TurnFinished(1, Phase.Train, 1, "agent-1", 0.75, 75, 100, 1.25),
        new TurnFinished(1, Phase.Train, 2, "agent-2", 0.25, 85, 100, 1.25),
        new EpochFinished(1, Phase.Train, 0.5, 160, 200, 2.5, 2, new int[2, 2]),
        new EpochFinished(1, Phase.Test, 0.25, 95, 100, 0.5, 2, new int[2, 2]),
        new RunFinished("abc123", 44426, 3.5, new Dictionary<string, long>()),
    ];

    [Fact]
    public void PlainLines_WholeRun_IsTheApprovedText()
    {
        var output = new StringWriter { NewLine = "\n" };

        using (var display = new PlainLines(output))
            Array.ForEach(Run, display.Record);

        Verified.Matches("plain-lines", output.ToString());
    }

    [Fact]
    public void ProgressBars_WholeRun_ShowEachPhaseAndTheResults()
    {
        var output = new StringWriter { NewLine = "\n" };

        using (var display = new ProgressBars(output, AnsiSupport.Yes))
            Array.ForEach(Run, display.Record);

        Assert.Contains("epoch 1 train", output.ToString());
        Assert.Contains("accuracy  95.00 %", output.ToString());
        Assert.Contains("weights_sha256 abc123", output.ToString());
    }

    [Fact]
    public void JsonLines_ManyBatchesAtOnce_OnlyTheFirstIsWritten()
    {
        var output = new StringWriter { NewLine = "\n" };
        var clock = new ManualClock();
        using var display = new JsonLines(output, clock);

        for (var batch = 1; batch <= 100; batch++)
            display.Record(new BatchFinished(1, Phase.Train, 1, batch, 200, 1, 1, 64));
        clock.Now += TimeSpan.FromMilliseconds(200);
        display.Record(new BatchFinished(1, Phase.Train, 1, 101, 200, 1, 1, 64));

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"batch\":101", lines[1]);
    }

    private sealed class ManualClock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
