using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;

namespace SplitLearning.Actors.Tests;

public sealed class OutcomeKeeperTests : ActorTest
{
    private readonly OutcomeKeeper _keeper = new();

    [Fact]
    public void Await_BeforeTheEnd_IsToldAtTheEnd()
    {
        var (first, second) = (CreateTestProbe(), CreateTestProbe());
        _keeper.Await(first);
        _keeper.Await(second);
        first.ExpectNoMsg(TimeSpan.Zero);

        _keeper.Complete(new Succeeded());

        first.ExpectMsg<Succeeded>();
        second.ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Await_AfterTheEnd_IsToldAtOnce()
    {
        _keeper.Complete(new Succeeded());

        _keeper.Await(TestActor);

        ExpectMsg<Succeeded>();
    }

    [Fact]
    public void Complete_Twice_TheFirstOutcomeStands()
    {
        var failed = new Failed(FailureKind.AgentLost, "agent-2 is lost");
        _keeper.Await(TestActor);
        _keeper.Complete(failed);

        _keeper.Complete(new Succeeded());

        ExpectMsg(failed);
        ExpectNoMsg(TimeSpan.Zero);
        _keeper.Await(TestActor);
        ExpectMsg(failed);
    }
}
