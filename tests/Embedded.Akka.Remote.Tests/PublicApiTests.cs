using Akka.Remote;
using SplitLearning.Tests.Shared;

namespace Embedded.Akka.Remote.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_Compared_IsAsApproved() => PublicApi.IsApproved(typeof(RemoteActorRefProvider).Assembly);
}
