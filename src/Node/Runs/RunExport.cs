using System.IO.Compression;
using SplitLearning.Models.State;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>A run's records as one file, to be sent to somebody or kept.</summary>
internal static class RunExport
{
    // The same files give the same archive; zip cannot tell times before 1980.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs the files of the folder itself: sub-folders have checkpoints and logs.</summary>
    /// <returns>Full path of the archive.</returns>
    /// <exception cref="Hosting.NodeFailureException">A file cannot be read or the archive not be written.</exception>
    public static string Write(RunFolder folder, string path)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            Storage.GuardRead(folder.Path, () => Pack(folder, archive));
        return Storage.Guard(path, () =>
        {
            AtomicFile.Write(path, bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
            return Path.GetFullPath(path);
        });
    }

    private static void Pack(RunFolder folder, ZipArchive archive)
    {
        foreach (var file in Directory.EnumerateFiles(folder.Path).Order(StringComparer.Ordinal)
                     .Where(file => !Path.GetFileName(file).StartsWith('.')))
        {
            var entry = archive.CreateEntry($"{folder.Id}/{Path.GetFileName(file)}");
            entry.LastWriteTime = NoTime;
            using var target = entry.Open();
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            source.CopyTo(target);
        }
    }
}
