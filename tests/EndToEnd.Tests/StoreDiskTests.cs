using System.Text.RegularExpressions;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>Stores on disks that are full or may not be written.</summary>
public sealed partial class StoreDiskTests : StorePlace
{
    private const int Samples = 5000;

    [DiskTheory]
    [InlineData("8k", false)] // not even the empty store has room
    [InlineData("80k", false)] // its log has, beside the file, not all of it
    [InlineData("1m", true)]
    [InlineData("3m", true)]
    public async Task FullDisk_Import_OneLineAndCode9AndTheNextOneGoesOn(string size, bool someAreKept)
    {
        SmallDigits.WriteTo(Data, Samples);
        await using var disk = await SmallDisk.StartAsync(Folder, "stores", size);

        var full = await ImportAsync(disk);
        await disk.RemountAsync("size=64m");
        var next = (await ImportAsync(disk)).With(0);

        Assert.Equal(
            $"error: sqlite:{StoreFile} cannot grow: the disk is full; make room and import again, it goes on where it "
            + "stopped\n", full.With(9).Error);
        Assert.Equal(someAreKept, int.Parse(Kept().Match(next.Out).Groups[1].Value) > 0);
        Assert.Equal(Clean(Samples, SmallDigits.TestSamples),
            (await disk.AskAsync("data", "verify", "mnist", "--store", "sqlite:stores")).With(0).Out);
    }

    [DiskFact]
    public async Task ReadOnlyDisk_CompleteStore_IsVerifiedAndTrainedFromButNotImportedTo()
    {
        await using var disk = await SmallDisk.StartAsync(Folder, "stores", "64m");
        (await ImportAsync(disk)).With(0);
        await disk.RemountAsync("ro");

        var verify = (await disk.AskAsync("data", "verify", "mnist", "--store", "sqlite:stores")).With(0);
        var central = (await disk.AskAsync(
            "central", "--store", "sqlite:stores", "--epochs", "1", "--fraction", "0.2")).With(0);
        var import = (await ImportAsync(disk)).With(9);

        Assert.Equal(Clean(), verify.Out);
        Assert.Contains($"in sqlite:{StoreFile}", central.Out);
        Assert.Matches($@"^error: sqlite:{Regex.Escape(StoreFile)} [^\n]*writable[^\n]*\n$", import.Error);
    }

    [DiskFact]
    public async Task ReadOnlyDisk_NoStore_ImportSaysSoWithCode9()
    {
        await using var disk = await SmallDisk.StartAsync(Folder, "stores", "64m");
        await disk.RemountAsync("ro");

        var import = (await ImportAsync(disk)).With(9);

        Assert.Matches($@"^error: sqlite:{Regex.Escape(StoreFile)} [^\n]*writable[^\n]*\n$", import.Error);
    }

    private Task<Ended> ImportAsync(SmallDisk disk) =>
        disk.AskAsync("data", "import", "mnist", "--store", "sqlite:stores", "--from", Data);

    [GeneratedRegex(", ([0-9]+) were there")]
    private static partial Regex Kept();
}
