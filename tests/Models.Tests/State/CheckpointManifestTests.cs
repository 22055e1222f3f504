using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Tests;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.State;

public sealed class CheckpointManifestTests
{
    private static readonly Gen<PhaseScores?> Scores =
        from classes in Gen.Choose(1, 5)
        from counts in Gen.ArrayOf(Gen.Choose(0, 60_000), classes * classes)
        from loss in ArbMap.Default.GeneratorFor<double>()
        from none in Gen.Choose(0, 3)
        let rows = counts.Chunk(classes).ToArray()
        select none == 0 ? null : new PhaseScores(loss, rows.Select((row, i) => row[i]).Sum(), counts.Sum(), rows);

    private static readonly Gen<CheckpointManifest> Manifests =
        from epochs in Gen.Choose(0, 10_000)
        from turns in Gen.Choose(0, 100)
        from client in Gen.Elements<string?>(null, new string('c', 64))
        from phase in Scores
        from parts in Gen.ListOf(
            from bytes in Gen.Choose(0, int.MaxValue)
            select new CheckpointPart($"part-{bytes}.safetensors", bytes, new string('d', 64)))
        select new CheckpointManifest(
            CheckpointManifest.NewestFormat, epochs, turns, new string('a', 64), client, phase, [.. parts]);

    [Fact]
    public void AnyManifest_WrittenAndRead_IsTheSameToTheLastBit() =>
        Prop.ForAll(Manifests.ToArbitrary(), manifest =>
        {
            var read = CheckpointManifest.Parse("m", manifest.ToJson());
            return read.Place() == manifest.Place() && read.PlanSha256 == manifest.PlanSha256
                && read.ClientSha256 == manifest.ClientSha256 && read.Parts.SequenceEqual(manifest.Parts)
                && Bits(read.Phase) == Bits(manifest.Phase) && read.ToJson().AsSpan().SequenceEqual(manifest.ToJson());
        }).Check(Properties.Seeded);

    [Fact]
    public void AnyBytes_Read_AreAManifestOrRefusedInOneLine() =>
        Prop.ForAll(Gen.Zip(Manifests, Gen.Choose(0, 100_000)).ToArbitrary(), pair =>
        {
            var json = pair.Item1.ToJson();
            json[pair.Item2 % json.Length] = (byte)(pair.Item2 >> 4);
            try
            {
                return CheckpointManifest.Parse("m", json) is not null;
            }
            catch (StateException refused)
            {
                return refused.Message.StartsWith("m: ", StringComparison.Ordinal);
            }
        }).Check(Properties.Seeded);

    [Fact]
    public void FirstFormat_Read_IsOfAWholeEpoch()
    {
        var read = Parse("""
            {"epoch": 5, "plan_sha256": "aa", "parts": [{"file": "model.safetensors", "bytes": 3, "sha256": "bb"}]}
            """);

        Assert.Equal(new CheckpointPlace(5, 0), read.Place());
        Assert.Equal(("aa", null, null), (read.PlanSha256, read.ClientSha256, read.Phase));
        Assert.Equal([new CheckpointPart("model.safetensors", 3, "bb")], read.Parts);
    }

    [Theory]
    [InlineData("""{"format": 3, "anything": 1}""", "m: format 3; the newest that this version reads is 2")]
    [InlineData("""{"format": 0, "epoch": 5, "plan_sha256": "aa", "parts": []}""", "m: not a manifest (format 0)")]
    [InlineData("null", "m: not a manifest (expected an object, found null)")]
    public void OtherFormat_Read_IsRefusedInALine(string json, string line) =>
        Assert.Equal(line, Assert.Throws<StateException>(() => Parse(json)).Message);

    [Theory]
    [InlineData("[[1,0],[0]]", 1, 1, "row of 1")]
    [InlineData("[[1,0],null]", 1, 1, "not counts")]
    [InlineData("[[-1,0],[0,1]]", 0, 0, "not counts")]
    [InlineData("[[1,0],[0,1]]", 1, 2, "say 1 of 2 are right, their counts 2 of 2")]
    [InlineData("[[1,0],[0,1]]", 2, 3, "say 2 of 3 are right, their counts 2 of 2")]
    public void Scores_ThatContradictThemselves_AreRefused(string confusion, int correct, int total, string expected)
    {
        var json = $$"""
            {"format":2,"epochs":0,"turns":1,"plan_sha256":"aa","client_sha256":null,"parts":[],
            "phase":{"loss_sum":1,"correct":{{correct}},"total":{{total}},"confusion":{{confusion}} } }
            """;

        Assert.Contains(expected, Assert.Throws<StateException>(() => Parse(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Manifest_Written_HasTheFieldsOfFormat2()
    {
        var manifest = new CheckpointManifest(2, 5, 2, "aa", "cc", new(0.1, 1, 2, [[1, 1], [0, 0]]), []);

        var json = Encoding.UTF8.GetString(manifest.ToJson());

        Assert.Equal(
            "{'format':2,'epochs':5,'turns':2,'plan_sha256':'aa','client_sha256':'cc','phase':{'loss_sum':0.1,"
            + "'correct':1,'total':2,'confusion':[[1,1],[0,0]]},'parts':[]}",
            string.Concat(json.Where(letter => !char.IsWhiteSpace(letter))).Replace('"', '\''));
    }

    private static (long Loss, int Correct, int Total)? Bits(PhaseScores? scores) => scores is null
        ? null
        : (BitConverter.DoubleToInt64Bits(scores.LossSum), scores.Correct, scores.Total);

    private static CheckpointManifest Parse(string json) =>
        CheckpointManifest.Parse("m", Encoding.UTF8.GetBytes(json));
}
