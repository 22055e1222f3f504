using SplitLearning.Tests.Shared;

namespace Embedded.Akka.Cluster.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_Compared_IsAsApproved() => PublicApi.IsApproved(typeof(global::Akka.Cluster.Cluster).Assembly);
}
