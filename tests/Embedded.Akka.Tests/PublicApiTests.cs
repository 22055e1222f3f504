using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Tests.Shared;

namespace Embedded.Akka.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData(typeof(ActorSystem))]
    [InlineData(typeof(TestKitBase))]
    [InlineData(typeof(global::Akka.TestKit.Xunit2.TestKit))]
    public void Assembly_Compared_IsAsApproved(Type oneOfIt) => PublicApi.IsApproved(oneOfIt.Assembly);
}
