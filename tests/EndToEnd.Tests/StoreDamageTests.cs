namespace SplitLearning.EndToEnd.Tests;

/// <summary>What went wrong on the disk is named, and mended from the files.</summary>
public sealed class StoreDamageTests : StorePlace
{
    private const int Header = 16; // of a file of images
    private const int Image = 28 * 28;

    [Fact]
    public async Task FlippedByte_Verified_SampleIsNamedAndRepaired()
    {
        await ImportAsync();
        await FlipByteOfAsync(sample: 100);

        var verify = (await DataAsync("verify", "mnist")).With(4);
        var run = (await AskAsync("central", "--store", "sqlite:stores", "--epochs", "1")).With(4);
        var repair = (await DataAsync("verify", "mnist", "--repair", "--from", Data)).With(0);

        Assert.Equal($"train {SmallDigits.TrainSamples,9} samples: NOT as imported\n  changed       1: ID 100\n"
            + $"test  {SmallDigits.TestSamples,9} samples: all as imported\n", verify.Out);
        Assert.Matches(@"^error: [^\n]*mnist\.db: sample 100 of train_data_labels [^\n]*\n$", run.Error);
        Assert.Contains($"; 1 added (0.0 MB), {SmallDigits.TrainSamples + SmallDigits.TestSamples - 1} were there",
            repair.Out);
        Assert.Equal(Clean(), (await DataAsync("verify", "mnist")).With(0).Out);
    }

    [Fact]
    public async Task DeletedRow_Verified_SampleIsNamedAndRepaired()
    {
        await ImportAsync();
        Execute("DELETE FROM test_data_labels WHERE ID = 17");

        var verify = (await DataAsync("verify", "mnist")).With(4);
        (await DataAsync("verify", "mnist", "--repair", "--from", Data)).With(0);

        Assert.Equal($"train {SmallDigits.TrainSamples,9} samples: all as imported\n"
            + $"test  {SmallDigits.TestSamples - 1,9} samples: NOT as imported\n  missing       1: ID 17\n",
            verify.Out);
        Assert.Equal(Clean(), (await DataAsync("verify", "mnist")).With(0).Out);
    }

    [Fact]
    public async Task FileCutOff_Verified_IsSaidAndItsRemedyHelps()
    {
        await ImportAsync();
        var bytes = new FileInfo(StoreFile).Length;
        using (var file = File.OpenWrite(StoreFile))
            file.SetLength(bytes - 5000);

        foreach (var command in new[] { "verify", "import", "export" })
        {
            string[] arguments = command switch
            {
                "import" => ["--from", Data],
                "export" => ["--out", "exported"],
                _ => [],
            };
            var ended = (await DataAsync(command, "mnist", arguments)).With(4);

            Assert.Equal($"error: sqlite:{StoreFile} is cut off: it has {bytes - 5000} bytes of {bytes}; remove it and "
                + "import again\n", ended.Error);
        }

        File.Delete(StoreFile);
        await ImportAsync();
        Assert.Equal(Clean(), (await DataAsync("verify", "mnist")).With(0).Out);
    }

    [Fact]
    public async Task DatabaseDamagedInTheMiddle_Verified_OneLineAndCode4()
    {
        await ImportAsync();
        using (var file = File.OpenWrite(StoreFile))
        {
            file.Position = file.Length / 2;
            file.Write(new byte[3 * 8192]);
        }

        var verify = (await DataAsync("verify", "mnist")).With(4);

        Assert.Matches($@"^error: sqlite:[^\n]*mnist\.db is (damaged|not what)[^\n]*\n$", verify.Error);
    }

    // The images lie in the store as in their file.
    private async Task FlipByteOfAsync(int sample)
    {
        var images = await File.ReadAllBytesAsync(Path.Combine(Data, "train-images-idx3-ubyte"));
        var store = await File.ReadAllBytesAsync(StoreFile);
        var place = store.AsSpan().IndexOf(images.AsSpan(Header + ((sample - 1) * Image), Image));
        store[place + (Image / 2)] ^= 1;
        await File.WriteAllBytesAsync(StoreFile, store);
    }
}
