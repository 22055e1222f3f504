using System.Security.Cryptography;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>Runs from a store are those from the files, and agents may share its file.</summary>
public sealed class StoreDemoTests : StorePlace
{
    private const int Samples = 20_000;
    private const int TrainImages = 24;

    private static readonly string[] Kinds =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    [Fact]
    public async Task EmptyStore_FilledByThreeAgentsAtOnce_WeightsAreThoseOfTheFiles()
    {
        SmallDigits.WriteTo(Data, Samples); // so many that the agents do not import one after another

        var demo = await SameWeightsAsync(["--epochs", "1", "--seed", "11", "--data", Data, "--fraction", "0.04"]);

        Assert.Contains("importing what is missing", demo.Out);
        Assert.Equal(Clean(Samples, SmallDigits.TestSamples), (await DataAsync("verify", "mnist")).With(0).Out);
    }

    [Fact]
    public async Task EmptyStore_FilledWithImageFiles_WeightsAreThoseOfTheFiles()
    {
        var images = await DrawImagesAsync();

        await SameWeightsAsync(
            ["--workload", "cifar10", "--epochs", "1", "--batch-size", "4", "--seed", "11", "--data", images]);

        Assert.Equal(Clean(TrainImages, 12), (await DataAsync("verify", "cifar10")).With(0).Out);
    }

    [Fact]
    public async Task ImageFiles_ExportedAndDropped_AreThoseThatWereImportedAndAreGone()
    {
        var images = await DrawImagesAsync();
        (await DataAsync("import", "cifar10", "--from", images)).With(0);

        (await DataAsync("export", "cifar10", "--out", "exported")).With(0);
        var dropped = (await DataAsync("drop", "cifar10")).With(0);

        Assert.Equal(Hashes(images), Hashes(Path.Combine(Folder, "exported")));
        Assert.Equal($"sqlite:{Path.Combine(Folder, "stores", "cifar10.db")}: 36 samples removed\n", dropped.Out);
        Assert.Contains("has no manifest: no import has begun", (await DataAsync("verify", "cifar10")).With(4).Error);
        Assert.Equal(36, Hashes(images).Count());
    }

    /// <returns>How a demo on the store has ended, whose agents have found it empty.</returns>
    private async Task<Ended> SameWeightsAsync(string[] plan)
    {
        (await AskAsync(["central", "--as-agents", "3", "--run-id", "c", .. plan])).With(0);

        var demo = (await AskAsync(
            ["demo", "--agents", "3", "--run-id", "d", "--store", "sqlite:stores", .. plan])).With(0);

        var (central, split) = (Json("c", "summary.json"), Json("d", "summary.json"));
        Assert.Equal((string?)central["weights_sha256"], (string?)split["weights_sha256"]);
        Assert.Contains("in sqlite:", (string?)split["data"]);
        Assert.Empty(demo.Error);
        return demo;
    }

    // Drawn cells as objects of ten kinds: their network is small, and the files are images all the same.
    private async Task<string> DrawImagesAsync()
    {
        (await AskAsync("data", "synthesize", "malaria", "--out", "cells", "--count", "36")).With(0);
        var cells = Directory.GetFiles(Path.Combine(Folder, "cells"), "*.png", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).ToList();
        var images = Path.Combine(Folder, "images");
        for (var i = 0; i < cells.Count; i++)
        {
            var folder = Path.Combine(images, i < TrainImages ? "train" : "test", Kinds[i % Kinds.Length]);
            File.Copy(cells[i], Path.Combine(Directory.CreateDirectory(folder).FullName, Path.GetFileName(cells[i])));
        }

        return images;
    }

    private static IEnumerable<string> Hashes(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path))))
            .Order(StringComparer.Ordinal);
}
