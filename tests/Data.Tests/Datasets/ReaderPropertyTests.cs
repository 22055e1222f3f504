using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Cifar;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Tests.Datasets;

/// <summary>Whatever a file holds, it gives valid samples or a <see cref="DatasetException"/>, nothing else.</summary>
public sealed class ReaderPropertyTests : IDisposable
{
    private const int Columns = 2, Classes = 3;

    /// <summary>The same cases in every run.</summary>
    private static readonly Config Seeded = Config.QuickThrowOnFailure
        .WithMaxTest(300)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(1812, 1), FSharpOption<int>.None)));

    private static readonly Gen<byte> Byte = Gen.Choose(0, 255).Select(value => (byte)value);
    private static readonly Gen<bool> Skips = Gen.Elements(true, false);

    // Pieces of which rows are made, right and wrong ones.
    private static readonly Gen<string> Piece = Gen.Elements(
        "1", "0", "2", "-1", ",", ",", ",", "\n", "\n", "\r", ".", "e", "NaN", "Infinity", "1e400", " ", "\"", "\0",
        "\uFEFF", "label");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_OfArbitraryBytes_IsReadOrRefused() =>
        Prop.ForAll(Gen.Zip(Byte.ArrayOf(), Skips).ToArbitrary(), c => ReadsCsv(c.Item1, c.Item2)).Check(Seeded);

    [Fact]
    public void Csv_OfArbitraryPieces_IsReadOrRefused() =>
        Prop.ForAll(Gen.Zip(Piece.ArrayOf(), Skips).ToArbitrary(),
            c => ReadsCsv(Encoding.UTF8.GetBytes(string.Concat(c.Item1)), c.Item2)).Check(Seeded);

    [Fact]
    public void Gzip_OfArbitraryBytes_IsReadOrRefused() =>
        Prop.ForAll(Gen.Zip(Byte.ArrayOf(), Skips).ToArbitrary(),
            c => ReadsCsv([0x1f, 0x8b, .. c.Item1], c.Item2) && ReadsCifar([0x1f, 0x8b, .. c.Item1], c.Item2))
            .Check(Seeded);

    [Fact]
    public void Cifar_OfArbitrarySizeAndLabels_IsReadOrRefused()
    {
        var records = Gen.Zip(Gen.Choose(0, 3), Gen.Choose(0, 3072));
        var cases = Gen.Zip(records, Gen.Zip(Byte.ArrayOf(4), Skips)).ToArbitrary();

        Prop.ForAll(cases, c =>
        {
            var content = new byte[c.Item1.Item1 * CifarReader.RecordSize + c.Item1.Item2];
            for (var record = 0; record * CifarReader.RecordSize < content.Length; record++)
                content[record * CifarReader.RecordSize] = (byte)(c.Item2.Item1[record] % 12);
            return ReadsCifar(content, c.Item2.Item2);
        }).Check(Seeded);
    }

    private bool ReadsCsv(byte[] content, bool skips)
    {
        var path = _folder.Write("rows.csv", content);
        try
        {
            var (rows, bad) = CsvTable.Read(path, Columns, Classes, Policy(skips));
            return rows.Values.Length == rows.Count * Columns
                && rows.Values.All(float.IsFinite)
                && rows.Labels.All(label => label < Classes)
                && (skips || bad.Count == 0);
        }
        catch (DatasetException refusal)
        {
            return refusal.Message.StartsWith(path, StringComparison.Ordinal);
        }
    }

    private bool ReadsCifar(byte[] content, bool skips)
    {
        var path = _folder.Write("data_batch_1.bin", content);
        try
        {
            var (images, bad) = CifarReader.Read([path], Policy(skips));
            return images.Pixels.Length == images.Count * CifarReader.ImageSize
                && images.Labels.All(label => label < CifarReader.Classes)
                && (skips || bad.Count == 0);
        }
        catch (DatasetException refusal)
        {
            return refusal.Message.StartsWith(path, StringComparison.Ordinal);
        }
    }

    private static BadSamplePolicy Policy(bool skips) => skips ? BadSamplePolicy.Skip : BadSamplePolicy.Stop;
}
