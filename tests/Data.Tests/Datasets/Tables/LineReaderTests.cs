using FsCheck;
using FsCheck.Fluent;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Tests.Datasets.Tables;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("", new string[0])]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\r\nb\n\nc", new[] { "a", "b", "", "c" })]
    [InlineData("12345\r\n12345", new[] { "12345", "12345" })]
    public void Text_Read_GivesItsLines(string text, string[] expected) => Assert.Equal(expected, Lines(text, 5));

    [Theory]
    [InlineData("123456")]
    [InlineData("1\n123456\n")]
    [InlineData("12345678901234567890")]
    public void Line_OverTheLimit_IsRefused(string text) =>
        Assert.Throws<LineTooLongException>(() => Lines(text, 5));

    [Fact]
    public void AnyLines_JoinedAndRead_AreTheSame()
    {
        var line = Gen.ArrayOf(Gen.Elements('a', ',', ' ')).Select(characters => new string(characters));
        Prop.ForAll(Gen.NonEmptyListOf(line).ToArbitrary(), lines =>
            Assert.Equal(lines, Lines(string.Join('\n', lines) + "\n", longest: 1000))).QuickCheckThrowOnFailure();
    }

    private static List<string> Lines(string text, int longest)
    {
        var reader = new LineReader(new StringReader(text), longest);
        var lines = new List<string>();
        while (reader.TryRead(out var line))
            lines.Add(line.ToString());
        return lines;
    }
}
