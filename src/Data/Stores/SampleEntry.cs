namespace SplitLearning.Data.Stores;

/// <summary>All that a store knows of a sample but its content.</summary>
/// <param name="Id">From 1, unique within its collection.</param>
/// <param name="Label">Class index.</param>
/// <param name="FileName">Path of its file below the folder that it came from; empty where it was no file.</param>
/// <param name="Bytes">Size of the content.</param>
/// <param name="ContentHash">
/// <see cref="Stores.ContentHash"/> at the time of the import; empty in a store that another program has filled.
/// </param>
public sealed record SampleEntry(int Id, byte Label, string FileName, long Bytes, ReadOnlyMemory<byte> ContentHash);
