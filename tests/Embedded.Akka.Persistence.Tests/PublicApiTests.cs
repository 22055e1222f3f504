using Akka.Persistence;
using Akka.Persistence.Sqlite.Journal;
using SplitLearning.Tests.Shared;

namespace Embedded.Akka.Persistence.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(ReceivePersistentActor))]
    [InlineData(typeof(SqliteJournal))]
    public void Assembly_Compared_IsAsApproved(Type oneOfIt) => PublicApi.IsApproved(oneOfIt.Assembly);
}
