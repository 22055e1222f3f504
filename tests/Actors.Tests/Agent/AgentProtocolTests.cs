using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Data.Datasets;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.SnapshotProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

/// <summary>What each message of the server does in each state of the agent.</summary>
public sealed class AgentProtocolTests : AgentTest
{
    // e: the agent ends, and says so to its program; a: the server is answered, or asked for something; a point: it is
    // ignored, or noted for later. Nothing is stashed: the server repeats what it still needs.
    private const string Table = """
                              Joining Enlisting Enlisted Ready FetchingSnapshot InTurn Leaving Ended
        EnlistmentAccepted    .       .         .        .     .                .      .       .
        EnlistmentRefused     .       e         e        .     .                .      .       .
        PlanAssigned          .       .         a        a     a                a      .       .
        PlanOfNobody          .       .         e        a     a                a      .       .
        TakeBaton             .       .         .        a     a                a      .       .
        TakeBatonAgain        .       .         .        a     a                .      .       .
        WriteCheckpoint       .       .         .        a     a                a      a       .
        CheckpointComplete    .       .         .        a     a                a      a       .
        TakeOver              .       .         .        .     .                .      .       .
        LeaveGranted          .       .         .        .     .                .      e       .
        RunEnded              .       .         e        e     e                e      e       a
        """;

    private readonly TestProbe _holder;

    public AgentProtocolTests() => _holder = CreateTestProbe("holder");

    public static TheoryData<string, string, char> Cells() => ProtocolTable.Cells(Table);

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnyState_AnyMessageOfTheServer_DoesWhatTheTableSays(string state, string message, char effect)
    {
        Reach(state);
        Settle(Agent);
        while (Server.HasMessages)
        {
            Server.ReceiveOne(TimeSpan.Zero);
        }

        Agent.Tell(MessageOf(message), ServerRef);
        Settle(Agent);
        if (effect == 'a')
        {
            Server.ReceiveOne(TimeSpan.FromSeconds(20)); // some of it is done by other actors, off their threads
        }

        Assert.Equal(effect == 'e', HasMessages);
        Assert.Equal(effect == 'e' && state is not "Enlisting" && message is "RunEnded" or "PlanOfNobody",
            Server.HasMessages);
    }

    private object MessageOf(string name) => name switch
    {
        "EnlistmentAccepted" => new EnlistmentAccepted(1, 2),
        "EnlistmentRefused" => new EnlistmentRefused("its name is taken"),
        "PlanAssigned" => Assigned,
        "PlanOfNobody" => Assigned with { AgentIndex = 99 },
        "TakeBaton" => Baton(9),
        "TakeBatonAgain" => Baton(1),
        "WriteCheckpoint" => new WriteCheckpoint(After(1), StateHash.Of([9])),
        "CheckpointComplete" => new CheckpointComplete(After(1), []),
        "TakeOver" => new TakeOver(new SnapshotSource(StateHash.Of([9]), _holder.Ref, "agent-2")),
        "LeaveGranted" => new LeaveGranted(),
        "RunEnded" => new RunEnded(Completed: true, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no message of the table"),
    };

    private void Reach(string state)
    {
        switch (state)
        {
            case "Joining":
                break;
            case "Enlisting":
                ServerComesUp();
                Server.ExpectMsg<Enlist>();
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
                    Baton(1, Phase.Train, new SnapshotSource(StateHash.Of([1]), _holder.Ref, "agent-2")), ServerRef);
                _holder.ExpectMsg<RequestChunk>();
                break;
            case "InTurn":
                EnlistAndAcceptPlan();
                Agent.Tell(Baton(1), ServerRef);
                ServerModel.ExpectMsg<BatchProtocol.ForwardBatch>();
                break;
            case "Leaving":
                EnlistAndAcceptPlan();
                Agent.Tell(new StopRun("Ctrl-C"));
                Server.ExpectMsg<LeaveRequested>();
                break;
            default:
                Enlist();
                Agent.Tell(new StopRun("Ctrl-C"));
                ExpectMsg<Failed>();
                break;
        }
    }
}
