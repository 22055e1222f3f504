using System.Diagnostics;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Tests.Partitioning.Federated;

/// <summary>FedEM's partition of CIFAR-10 among 80 clients, and the images that it was made for.</summary>
internal static class RealPartition
{
    /// <summary>Null where it is not there.</summary>
    public static string? File { get; } = Find("partition-80-clients.json");

    /// <summary>Null where they are not there.</summary>
    public static string? Archive { get; } = Find("cifar10-images-jpg.tar.xz");

    /// <returns>The folder of the images, below the named one.</returns>
    public static string Unpack(string folder)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, "cifar10")).FullName;
        using var tar = Process.Start("tar", ["-xJf", Archive!, "-C", target]);
        tar.WaitForExit();
        return tar.ExitCode == 0
            ? target
            : throw new IOException($"tar cannot unpack {Archive}: exit code {tar.ExitCode}");
    }

    private static string? Find(string name)
    {
        try
        {
            return RealData.Find(new DatasetFiles("cifar10", [name])) is { } home ? Path.Combine(home, name) : null;
        }
        catch (DatasetException)
        {
            return null; // another folder is named, and has it not
        }
    }
}

/// <summary>A test that needs the partition and its images; without them, it is skipped and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealPartitionFactAttribute : FactAttribute
{
    public RealPartitionFactAttribute()
    {
        if (RealPartition.File is null || RealPartition.Archive is null)
            Skip = "No cifar10/partition-80-clients.json and cifar10/cifar10-images-jpg.tar.xz in "
                + $"{DatasetLocator.UsualPlaces[0]} or {DatasetLocator.Variable}";
    }
}
