using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores;

/// <summary>What every store can do by means of the rest.</summary>
public static class ShardStoreExtensions
{
    /// <summary>Reads every sample, by ascending id.</summary>
    public static IAsyncEnumerable<StoredSample> FindAllAsync(
        this IShardStore store, Phase phase, CancellationToken cancellation = default) =>
        store.FindAsync(phase, SampleQuery.All, cancellation);

    /// <summary>Reads every sample of a collection into memory, by ascending id.</summary>
    public static async Task<IReadOnlyList<StoredSample>> ReadAllAsync(
        this IShardStore store, Phase phase, CancellationToken cancellation = default) =>
        await store.FindAllAsync(phase, cancellation).ToListAsync(cancellation);

    /// <summary>Reads the class of every sample, by ascending id.</summary>
    public static async Task<IReadOnlyList<byte>> ReadLabelsAsync(
        this IShardStore store, Phase phase, CancellationToken cancellation = default) =>
        await store.ReadEntriesAsync(phase, cancellation).Select(entry => entry.Label).ToListAsync(cancellation);

    /// <summary>Writes the content of every sample as a file of its own: by its name, else as LABEL/ID.bin.</summary>
    /// <param name="folder">Made where it is not there; files of the same name are overwritten.</param>
    /// <returns>Number of files.</returns>
    /// <exception cref="StoreException">A name leads out of the folder.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static async Task<int> DownloadAllAsync(
        this IShardStore store, Phase phase, string folder, CancellationToken cancellation = default)
    {
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var written = 0;
        await foreach (var sample in store.FindAllAsync(phase, cancellation))
        {
            var name = sample.FileName.Length > 0 ? sample.FileName : $"{sample.Label}/{sample.Id}.bin";
            var path = Path.GetFullPath(name, root);
            if (!path.StartsWith(root, StringComparison.Ordinal))
                throw new StoreException(StoreProblem.Damaged,
                    $"{store.Description}: sample {sample.Id} has the file name '{name}', "
                    + "which leads out of the folder");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, sample.Data, cancellation);
            written++;
        }

        return written;
    }
}
