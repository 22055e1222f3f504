using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.BatchProtocol;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.ServerModelProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerTurnTests : ServerTest
{
    [Fact]
    public void InTurn_WholeEpoch_TheBatonGoesRoundWithTheNewestState()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));

        var batons = (TakeBaton[])
        [
            PlayTurn(First, weight: 1), PlayTurn(Second, weight: 2),
            PlayTurn(First, weight: 2), PlayTurn(Second, weight: 2), PlayTurn(First, weight: 3),
        ];

        Assert.Equal(
            [
                (1, 1, Phase.Train, null, null),
                (2, 1, Phase.Train, HashOf(1), "agent-1"),
                (3, 1, Phase.Test, HashOf(2), "agent-2"),
                (4, 1, Phase.Test, HashOf(2), "agent-2"), // its own copy
                (5, 2, Phase.Train, HashOf(2), "agent-1"),
            ],
            batons.Select(b => (b.Turn.Number, b.Epoch, b.Phase, b.Snapshot?.Hash, b.Snapshot?.HolderName)));
    }

    [Fact]
    public void InTurn_WholeEpoch_IsRecorded()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2));

        PlayEpoch();
        First.ExpectMsg<TakeBaton>();

        Assert.Equal(
            [
                nameof(RunStarted),
                nameof(BatchFinished), nameof(TurnFinished),
                nameof(SnapshotHandedOver), nameof(BatchFinished), nameof(TurnFinished), nameof(EpochFinished),
                nameof(SnapshotHandedOver), nameof(BatchFinished), nameof(TurnFinished),
                nameof(SnapshotHandedOver), nameof(BatchFinished), nameof(TurnFinished), nameof(EpochFinished),
            ],
            Recording.Events.Select(e => e.GetType().Name));
        Assert.Equal(
            [new RunAgent("agent-1", 2, 1, "4 numbers"), new RunAgent("agent-2", 2, 1, "4 numbers")],
            Recording.Of<RunStarted>()[0].Agents);
        var epoch = Recording.Of<EpochFinished>()[0];
        Assert.Equal(
            (1, Phase.Train, 0.5, 4, 4, 2),
            (epoch.Epoch, epoch.Phase, epoch.Loss, epoch.Correct, epoch.Total, epoch.Agents));
        Assert.Equal(new[,] { { 2, 0, 0 }, { 0, 0, 0 }, { 0, 0, 2 } }, epoch.Confusion);
        var turn = Recording.Of<TurnFinished>()[3];
        Assert.Equal(
            (1, Phase.Test, 2, "agent-2", 2), (turn.Epoch, turn.Phase, turn.Agent, turn.AgentName, turn.Total));
        Assert.Equal(new BatchFinished(1, Phase.Train, 1, 1, 1, 0.5, 2, 2), Recording.Of<BatchFinished>()[0]);
        Assert.Equal(
            new SnapshotHandedOver(1, Phase.Train, "agent-1", "agent-2", 100, 0.5, Skipped: false),
            Recording.Of<SnapshotHandedOver>()[0]);
    }

    [Fact]
    public void InTurn_AgentHoldsTheStateAlready_IsRecordedAsSkipped()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();

        Second.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: 0, SnapshotSeconds: 0));

        Settle(Server);
        Assert.Equal(
            new SnapshotHandedOver(1, Phase.Train, null, "agent-2", 0, 0, Skipped: true),
            Assert.Single(Recording.Of<SnapshotHandedOver>()));
    }

    [Fact]
    public void InTurn_NoSignFromTheAgent_IsToldAgainFromTheSecondTickOn()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        Pass(ReplyTimeout, Server);
        First.ExpectNoMsg(TimeSpan.Zero);
        Pass(ReplyTimeout, Server);
        First.ExpectMsg(baton);
        Pass(ReplyTimeout, Server);

        First.ExpectMsg(baton);
        Second.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void InTurn_NoProgressThreeTimes_TheRunIsGivenUp()
    {
        StartRun();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            First.FishForMessage<TakeBaton>(baton => baton.Turn.Number == attempt);
            PassTurnTimeout();
        }

        ExpectGivenUp(
            FailureKind.AgentLost,
            "Agent 'agent-1' cannot finish epoch 1, train turn of agent 1, after 3 attempts: "
            + "it has made no progress for 60 s");
        Assert.Equal(2, Recording.Of<TurnRedone>().Count);
    }

    [Fact]
    public void InTurn_ProgressNowAndThen_KeepsTheTurn()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();
        for (var i = 0; i < 3; i++)
        {
            PassTurnTimeout(but: ReplyTimeout);
            SendBatch(First, baton, index: i);
            First.FishForMessage<CutGradient>(_ => true);
        }

        PassTurnTimeout(but: ReplyTimeout);

        ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Recording.Of<RunFailed>());
    }

    [Fact]
    public void InTurn_SnapshotStillOnItsWay_KeepsTheTurn()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        PassTurnTimeout(but: ReplyTimeout);
        First.Send(Server, new SnapshotPending(baton.Turn));
        PassTurnTimeout(but: ReplyTimeout);

        ExpectNoMsg(TimeSpan.Zero);
        Assert.Empty(Recording.Of<RunFailed>());
    }

    [Fact]
    public void InTurn_AnotherAgentSpeaksForIt_ChangesNothing()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        Second.Send(Server, new TurnFailed(baton.Turn, "not my turn"));
        Second.Send(Server, new TurnDone(baton.Turn, HashOf(9)));

        ExpectSilence(Second, Server);
        Assert.Empty(Recording.Of<RunFailed>());
        Assert.Empty(Recording.Of<TurnFinished>());
    }

    [Fact]
    public void InTurn_Done_RecordsHowLongTheAgentWaitedForData()
    {
        StartRun();
        var baton = First.ExpectMsg<TakeBaton>();

        First.Send(Server, new TurnDone(baton.Turn, HashOf(1))
        {
            FirstBatchSeconds = 0.5,
            DataWaitSeconds = 0.25,
        });

        Second.ExpectMsg<TakeBaton>();
        var turn = Assert.Single(Recording.Of<TurnFinished>());
        Assert.Equal((0.5, 0.25), (turn.FirstBatchSeconds, turn.DataWaitSeconds));
    }

    [Fact]
    public void InTurn_DoneTwice_CountsOnce()
    {
        StartRun();
        var baton = PlayTurn(First, weight: 1);

        First.Send(Server, new TurnDone(baton.Turn, HashOf(9)));

        Assert.Equal(HashOf(1), Second.ExpectMsg<TakeBaton>().Snapshot?.Hash);
        ExpectSilence(Second, Server);
        Assert.Single(Recording.Of<TurnFinished>());
    }

    [Fact]
    public void InTurn_LeftoversOfEarlierTurns_ChangeNothing()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();
        Settle(Server);
        var before = Recording.Events.Count;

        First.Send(Server, new BatonTaken(new TurnId(1), 100, 1));
        First.Send(Server, new TurnFailed(new TurnId(1), "late"));
        First.Send(Server, new PlanAccepted("run-1", 2, 1));
        First.Send(Server, new PartFailed(After(5), "late"));
        First.Send(Server, new PartWritten(After(5), "client.safetensors", 1, "c0ffee"));
        Server.Tell(new BatchServed(
            new BatchId(new TurnId(1), 0), 1, new BatchScore(1, [0], [0]), BytesReceived: 1, BytesSent: 1));

        ExpectSilence(Second, Server);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(before, Recording.Events.Count);
        Assert.Equal(2, baton.Turn.Number);
    }

    [Fact]
    public void InTurn_EnlistedAgentAsksAgain_GetsTheSameAnswerAndTheTurnGoesOn()
    {
        StartRun();
        First.ExpectMsg<TakeBaton>();

        First.Send(Server, Offer("agent-1"));

        First.ExpectMsg(new EnlistmentAccepted(2, 2));
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void InTurn_AgentGivesTheBatonBack_GetsItAgainUnderAHigherNumber()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();
        Second.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: 100, 0.5));

        Second.Send(Server, new TurnFailed(baton.Turn, "torn"));

        var again = Second.ExpectMsg<TakeBaton>();
        Assert.Equal((new TurnId(3), 1, Phase.Train), (again.Turn, again.Epoch, again.Phase));
        Assert.Equal(baton.Snapshot!.Hash, again.Snapshot!.Hash);
        Assert.Equal(
            new TurnRedone(1, Phase.Train, 2, "agent-2", "agent 'agent-2' could not finish it: torn"),
            Assert.Single(Recording.Of<TurnRedone>()));
    }

    [Fact]
    public void InTurn_AgentGivesTheBatonBackThreeTimes_EndsForAllWithTheReason()
    {
        StartRun();

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var baton = First.ExpectMsg<TakeBaton>();
            First.Send(Server, new TurnFailed(baton.Turn, $"batch 0 of {baton.Turn} cannot be read: torn"));
        }

        ExpectGivenUp(
            FailureKind.AgentLost,
            "Agent 'agent-1' cannot finish epoch 1, train turn of agent 1, after 3 attempts: "
            + "batch 0 of turn 3 cannot be read: torn");
    }

    [Fact]
    public void InTurn_GivenUp_TellsTheBytesThatWereSentUntilThen()
    {
        StartRun();
        PlayTurn(First, weight: 1);
        var baton = Second.ExpectMsg<TakeBaton>();
        Second.Send(Server, new BatonTaken(baton.Turn, SnapshotBytes: 100, 0.5));

        Server.Tell(new GiveRunUp("disk full"));

        ExpectGivenUp(FailureKind.Stopped, "disk full");
        var sent = Assert.Single(Recording.Of<RunFailed>()).BytesSent!;
        Assert.Equal((8 + 16, 8, 100), (sent["smashed"], sent["gradient"], sent["snapshot"]));
    }

    [Fact]
    public void InTurn_LastTurn_FetchesTheResultAndHashesTheWholeModel()
    {
        StartRun();

        PlayEpoch();

        var expected = Models.State.WeightsHash.Of(
        [
            .. Models.State.ModelState.WeightsOf(FakeClientModel.StateOf(2)),
            .. Models.State.ModelState.WeightsOf(FakeServerModel.StateOf(steps: 2)),
        ]);
        First.ExpectMsg(new RunEndProtocol.RunEnded(Completed: true, ""));
        Second.ExpectMsg(new RunEndProtocol.RunEnded(Completed: true, ""));
        var finished = Assert.Single(Recording.Of<RunFinished>());
        Assert.Equal((expected, 2), (finished.WeightsSha256, finished.Parameters));
        Assert.Equal(4 * (8 + 16), finished.BytesSent["smashed"]);
        Assert.Equal(2 * 8, finished.BytesSent["gradient"]);
        Assert.Equal(3 * 100 + FakeClientModel.StateOf(2).Length, finished.BytesSent["snapshot"]);
        Assert.Equal(0, finished.BytesSent["checkpoint"]);
    }

    private void PassTurnTimeout(TimeSpan but = default)
    {
        for (var waited = but; waited < TurnTimeout; waited += ReplyTimeout)
            Pass(ReplyTimeout, Server);
    }
}
