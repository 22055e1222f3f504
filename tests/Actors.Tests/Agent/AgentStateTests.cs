using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Wire;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

public sealed class AgentStateTests : AgentTest
{
    [Theory]
    [InlineData("Joining")]
    [InlineData("Enlisting", typeof(EnlistmentAccepted), typeof(EnlistmentRefused))]
    [InlineData("Enlisted")]
    [InlineData("Ready")]
    [InlineData("FetchingSnapshot")]
    [InlineData("InTurn")]
    [InlineData("Leaving")]
    [InlineData("Ended")]
    public void AnyState_EveryMessageFromAStranger_ChangesNothing(string state, params Type[] waitedFor)
    {
        Reach(state);
        Settle(Agent);
        var calls = Model.Calls.Count;
        var other = CreateTestProbe("other");

        foreach (var message in Samples.All(other.Ref))
        {
            if (!waitedFor.Contains(message.GetType()))
                other.Send(Agent, message);
        }

        ExpectSilence(ServerModel, Agent);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(calls, Model.Calls.Count);
    }

    private void Reach(string state)
    {
        var holder = CreateTestProbe("holder");
        switch (state)
        {
            case "Joining":
                break;
            case "Enlisting":
                ServerComesUp();
                break;
            case "Enlisted":
                Enlist();
                break;
            case "Ready":
                EnlistAndAcceptPlan();
                break;
            case "FetchingSnapshot":
                EnlistAndAcceptPlan();
                Agent.Tell(
                    Baton(1, Phase.Train, new SnapshotSource(StateHash.Of([1]), holder.Ref, "agent-2")), ServerRef);
                holder.ExpectMsg<RequestChunk>();
                break;
            case "InTurn":
                EnlistAndAcceptPlan();
                Agent.Tell(Baton(1), ServerRef);
                ServerModel.ExpectMsg<BatchProtocol.ForwardBatch>();
                break;
            case "Leaving":
                EnlistAndAcceptPlan();
                Agent.Tell(new StopRun("Ctrl-C"));
                Server.ExpectMsg<LeavingProtocol.LeaveRequested>();
                break;
            case "Ended":
                Agent.Tell(new StopRun("Ctrl-C"));
                ExpectMsg<Failed>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "no state of the agent");
        }
    }
}
