using FsCheck;
using FsCheck.Fluent;
using Imaging;

namespace Embedded.Imaging.Tests;

/// <summary>Whatever is done to a file: pixels or an error, never a crash, and no more memory than allowed.</summary>
public sealed class MutilatedBytesTests
{
    private static readonly ImageLimits Limits = new(MaxSide: 4_000, MaxBytes: 1 << 20);

    // Seeded: a failure can be repeated, and a build does not hang on luck.
    private static readonly Config Thousand = Config.QuickThrowOnFailure.WithMaxTest(3_000).WithReplay(17, 1);

    [Fact]
    public void BytesOverwritten_Decoded_IsPixelsOrAnError() => Prop
        .ForAll(Arb.From(Overwritten), file => Holds(file))
        .Check(Thousand);

    [Fact]
    public void PiecesCutOutAndRepeated_Decoded_IsPixelsOrAnError() => Prop
        .ForAll(Arb.From(Spliced), file => Holds(file))
        .Check(Thousand);

    [Fact]
    public void ChunksWithAValidChecksum_Decoded_IsPixelsOrAnError() => Prop
        .ForAll(Arb.From(Resealed), file => Holds(file))
        .Check(Thousand);

    private static Gen<byte[]> File =>
        from name in Gen.Elements(Golden.Names.ToArray())
        select Golden.Case(name).File;

    private static Gen<byte[]> Overwritten =>
        from file in File
        from changes in Gen.ListOf(Change(file.Length))
        select Apply(file, changes);

    private static Gen<byte[]> Spliced =>
        from file in File
        from end in Gen.Choose(0, file.Length)
        from start in Gen.Choose(0, file.Length)
        select (byte[])[.. file[..end], .. file[start..]];

    // libpng looks at a chunk's content only when its checksum is right.
    private static Gen<byte[]> Resealed =>
        from name in Gen.Elements(Golden.Names.Where(name => name.Contains("png")).ToArray())
        let file = Golden.Case(name).File
        from changes in Gen.NonEmptyListOf(Change(file.Length))
        select PngChunks.Reseal(Apply(file, changes));

    private static Gen<(int At, byte Value)> Change(int length) =>
        from at in Gen.Choose(0, length - 1)
        from value in Gen.Choose(0, 255)
        select (at, (byte)value);

    private static byte[] Apply(byte[] file, IEnumerable<(int At, byte Value)> changes)
    {
        var changed = file.ToArray();
        foreach (var (at, value) in changes)
            changed[at] = value;
        return changed;
    }

    private static bool Holds(byte[] file) => new[] { 1, 3 }.All(channels =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            var (header, pixels) = ImageFile.Decode(file, channels, Limits);
            Assert.Equal(header.Width * header.Height * channels, pixels.Length);
            Assert.InRange(pixels.LongLength, 1, Limits.MaxBytes);
        }
        catch (InvalidDataException refusal)
        {
            Assert.NotEqual("", refusal.Message);
            Assert.DoesNotContain('\n', refusal.Message);
        }

        // The pixels, and an exception with its text.
        return GC.GetAllocatedBytesForCurrentThread() - before < Limits.MaxBytes + (64 << 10);
    });
}
