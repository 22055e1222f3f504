using MongoDB.Driver;

namespace SplitLearning.Data.Stores;

/// <summary>Stores on a MongoDB server: a database a dataset.</summary>
internal static class MongoStores
{
    /// <summary>Names of the variables that user and password are taken from where the URL has none.</summary>
    public const string UserVariable = "SPLITLEARNING_MONGODB_USER";

    /// <inheritdoc cref="UserVariable"/>
    public const string PasswordVariable = "SPLITLEARNING_MONGODB_PASSWORD";

    private const string AuthenticationDatabase = "admin";

    /// <exception cref="StoreException">The URL is malformed.</exception>
    public static IShardStore Open(string url, string workload)
    {
        MongoUrl parsed;
        try
        {
            parsed = MongoUrl.Create(url);
        }
        catch (MongoConfigurationException e)
        {
            // Not the URL itself: it may have a password in it.
            throw new StoreException(StoreProblem.Unusable, $"The store's mongodb:// URL is malformed: {e.Message}", e);
        }

        var settings = MongoClientSettings.FromUrl(parsed);
        settings.ApplicationName = "splitlearning";
        if (settings.Credential is null
            && Environment.GetEnvironmentVariable(UserVariable) is { Length: > 0 } user)
            settings.Credential = MongoCredential.CreateCredential(
                parsed.AuthenticationSource ?? AuthenticationDatabase, user,
                Environment.GetEnvironmentVariable(PasswordVariable) ?? "");
        var hosts = string.Join(",", settings.Servers.Select(server => $"{server.Host}:{server.Port}"));
        var database = parsed.DatabaseName ?? workload;
        return new MongoShardStore(new MongoClient(settings), database, $"mongodb://{hosts}/{database}");
    }
}
