using Imaging;
using SplitLearning.Tests.Shared;

namespace Embedded.Imaging.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void Assembly_Compared_IsAsApproved() => PublicApi.IsApproved(typeof(ImageFile).Assembly);
}
