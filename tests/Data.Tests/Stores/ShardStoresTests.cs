using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

public sealed class ShardStoresTests
{
    [Theory]
    [InlineData("mongodb://me:secret@host:27017/?tls=true", "mongodb://host:27017/?tls=true")]
    [InlineData("mongodb://me:se@cret@one,two", "mongodb://one,two")]
    [InlineData("mongodb://host/db@x", "mongodb://host/db@x")]
    [InlineData("mongodb://host", "mongodb://host")]
    [InlineData("sqlite:/data/a@b", "sqlite:/data/a@b")]
    public void Url_WithoutCredentials_HasTheHostAndTheRest(string url, string expected) =>
        Assert.Equal(expected, ShardStores.WithoutCredentials(url));

    [Fact]
    public void MongoDb_OpenedWithoutItsDriver_NamesTheStackThatHasIt()
    {
        if (NeedsMongoDbAttribute.HasDriver)
            return;

        var missing = Assert.Throws<StoreException>(() => ShardStores.Open("mongodb://host", "mnist"));

        Assert.Contains("Stack=NuGet", missing.Message, StringComparison.Ordinal);
    }
}
