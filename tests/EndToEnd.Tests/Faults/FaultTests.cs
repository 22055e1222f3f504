using SplitLearning.Data.Datasets;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>Which fault a seed means.</summary>
public sealed class FaultTests
{
    private static readonly IReadOnlyList<Fault> Many = [.. Enumerable.Range(0, 1000).Select(Fault.Of)];

    [Fact]
    public void Seed_DrawnTwice_IsTheSameFault()
    {
        Assert.Equal(Many.Select(fault => $"{fault} {fault.Lasts}"),
            Enumerable.Range(0, 1000).Select(seed => Fault.Of(seed)).Select(fault => $"{fault} {fault.Lasts}"));
        Assert.InRange(Many.Select(fault => fault.Moment).Distinct().Count(), 500, 1000);
    }

    [Fact]
    public void Seeds_TwentyInARow_HaveEveryKind() =>
        Assert.Equal(
            Enum.GetValues<FaultKind>().Except([FaultKind.None]),
            Many.Skip(7).Take(20).Select(fault => fault.Kind).Distinct().Order());

    [Fact]
    public void Moments_OfAllKinds_AreOfTheRunAndLeaveSomethingToLose() => Assert.All(Many, fault =>
    {
        Assert.InRange(fault.Moment.Epoch, 1, FaultedRun.Epochs - 1);
        Assert.InRange(fault.Moment.Agent, 1, FaultedRun.Agents);
        Assert.InRange(fault.Moment.Batch, 1, FaultedRun.Batches(fault.Moment.Phase));
    });

    [Fact]
    public void Moments_OfCheckpointFaults_AreThoseAtWhichThereIsACheckpoint()
    {
        Assert.All(Of(FaultKind.FullDisk), fault => Assert.Equal(0, fault.Moment.Epoch % FaultedRun.CheckpointEvery));
        Assert.All(Of(FaultKind.FullDisk), fault => Assert.Equal(Phase.Train, fault.Moment.Phase));
        Assert.All(Of(FaultKind.TornCheckpoint),
            fault => Assert.True(fault.Moment.Epoch > FaultedRun.CheckpointEvery));
    }

    [Fact]
    public void Victims_OfEachKind_AreWhoseItIs()
    {
        Assert.All(Of(FaultKind.KillTwo), fault => Assert.Equal(2, fault.Victims.Distinct().Count()));
        Assert.All(Many.Where(fault => fault.Kind != FaultKind.KillTwo), fault => Assert.Single(fault.Victims));
        Assert.All(Of(FaultKind.Pause).Concat(Of(FaultKind.Cut)), fault =>
        {
            Assert.DoesNotContain(Victim.Server, fault.Victims);
            Assert.InRange(fault.Lasts.TotalSeconds, 6, 9);
        });
        Assert.Equal(4, Of(FaultKind.KillTwo).SelectMany(fault => fault.Victims).Distinct().Count());
    }

    [Theory]
    [InlineData("""{"event":"batch","epoch":3,"phase":"test","agent":2,"batch":4}""", 3, Phase.Test, 2, 4, 2)]
    [InlineData("""{"event":"turn","epoch":1,"phase":"train","agent":3}""", 1, Phase.Train, 3, Moment.TurnEnd, 1)]
    public void Line_OfProgress_IsItsMoment(string line, int epoch, Phase phase, int agent, int batch, int active)
    {
        var moment = Moment.Of(line);

        Assert.Equal(new Moment(epoch, phase, agent, batch), moment);
        Assert.Equal(active, moment!.Value.ActiveOf(3));
    }

    [Theory]
    [InlineData("""{"event":"epoch","epoch":3,"phase":"test"}""")]
    [InlineData("")]
    public void Line_OfSomethingElse_IsNoMoment(string line) => Assert.Null(Moment.Of(line));

    [Fact]
    public void Moments_InTheOrderOfARun_Ascend()
    {
        Moment[] run =
        [
            new(1, Phase.Train, 1, 1), new(1, Phase.Train, 1, 2), new(1, Phase.Train, 1, Moment.TurnEnd),
            new(1, Phase.Train, 2, 1), new(1, Phase.Test, 1, 1), new(2, Phase.Train, 1, 1),
        ];

        Assert.Equal(run, run.Reverse().Order());
    }

    private static IEnumerable<Fault> Of(FaultKind kind) => Many.Where(fault => fault.Kind == kind);
}
