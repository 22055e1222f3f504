using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using SplitLearning.Node.Display;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunJsonTests
{
    public static TheoryData<RunEvent> Events { get; } =
    [
        new ServerListening("127.0.0.1:4053", 3, "r1", "/runs/r1"),
        new AgentReady("agent-1", "MNIST", 60000, 10000, "127.0.0.1:4053", "/log"),
        new BatchFinished(1, Phase.Train, 2, 3, 10, 0.25, 5, 64),
        new TurnFinished(1, Phase.Test, 1, "agent-1", double.NaN, 1, 2, 3),
        new SnapshotHandedOver(1, Phase.Train, null, "agent-1", 0, 0.5, Skipped: true),
        new RunFailed("because \"so\""),
        new RunInterrupted(),
    ];

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Event_WrittenAndRead_IsTheSame(RunEvent runEvent)
    {
        var read = RunJson.TryParse(RunJson.ToLine(runEvent));

        Assert.Equal(runEvent, read);
    }

    [Fact]
    public void Epoch_WrittenAndRead_KeepsItsFigures()
    {
        var epoch = new EpochFinished(2, Phase.Test, 0.5, 9, 10, 1.5, 3, new int[2, 2]);

        var read = Assert.IsType<EpochFinished>(RunJson.TryParse(RunJson.ToLine(epoch)));

        Assert.Equal(epoch, read with { Confusion = epoch.Confusion });
    }

    [Fact]
    public void Change_WrittenAndRead_HasItsValuesAsText()
    {
        var change = new PlanChanged(5, "learning-rate", 0.01, 0.001) { Turns = 2 };

        var line = RunJson.ToLine(change);

        Assert.Equal(
            "{\"event\":\"plan_changed\",\"epoch\":5,\"setting\":\"learning-rate\",\"from\":0.01,\"to\":0.001,"
            + "\"turns\":2}", line);
        Assert.Equal("learning-rate 0.001, not 0.01, after epoch 5 and 2 turns",
            ChangeText.Of(Assert.IsType<PlanChanged>(RunJson.TryParse(line))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("warning: something")]
    [InlineData("{\"event\":\"from a later version\"}")]
    [InlineData("{\"event\":")]
    public void Line_ThatIsNoEvent_IsPassedOver(string line) => Assert.Null(RunJson.TryParse(line));
}
