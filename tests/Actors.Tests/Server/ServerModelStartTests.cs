using Akka.Actor;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerModelStartTests : ActorTest
{
    [Fact]
    public void Starting_ModelCannotBeBuilt_ParentLearnsTheCause()
    {
        var server = CreateTestProbe("server");
        Func<IServerModel> build = () => throw new DllNotFoundException("libtorch.so");

        StartChildOf(server, Props.Create(() => new ServerModelActor(build)));

        var error = server.ExpectMsg<Guardian.ChildFailed>().Error;
        Assert.Equal("libtorch.so", error.GetBaseException().Message);
    }
}
