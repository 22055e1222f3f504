using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class RunIdTests
{
    [Fact]
    public void NewId_Created_SaysWhenWhatAndHow()
    {
        var id = RunId.Create(new FixedClock(), "mnist", RunMode.Split);

        Assert.Matches(@"^20260131-142233-mnist-split-[0-9a-f]{4}$", id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("../up")]
    [InlineData(".hidden")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void Id_NoFolderName_IsRefused(string text)
    {
        var thrown = Assert.Throws<NodeFailureException>(() => RunId.Parse(text));

        Assert.Equal(ExitCode.Configuration, thrown.Code);
    }

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 1, 31, 14, 22, 33, TimeSpan.Zero);
    }
}
