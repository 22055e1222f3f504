namespace SplitLearning.Data.Stores;

/// <summary>Stores on a MongoDB server, whose driver this stack does not have.</summary>
internal static class MongoStores
{
    /// <exception cref="StoreException">Always.</exception>
    public static IShardStore Open(string url, string workload) => throw new StoreException(StoreProblem.Unusable,
        $"The store of {workload} is a MongoDB server, whose driver is not in this build; "
        + $"build with -p:Stack=NuGet, or use {ShardStores.DefaultUrl}");
}
