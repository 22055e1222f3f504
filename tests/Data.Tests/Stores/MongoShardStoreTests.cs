using SplitLearning.Data.Stores;

namespace SplitLearning.Data.Tests.Stores;

[NeedsMongoDb]
public sealed class MongoShardStoreTests : ShardStoreContract
{
    private IShardStore? _opened;

    public override async Task DisposeAsync()
    {
        await _opened!.DropAsync();
        await base.DisposeAsync();
    }

    protected override IShardStore Open() => _opened = ShardStores.Open(
        Environment.GetEnvironmentVariable(NeedsMongoDbAttribute.Variable)!, $"splitlearning-test-{Guid.NewGuid():N}");
}
