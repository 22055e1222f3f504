using System.ComponentModel;
using System.Diagnostics;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>A fact that needs a <see cref="SmallDisk"/>; skipped, with the reason, where there can be none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskFactAttribute : FactAttribute
{
    public DiskFactAttribute() => Skip = SmallDisks.Missing;
}

/// <summary>A theory that needs a <see cref="SmallDisk"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DiskTheoryAttribute : TheoryAttribute
{
    public DiskTheoryAttribute() => Skip = SmallDisks.Missing;
}

/// <summary>Whether this machine lets a user mount file systems for himself.</summary>
internal static class SmallDisks
{
    /// <summary>Why not; null where it does.</summary>
    public static string? Missing { get; } = Try() is { } failure ? $"no disk can be mounted: {failure}" : null;

    private static string? Try()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(
                "unshare", ["-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "none", "/tmp"])
            {
                RedirectStandardError = true,
            })!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : error.Trim();
        }
        catch (Win32Exception e)
        {
            return e.Message; // there is no unshare
        }
    }
}
