using SplitLearning.Actors.Protocols;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Agent;

/// <summary>The agent as the supervisor of its data.</summary>
public sealed class AgentDataTests : AgentTest
{
    [Fact]
    public void InTurn_DataFailAsOftenAsIsAllowed_TheTurnHasAllItsBatches()
    {
        EnlistAndAcceptPlan();
        Data.Defects = 3;

        var done = RunTurn(Baton(turn: 1));

        Assert.Equal(new TurnId(1), done.Turn);
        Assert.Equal(0, Data.Defects);
        Assert.Equal(2, Forwards.Count);
        Assert.Equal(["0", "1", "2", "3"], Forwards.SelectMany(call => call.Split(' ').Skip(1)).Order());
    }

    [Fact]
    public void InTurn_DataFailOnceTooOften_LeavesTheRunAndNamesBatchAndCause()
    {
        const string reason = "Agent 'agent-1' has failed: batch 0 of turn 1 cannot be read: no such device "
            + "(reading was restarted 3 times within 60 s)";
        EnlistAndAcceptPlan();
        Data.Defects = 4;

        Agent.Tell(Baton(turn: 1), ServerRef);

        Server.ExpectMsg<BatonTaken>();
        Server.ExpectMsg(new AgentLeaving(reason));
        ExpectOutcome(FailureKind.Internal, reason);
        Assert.Empty(Forwards);
    }

    private List<string> Forwards =>
        [.. Model.Calls.Where(call => call.StartsWith("forward", StringComparison.Ordinal))];
}
