using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace Embedded.Akka.Tests.Hocon;

// Akka.NET: "HOCON Syntax and Practices in Akka.NET", and the specification it points to.
public sealed class ParserTests
{
    [Theory]
    [InlineData("a = 1", "a", "1")]
    [InlineData("a : 1", "a", "1")]
    [InlineData("a=1,b=2", "b", "2")]
    [InlineData("{ a = 1 }", "a", "1")]
    [InlineData("a { b { c = 1 } }", "a.b.c", "1")]
    [InlineData("a.b.c = 1", "a.b.c", "1")]
    [InlineData("a.b = 1\na.c = 2", "a.b", "1")]
    [InlineData("a { b = 1 }\na { c = 2 }", "a.b", "1")]
    [InlineData("a = { b = 1 }\na = 5\na = { c = 2 }", "a.c", "2")]
    [InlineData("\"a.b\" = 1", "\"a.b\"", "1")]
    [InlineData("a.\"b.c\".d = 1", "a.\"b.c\".d", "1")]
    [InlineData("a b = 1", "a b", "1")]
    [InlineData("\"a\"b = 1", "ab", "1")]
    [InlineData("  \"a\"  = 1", "a", "1")]
    [InlineData("a = 1 # comment", "a", "1")]
    [InlineData("a = 1 // comment", "a", "1")]
    [InlineData("# first\n// second\na = 1", "a", "1")]
    [InlineData("a = \"x # y // z\"", "a", "x # y // z")]
    [InlineData("a = one two  three  ", "a", "one two  three")]
    [InlineData("a = \"one \" two", "a", "one  two")]
    [InlineData("a = \"x\\n\\t\\\"\\\\\\u0041\"", "a", "x\n\t\"\\A")]
    [InlineData("a = \"\"\"x \"y\"\n z\"\"\"", "a", "x \"y\"\n z")]
    [InlineData("a = \"\"\"x\"\"\"\"", "a", "x\"")]
    [InlineData("a =\n  1", "a", "1")]
    [InlineData("a = \"\"", "a", "")]
    [InlineData("\uFEFFa = 1", "a", "1")]
    [InlineData("a = 1\r\nb = 2\r\n", "a", "1")]
    [InlineData("a { b = 1, }", "a.b", "1")]
    [InlineData("a { b = 1 # one\n , # comma\n c = 2 }", "a.c", "2")]
    [InlineData("a = \"x\" \"y\"", "a", "x y")]
    [InlineData("a = 1\na.b = 2", "a.b", "2")]
    [InlineData("a { b = 1 }, a = null, a { c = 2 }", "a.b", null)]
    [InlineData("a = \"${b}\"", "a", "${b}")]
    [InlineData("a {\"/x/*\" = 1}", "a.\"/x/*\"", "1")]
    [InlineData("a = /usr/bin", "a", "/usr/bin")]
    public void Text_Parsed_GivesValue(string text, string path, string? expected)
    {
        var config = ConfigurationFactory.ParseString(text);

        Assert.Equal(expected, config.GetString(path));
    }

    [Fact]
    public void Arrays_AcrossLines_GiveItems()
    {
        var config = ConfigurationFactory.ParseString(
            "a = [1, 2,\n 3\n 4 # four\n], b = [[1], {c = 2}], d = [1] [2]\nd += 3");

        Assert.Equal([1, 2, 3, 4], config.GetIntList("a"));
        Assert.Equal("2", config.GetValue("b")!.GetArray()[1].GetObject().GetKey("c")!.GetString());
        Assert.Equal(["1", "2", "3"], config.GetStringList("d"));
    }

    [Fact]
    public void PlusEquals_NothingBefore_BeginsArray()
    {
        var config = ConfigurationFactory.ParseString("x { a += 1 }\nx { a += 2 }");

        Assert.Equal(["1", "2"], config.GetStringList("x.a"));
    }

    [Theory]
    [InlineData("a = ", "line 1, column 5: 'a' has no value")]
    [InlineData("a = 1\n  b 2", "line 2, column 6: key 'b 2' needs '=', ':', '+=' or '{' behind it")]
    [InlineData("a { b = 1", "line 1, column 10: the text ends where '}' is missing")]
    [InlineData("a = [1, 2", "line 1, column 10: the text ends where ']' is missing")]
    [InlineData("a = 1 }", "line 1, column 7: '}' stands where a key should")]
    [InlineData("{ a = 1 } x", "line 1, column 11: 'x' stands after the end of the document")]
    [InlineData("a = \"x", "line 1, column 5: the string has no closing quote")]
    [InlineData("a = \"\"\"x", "line 1, column 5: the string has no closing \"\"\"")]
    [InlineData("a = \"\\q\"", "line 1, column 7: '\\q' is no escape; use")]
    [InlineData("a = akka.tcp://sys@host:1", "line 1, column 13: ':' must stand in quotes here")]
    [InlineData("a = ${b", "line 1, column 8: a substitution ends with '}'")]
    [InlineData(".a = 1", "line 1, column 1: '.' stands where a key should")]
    [InlineData("a = [1] b", "line 1, column 5: a concatenation mixes objects, arrays or strings")]
    [InlineData("a = 1,,b = 2", "line 1, column 7: ',' stands where a key should")]
    [InlineData(", a = 1", "line 1, column 1: ',' stands where a key should")]
    [InlineData("{ a = 1 },", "line 1, column 10: ',' stands after the end of the document")]
    [InlineData("a = [1,,2]", "line 1, column 8: an array's item is missing")]
    [InlineData("a = [,1]", "line 1, column 6: an array's item is missing")]
    [InlineData("a = [1\n}", "line 2, column 1: an array's item is missing")]
    [InlineData("include 5", "line 1, column 10: key 'include 5' needs")]
    public void Text_Wrong_NamesLineAndColumn(string text, string expected)
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(text));

        Assert.StartsWith(expected, error.Message);
    }

    [Fact]
    public void Include_InFile_IsMergedWhereItStands()
    {
        var files = new Dictionary<string, string>
        {
            ["common.conf"] = "host = localhost, port = 1, url = ${host}\":\"${port}",
            ["deep.conf"] = "port = 7, name = ${port}",
        };

        var config = ConfigurationFactory.ParseString(
            "include \"common.conf\"\nport = 2\nnode { include file(\"deep.conf\") }", Include);

        Assert.Equal("localhost:2", config.GetString("url"));
        Assert.Equal("7", config.GetString("node.name"));

        HoconRoot Include(string name) => Parser.Parse(files[name], Include);
    }

    [Fact]
    public void Include_Missing_IsAnErrorOnlyIfRequired()
    {
        var config = ConfigurationFactory.ParseString("include \"none.conf\"\na = 1", _ => null!);
        var error = Assert.Throws<ConfigurationException>(
            () => ConfigurationFactory.ParseString("a = 1\ninclude required(\"none.conf\")", _ => null!));

        Assert.Equal(1, config.GetInt("a"));
        Assert.Equal("line 2, column 9: include \"none.conf\" was not found; give a file that exists", error.Message);
    }

    [Fact]
    public void Include_WithError_NamesFileAndPlace()
    {
        var error = Assert.Throws<ConfigurationException>(() => ConfigurationFactory.ParseString(
            "x = 1\ninclude \"bad.conf\"", _ => Parser.Parse("a = 1\nb = [", null)));

        Assert.StartsWith("bad.conf: line 2, column 6: the text ends where ']' is missing", error.Message);
        Assert.EndsWith("(included at line 2, column 9)", error.Message);
    }
}
