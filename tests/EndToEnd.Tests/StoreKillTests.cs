namespace SplitLearning.EndToEnd.Tests;

/// <summary>An import may be killed anywhere.</summary>
public sealed class StoreKillTests : StorePlace
{
    private const int Samples = 40_000;
    private const int Kills = 10;
    private const int Attempts = 5;

    [Fact]
    public async Task Import_KilledAtTenPoints_EachTimeTheNextOneCompletesIt()
    {
        SmallDigits.WriteTo(Data, Samples);
        var random = new Random(20);

        for (var i = 0; i < Kills; i++)
        {
            // In the first half: the rest takes many times as long as it takes to see them and to kill.
            var left = await KilledAtAsync(random.Next(1, Samples / 2));

            var import = (await DataAsync("import", "mnist", "--from", Data)).With(0);
            var verify = (await DataAsync("verify", "mnist")).With(0);

            Assert.Contains($"{Samples + SmallDigits.TestSamples - left} added", import.Out);
            Assert.Contains($", {left} were there", import.Out);
            Assert.Equal(Clean(Samples, SmallDigits.TestSamples), verify.Out);
        }
    }

    /// <returns>Samples that the killed import has left in the store.</returns>
    private async Task<int> KilledAtAsync(int point)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (Directory.Exists(StoreFolder))
                Directory.Delete(StoreFolder, recursive: true);
            var import = Start("data", "import", "mnist", "--store", "sqlite:stores", "--from", Data);
            await WhenThereAreAsync(point, import);
            // On a machine that is busy with others it may have ended before it was killed.
            if (import.TrySignal(NodeProcess.Sigkill)
                && (await import.EndAsync()).Code == 128 + NodeProcess.Sigkill)
                return Imported();
        }

        throw new TimeoutException($"{Attempts} imports ended before they were killed");
    }
}
