namespace SplitLearning.EndToEnd.Tests;

/// <summary>An import may be killed anywhere, as often as one likes.</summary>
public sealed class StoreKillTests : StorePlace
{
    private const int Samples = 12_000;
    private const int Kills = 10;

    [Fact]
    public async Task Import_KilledAtTenPoints_EachTimeTheNextOneCompletesIt()
    {
        SmallDigits.WriteTo(Data, Samples);
        var random = new Random(20);

        for (var i = 0; i < Kills; i++)
        {
            // In the first half: the rest takes many times as long as it takes to see the sample and to kill.
            var point = random.Next(Samples / 2);
            var left = await KillWhenThereIsAsync(point);

            var import = (await DataAsync("import", "mnist", "--from", Data)).With(0);
            var verify = (await DataAsync("verify", "mnist")).With(0);

            Assert.Contains($"{Samples + SmallDigits.TestSamples - left} added", import.Out);
            Assert.Contains($", {left} were there", import.Out);
            Assert.Equal(Clean(Samples, SmallDigits.TestSamples), verify.Out);
            Directory.Delete(Path.GetDirectoryName(StoreFile)!, recursive: true);
        }
    }

    [Fact]
    public async Task Import_KilledAgainAndAgain_GoesOnEachTime()
    {
        SmallDigits.WriteTo(Data, Samples);
        var last = 0;

        for (var point = 1; point < Samples / 2; point = last + (Samples / 8))
        {
            var left = await KillWhenThereIsAsync(point);
            Assert.InRange(left, last + 1, Samples);
            last = left;
        }

        Assert.Equal($"error: sqlite:{StoreFile} is not what was imported; --repair --from DIR mends it.\n",
            (await DataAsync("verify", "mnist")).With(4).Error);
        await ImportAsync();
        Assert.Equal(Clean(Samples, SmallDigits.TestSamples), (await DataAsync("verify", "mnist")).With(0).Out);
    }

    /// <returns>Training samples that the killed import has left in the store.</returns>
    private async Task<int> KillWhenThereIsAsync(int point)
    {
        var import = Start("data", "import", "mnist", "--store", "sqlite:stores", "--from", Data);
        while (import.IsRunning && LastTrainingId() < Math.Max(1, point))
            await Task.Yield();
        import.Signal(NodeProcess.Sigkill);
        (await import.EndAsync()).With(128 + NodeProcess.Sigkill);
        return LastTrainingId();
    }
}
