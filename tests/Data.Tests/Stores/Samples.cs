using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

/// <summary>Small samples whose bytes tell their id.</summary>
internal static class Samples
{
    public static StoredSample Of(int id, byte label = 0, string fileName = "", int size = 4) =>
        StoredSample.Create(id, label, fileName, DataOf(id, size));

    public static IReadOnlyList<StoredSample> Range(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(id => Of(id, (byte)(id % 3), $"class-{id % 3}/{id}.png"))];

    public static StoreManifest Manifest(int train, int test) => new()
    {
        Workload = "mnist",
        Form = "pixels",
        Source = "samples of a test",
        SourceFingerprint = "f",
        TrainSamples = train,
        TestSamples = test,
    };

    private static byte[] DataOf(int id, int size) =>
        [.. Enumerable.Range(0, size).Select(i => (byte)(id + 31 * i))];
}
