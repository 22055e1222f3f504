namespace SplitLearning.Data.Stores;

/// <summary>Opens the store that a URL names.</summary>
public static class ShardStores
{
    /// <summary>Where an import goes when nothing is said: a folder below the current directory.</summary>
    public const string DefaultUrl = "sqlite:stores";

    private const string SqliteScheme = "sqlite:";
    private static readonly string[] MongoSchemes = ["mongodb://", "mongodb+srv://"];

    /// <summary>How a URL may look, for people.</summary>
    public const string Forms = "sqlite:FOLDER or mongodb://HOST[:PORT][/?OPTIONS]";

    /// <summary>Whether a text has the form of a store's URL.</summary>
    public static bool IsUrl(string url) =>
        (url.StartsWith(SqliteScheme, StringComparison.Ordinal) && url.Length > SqliteScheme.Length)
        || MongoSchemes.Any(scheme => url.StartsWith(scheme, StringComparison.Ordinal));

    /// <summary>A URL without user and password, for records and for people.</summary>
    public static string WithoutCredentials(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
            return url;
        var host = scheme + "://".Length;
        var end = url.IndexOf('/', host) is var slash and >= 0 ? slash : url.Length;
        var at = url.LastIndexOf('@', end - 1, end - host);
        return at < 0 ? url : url[..host] + url[(at + 1)..];
    }

    /// <summary>Opens a dataset's store; nothing is read or made yet.</summary>
    /// <param name="url">
    /// <c>sqlite:FOLDER</c>: the file WORKLOAD.db in that folder. <c>mongodb://...</c>: the database WORKLOAD of that
    /// server, in the stack that has MongoDB's driver; user and password best come from the environment.
    /// </param>
    /// <exception cref="StoreException">The URL is of no known form, or its database not of this stack.</exception>
    public static IShardStore Open(string url, string workload)
    {
        if (!IsUrl(url))
            throw new StoreException(
                StoreProblem.Unusable, $"The store '{WithoutCredentials(url)}' is unknown; it must be {Forms}");
        return url.StartsWith(SqliteScheme, StringComparison.Ordinal)
            ? new Sqlite.SqliteShardStore(Path.Combine(url[SqliteScheme.Length..], workload + ".db"))
            : MongoStores.Open(url, workload);
    }
}
