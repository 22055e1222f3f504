using System.ComponentModel;
using System.Diagnostics;

namespace SplitLearning.EndToEnd.Tests.PyTorch;

/// <summary>A fact that needs PyTorch; skipped, with the reason, where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PyTorchFactAttribute : FactAttribute
{
    public PyTorchFactAttribute() => Skip = Python.WithTorch is null ? Python.Missing : null;
}

/// <summary>A Python that has PyTorch: Debian's, where another one comes before it on the path.</summary>
internal static class Python
{
    public const string Missing = "no Python here has PyTorch; install python3-torch";

    private static readonly string[] Candidates = ["python3", "/usr/bin/python3"];

    /// <summary>The program; null where there is none.</summary>
    public static string? WithTorch { get; } = Candidates.FirstOrDefault(HasTorch);

    private static bool HasTorch(string python)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(python, ["-c", "import torch"]) { RedirectStandardError = true })!;
            _ = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
