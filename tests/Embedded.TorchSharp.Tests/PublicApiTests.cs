using TorchSharp;
using SplitLearning.Tests.Shared;

namespace Embedded.TorchSharp.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_Compared_IsAsApproved() => PublicApi.IsApproved(typeof(torch).Assembly);
}
