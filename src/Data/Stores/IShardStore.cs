using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores;

/// <summary>
/// The labelled samples of one dataset in a document store: a collection for training, one for testing, and a manifest
/// that says what they should be. Safe for several threads; several processes may have the same store open.
/// </summary>
/// <remarks>
/// Ids count from 1 in each collection. Every method throws <see cref="StoreException"/> where the store cannot be
/// reached, is damaged or has no room, and <see cref="OperationCanceledException"/> when it is told to stop.
/// </remarks>
public interface IShardStore : IAsyncDisposable
{
    /// <summary>Where it is, for people: <c>sqlite:/data/stores/mnist.db</c>; never with a password.</summary>
    string Description { get; }

    /// <summary>What the store should hold; null where no import has begun.</summary>
    Task<StoreManifest?> ReadManifestAsync(CancellationToken cancellation = default);

    /// <summary>Replaces the manifest, atomically; what was inserted before is durable before it.</summary>
    Task WriteManifestAsync(StoreManifest manifest, CancellationToken cancellation = default);

    /// <summary>Number of samples in a collection.</summary>
    Task<int> CountAsync(Phase phase, CancellationToken cancellation = default);

    /// <summary>Puts samples in, all of them or none; those whose id is there already are left as they are.</summary>
    Task InsertAsync(
        Phase phase, IReadOnlyList<StoredSample> samples, CancellationToken cancellation = default);

    /// <summary>Reads all but the content of every sample, by ascending id.</summary>
    IAsyncEnumerable<SampleEntry> ReadEntriesAsync(Phase phase, CancellationToken cancellation = default);

    /// <summary>Reads the samples that a query asks for, by ascending id.</summary>
    IAsyncEnumerable<StoredSample> FindAsync(
        Phase phase, SampleQuery query, CancellationToken cancellation = default);

    /// <summary>Reads the samples with these ids, in this order.</summary>
    /// <exception cref="StoreException">One of them is not there: <see cref="StoreProblem.Damaged"/>.</exception>
    Task<IReadOnlyList<StoredSample>> ReadBatchAsync(
        Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation = default);

    /// <summary>Removes the samples with these ids; those that are not there are passed over.</summary>
    Task DeleteAsync(Phase phase, ReadOnlyMemory<int> ids, CancellationToken cancellation = default);

    /// <summary>Removes all samples of a collection; the manifest stays.</summary>
    Task DeleteAllAsync(Phase phase, CancellationToken cancellation = default);

    /// <summary>Removes both collections and the manifest.</summary>
    Task DropAsync(CancellationToken cancellation = default);
}
