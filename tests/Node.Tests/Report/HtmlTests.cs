using SplitLearning.Node.Report;

namespace SplitLearning.Node.Tests.Report;

public sealed class HtmlTests
{
    [Fact]
    public void Text_PutIntoHtml_IsEscaped() => Assert.Equal(
        "<b title=\"&quot;&amp;&#39;\">&lt;/script&gt; 0.5</b>",
        Html.Of($"<b title=\"{"\"&'"}\">{"</script>"} {0.5}</b>").Text);

    [Fact]
    public void Html_PutIntoHtml_StaysAsItIs() => Assert.Equal(
        "<p><b>1</b><b>2</b></p>", Html.Of($"<p>{new[] { 1, 2 }.Select(i => Html.Of($"<b>{i}</b>"))}</p>").Text);

    [Theory]
    [InlineData(0, "0.0 s")]
    [InlineData(119.94, "119.9 s")]
    [InlineData(300, "5 min 00 s")]
    [InlineData(3960, "1 h 06 min")]
    [InlineData(93600, "26 h 00 min")]
    public void Seconds_Shown_AreInUnitsThatPeopleRead(double seconds, string expected) =>
        Assert.Equal(expected, Figures.Time(seconds));

    [Theory]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(5L << 40, "5.0 TiB")]
    [InlineData(5L << 52, "20480.0 TiB")]
    public void Bytes_Shown_AreInUnitsThatPeopleRead(long bytes, string expected) =>
        Assert.Equal(expected, Figures.Bytes(bytes));
}
