namespace SplitLearning.Data.Stores;

/// <summary>One labelled sample of a store.</summary>
/// <param name="Id">From 1, unique within its collection.</param>
/// <param name="Label">Class index.</param>
/// <param name="FileName">Path of its file below the folder that it came from; empty where it was no file.</param>
/// <param name="Data">An image file, pixels or numbers: the dataset knows.</param>
/// <param name="ContentHash">
/// <see cref="Stores.ContentHash"/> at the time of the import; empty in a store that another program has filled.
/// </param>
public sealed record StoredSample(int Id, byte Label, string FileName, byte[] Data, ReadOnlyMemory<byte> ContentHash)
{
    /// <summary>Whether label, name and content are those of the import, if the store says what they were.</summary>
    public bool IsIntact => ContentHash.IsEmpty
        || ContentHash.Span.SequenceEqual(Stores.ContentHash.Of(Label, FileName, Data));

    /// <summary>A sample as it is imported, with its hash.</summary>
    public static StoredSample Create(int id, byte label, string fileName, byte[] data) =>
        new(id, label, fileName, data, Stores.ContentHash.Of(label, fileName, data));
}
