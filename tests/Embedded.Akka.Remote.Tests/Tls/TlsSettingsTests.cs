using Akka.Configuration;

namespace Embedded.Akka.Remote.Tests.Tls;

public sealed class TlsSettingsTests : IDisposable
{
    private const string Certificate = "akka.remote.dot-netty.tcp.ssl.certificate";

    private readonly Authority authority = new();

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData("use-thumbprint-over-file = on")]
    [InlineData("thumbprint = \"45df32e258c92a7abf6c112e54912ab15bbb9eb0\"")]
    [InlineData("store-name = My")]
    [InlineData("flags = [exportable]")]
    public void Key_NotOfThisStack_IsOneExceptionNamingIt(string key) =>
        AssertRefused($"{Certificate} {{ {key} }}", $"{Certificate}.{key.Split(' ')[0]} is set; it needs Stack=NuGet");

    [Fact]
    public void Path_Empty_IsOneExceptionNamingTheKey() =>
        AssertRefused($"{Certificate}.path = \"\"", $"{Certificate}.path is empty");

    [Fact]
    public void Path_OfNoFile_IsOneExceptionNamingKeyAndFile() =>
        AssertRefused($"{Certificate}.path = /none.p12", $"{Certificate}.path is '/none.p12', which cannot be read");

    [Fact]
    public void Password_Wrong_IsOneExceptionNamingKeyAndFile() =>
        AssertRefused($"{Certificate}.password = wrong", $"{Certificate}.path is '{authority.In("node.p12")}', which");

    [Fact]
    public void Key_PrivateOneMissing_IsOneExceptionNamingKeyAndFile() => AssertRefused(
        $"{Certificate} {{ path = \"{authority.RootFile}\", password = \"\" }}",
        $"{Certificate}.path is '{authority.RootFile}', which");

    [Fact]
    public void KeyPath_OfAnotherCertificate_IsOneExceptionNamingKeyAndFile()
    {
        var (path, _) = authority.IssuePem("one");
        var (_, key) = authority.IssuePem("other");

        AssertRefused(
            $"{Certificate} {{ path = \"{path}\", key-path = \"{key}\" }}", $"{Certificate}.path is '{path}', which");
    }

    [Fact]
    public void CaPath_WithoutCertificate_IsOneExceptionNamingKeyAndFile()
    {
        File.WriteAllText(authority.In("empty.pem"), "nothing");

        AssertRefused(
            $"akka.remote.dot-netty.tcp.ssl.ca-path = \"{authority.In("empty.pem")}\"",
            $"ssl.ca-path is '{authority.In("empty.pem")}', which has no certificate in PEM form");
    }

    private void AssertRefused(string hocon, string expected)
    {
        var e = Assert.Throws<ConfigurationException>(
            () => new Node("node", authority.Hocon(authority.IssuePkcs12("node"), hocon)));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
    }
}
