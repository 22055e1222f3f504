using System.Diagnostics;
using System.Runtime.Versioning;

namespace Embedded.TorchSharp.Tests;

/// <summary>scripts/setup on machines that have only what a test gives them.</summary>
[SupportedOSPlatform("linux")]
public sealed class SetupScriptTests : IDisposable
{
    private const string AptThatKnowsPackagesAfterUpdate = """
        echo "$*" >> "$0.log"
        [[ $1 == update ]] && : > "$0.updated"
        [[ -e $0.updated ]] || { echo "E: Unable to locate package"; exit 100; }
        """;

    private readonly string _machine = Directory.CreateTempSubdirectory("setup-test-").FullName;

    public SetupScriptTests()
    {
        foreach (var tool in new[] { "bash", "env", "grep", "mktemp", "rm", "readlink", "basename" })
            File.CreateSymbolicLink(Path.Combine(_machine, tool), Path.Combine("/usr/bin", tool));
        Install("dotnet", "echo '10.0.100 [/usr/share/dotnet/sdk]'");
    }

    public void Dispose() => Directory.Delete(_machine, recursive: true);

    [Fact]
    public void NoDotnet_Setup_SaysWhatToInstall()
    {
        File.Delete(Path.Combine(_machine, "dotnet"));

        var (code, output) = Run();

        Assert.Equal(3, code);
        Assert.StartsWith("setup: dotnet is not installed; install the .NET SDK 10", output, StringComparison.Ordinal);
    }

    [Fact]
    public void NoAptGet_Setup_NamesPackagesAndTheWayWithout()
    {
        var (code, output) = Run();

        Assert.Equal(3, code);
        Assert.Equal(
            "setup: missing: g++ libjpeg-dev libpng-dev libtorch-dev libopenblas0-openmp; there is no apt-get here: " +
            "install them, or set LIBTORCH_HOME to an unpacked libtorch (then only g++, libjpeg-dev and libpng-dev " +
            "are needed).", output.Trim());
    }

    [Fact]
    public void LibtorchHomeWithoutHeaders_Setup_NamesIt()
    {
        var (code, output) = Run(libtorchHome: "/nonexistent");

        Assert.Equal(3, code);
        Assert.Contains("LIBTORCH_HOME is '/nonexistent'", output, StringComparison.Ordinal);
    }

    [Fact]
    public void LibtorchHomeAndCompiler_Setup_NeedsNoPackage()
    {
        Install("g++", "");
        var headers = Directory.CreateDirectory(Path.Combine(_machine, "libtorch", "include", "ATen")).FullName;
        File.WriteAllText(Path.Combine(headers, "ATen.h"), "");

        var (code, output) = Run(libtorchHome: Path.Combine(_machine, "libtorch"));

        Assert.Equal((0, "setup: everything is there."), (code, output.Trim()));
    }

    [Fact]
    public void LibtorchHomeWithoutImageHeaders_Setup_NeedsOnlyTheirPackages()
    {
        Install("g++", """read -r; read -r header; [[ $header != *jpeglib.h* ]] || exit 1""");
        var headers = Directory.CreateDirectory(Path.Combine(_machine, "libtorch", "include", "ATen")).FullName;
        File.WriteAllText(Path.Combine(headers, "ATen.h"), "");

        var (code, output) = Run(libtorchHome: Path.Combine(_machine, "libtorch"));

        Assert.Equal(3, code);
        Assert.StartsWith("setup: missing: libjpeg-dev; ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PackagesMissing_SetupAsRoot_FetchesListsOnlyWhenInstallingFails()
    {
        if (!Environment.IsPrivilegedProcess) Install("sudo", """[[ $1 == -n ]] && shift; exec "$@" """);
        Install("apt-get", AptThatKnowsPackagesAfterUpdate);

        var first = Run();
        var second = Run();

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Contains("libtorch-dev: libtorch and its headers", first.Output, StringComparison.Ordinal);
        Assert.Contains("apt-get update", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("apt-get update", second.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["install", "update", "install", "install"],
            File.ReadLines(Path.Combine(_machine, "apt-get.log")).Select(line => line.Split(' ')[0]));
    }

    private void Install(string name, string script)
    {
        var path = Path.Combine(_machine, name);
        File.WriteAllText(path, $"#!/bin/bash\n{script}\nexit 0\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Code, string Output) Run(string? libtorchHome = null)
    {
        var start = new ProcessStartInfo("/bin/bash", [Script()])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _machine;
        start.Environment["LIBTORCH_HOME"] = libtorchHome;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static string Script()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SplitLearning.sln"))) folder = folder.Parent!;
        return Path.Combine(folder.FullName, "scripts", "setup");
    }
}
