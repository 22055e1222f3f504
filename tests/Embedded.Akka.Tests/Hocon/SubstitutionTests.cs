using Akka.Configuration;

namespace Embedded.Akka.Tests.Hocon;

// HOCON specification: "Substitutions".
public sealed class SubstitutionTests
{
    [Theory]
    [InlineData("a = 1, b = ${a}", "b", "1")]
    [InlineData("b = ${a}, a = 1", "b", "1")]
    [InlineData("b = ${a}, a = 1, a = 2", "b", "2")]
    [InlineData("a { x = 1 }, b = ${a.x}", "b", "1")]
    [InlineData("a { x = 1, y = ${a.x} }", "a.y", "1")]
    [InlineData("a = x, b = ${a}y${a} ${a}", "b", "xyx x")]
    [InlineData("b = before ${?missing} after", "b", "before  after")]
    [InlineData("p = /usr, p = ${p}\":/bin\"", "p", "/usr:/bin")]
    [InlineData("p = /usr, p = ${p}x, p = ${p}y", "p", "/usrxy")]
    [InlineData("p = ${?p}x", "p", "x")]
    [InlineData("a { x = 1 }, a = ${a} { y = 2 }", "a.x", "1")]
    [InlineData("a { x = 1 }, b = ${a} { x = 2 }", "b.x", "2")]
    [InlineData("a { x = 1 }, b = ${a}, b { y = 2 }", "b.x", "1")]
    [InlineData("a { x = 1 }, b = ${a} { y = ${a.x} }", "b.y", "1")]
    [InlineData("a = 1, a = ${?missing}", "a", "1")]
    [InlineData("o { x = 1, y = ${o.x} }, o { x = 2 }", "o.y", "2")]
    [InlineData("f { a { c = 1 } }, f { a = ${f.b} }, f { b { d = 2 } }", "f.a.d", "2")]
    [InlineData("f { a { c = 1 } }, f { a = ${f.b} }, f { b { d = 2 } }", "f.a.c", "1")]
    [InlineData("\"a.b\" = 1, c = ${\"a.b\"}", "c", "1")]
    public void Reference_Resolved_GivesValue(string text, string path, string expected)
    {
        var config = ConfigurationFactory.ParseString(text);

        Assert.Equal(expected, config.GetString(path));
    }

    [Fact]
    public void Arrays_Concatenated_KeepOrder()
    {
        var config = ConfigurationFactory.ParseString("a = [1, 2], b = [0] ${a} [3], a = ${a} [4]");

        Assert.Equal([0, 1, 2, 4, 3], config.GetIntList("b"));
    }

    [Fact]
    public void Optional_Missing_LeavesKeyOut()
    {
        var config = ConfigurationFactory.ParseString("a = ${?missing}, b = [1, ${?missing}]");

        Assert.False(config.HasPath("a"));
        Assert.Equal([1], config.GetIntList("b"));
    }

    [Fact]
    public void Required_Missing_NamesPlaceAndKey()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString("a = 1\nb = ${x.y}"));

        Assert.StartsWith("line 2, column 7: ${x.y} is not defined", error.Message);
    }

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = ${b}, b = ${a}")]
    [InlineData("a { b = ${a} }")]
    public void Circle_Resolved_IsAnError(string text) =>
        Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

    [Fact]
    public void EnvironmentVariable_NoSuchKey_IsTaken()
    {
        var name = "SPLIT_HOCON_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(name, "from outside");

        var config = ConfigurationFactory.ParseString($"a = ${{{name}}}, b = 1, b = ${{?{name}_NOT}}");

        Environment.SetEnvironmentVariable(name, null);
        Assert.Equal("from outside", config.GetString("a"));
        Assert.Equal("1", config.GetString("b"));
    }
}
