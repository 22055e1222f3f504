using Akka.Configuration;

namespace Embedded.Akka.Tests.Hocon;

// Akka.NET: "Configuration", accessors of Config and fallbacks.
public sealed class ConfigTests
{
    [Theory]
    [InlineData("10s", 10_000)]
    [InlineData("5 minutes", 300_000)]
    [InlineData("250", 250)]
    [InlineData("0.5 s", 500)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1 day", 86_400_000)]
    [InlineData("1500 micros", 1.5)]
    [InlineData("2000000ns", 2)]
    [InlineData("infinite", -1)]
    public void Duration_WithUnit_IsRead(string text, double milliseconds)
    {
        var config = ConfigurationFactory.ParseString($"a = {text}");

        Assert.Equal(milliseconds, config.GetTimeSpan("a").TotalMilliseconds);
    }

    [Theory]
    [InlineData("128000b", 128_000)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("2k", 2_048)]
    [InlineData("2kB", 2_000)]
    [InlineData("1MB", 1_000_000)]
    [InlineData("1m", 1_048_576)]
    [InlineData("3 GiB", 3_221_225_472)]
    [InlineData("512", 512)]
    public void ByteSize_WithUnit_IsRead(string text, long bytes)
    {
        var config = ConfigurationFactory.ParseString($"a = {text}");

        Assert.Equal(bytes, config.GetByteSize("a"));
    }

    [Theory]
    [InlineData("on", true)]
    [InlineData("yes", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("no", false)]
    [InlineData("false", false)]
    public void Boolean_Word_IsRead(string text, bool expected)
    {
        var config = ConfigurationFactory.ParseString($"a = {text}");

        Assert.Equal(expected, config.GetBoolean("a", !expected));
    }

    [Fact]
    public void Numbers_Read_KeepTheirValue()
    {
        var config = ConfigurationFactory.ParseString("i = -7, l = 5000000000, d = 1.5e-3, f = 0.25, m = 12.34");

        Assert.Equal(-7, config.GetInt("i"));
        Assert.Equal(5_000_000_000, config.GetLong("l"));
        Assert.Equal(0.0015, config.GetDouble("d"));
        Assert.Equal(0.25f, config.GetFloat("f"));
        Assert.Equal(12.34m, config.GetDecimal("m"));
    }

    [Fact]
    public void Key_Missing_GivesDefault()
    {
        var config = ConfigurationFactory.ParseString("a = null");

        Assert.False(config.HasPath("a"));
        Assert.Null(config.GetString("a"));
        Assert.Equal("x", config.GetString("b.c", "x"));
        Assert.Equal(3, config.GetInt("b", 3));
        Assert.Null(config.GetByteSize("b"));
        Assert.Null(config.GetConfig("b"));
        Assert.Empty(config.GetStringList("b"));
        Assert.Equal(TimeSpan.FromSeconds(1), config.GetTimeSpan("b", TimeSpan.FromSeconds(1)));
    }

    public static TheoryData<Action<Config>, string> WrongReads => new()
    {
        { c => c.GetInt("a.b"), "a.b: 'word' is not an integer of 32 bits" },
        { c => c.GetTimeSpan("a.b"), "a.b: 'word' is not a duration such as 500ms, 10s, 5 minutes or infinite" },
        { c => c.GetByteSize("a.b"), "a.b: 'word' is not a size such as 128000b, 64 KiB or 2MB" },
        { c => c.GetBoolean("a.b"), "a.b: 'word' is not on, off, yes, no, true or false" },
        { c => c.GetStringList("a.b"), "a.b: 'word' is not an array" },
        { c => c.GetConfig("a.b"), "a.b: 'word' is not an object" },
        { c => c.GetDouble("a.b"), "a.b: 'word' is not a number" },
    };

    [Theory]
    [MemberData(nameof(WrongReads), DisableDiscoveryEnumeration = true)]
    public void Value_OfOtherKind_NamesKeyAndForm(Action<Config> read, string expected)
    {
        var config = ConfigurationFactory.ParseString("a.b = word");

        var error = Assert.Throws<ConfigurationException>(() => read(config));

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public void Fallback_Added_FillsWhatIsMissing()
    {
        var config = ConfigurationFactory.ParseString("a { x = 1, list = [1] }")
            .WithFallback(ConfigurationFactory.ParseString("a { x = 2, y = 3, list = [2, 3] }, b = 4"))
            .WithFallback(ConfigurationFactory.ParseString("b = 5, c = 6"));

        Assert.Equal(1, config.GetInt("a.x"));
        Assert.Equal(3, config.GetInt("a.y"));
        Assert.Equal([1], config.GetIntList("a.list"));
        Assert.Equal(4, config.GetInt("b"));
        Assert.Equal(6, config.GetInt("c"));
    }

    [Fact]
    public void Section_Taken_HasItsKeysOnly()
    {
        var section = ConfigurationFactory.ParseString("a { b { c = 1 }, \"d.e\" = 2 }").GetConfig("a")!;

        Assert.Equal(1, section.GetInt("b.c"));
        Assert.Equal(2, section.GetInt("\"d.e\""));
        Assert.Equal(["b", "d.e"], section.AsEnumerable().Select(entry => entry.Key));
    }

    [Fact]
    public void Empty_Asked_SaysSo()
    {
        Assert.True(ConfigurationFactory.Empty.IsEmpty);
        Assert.True(((Config?)null).IsNullOrEmpty());
        Assert.True(ConfigurationFactory.ParseString("# nothing").IsEmpty);
        Assert.False(ConfigurationFactory.ParseString("a = 1").IsNullOrEmpty());
    }

    [Fact]
    public void Resource_Missing_NamesThoseThere()
    {
        var error = Assert.Throws<ConfigurationException>(
            () => ConfigurationFactory.FromResource<Config>("none.conf"));

        Assert.Equal("Resource 'none.conf' is not in Akka; it has: Akka.reference.conf", error.Message);
    }
}
