using Akka.Actor;
using Akka.TestKit;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.LeavingProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

/// <summary>What each message of an agent of the run does in each state of the server.</summary>
public sealed class ServerProtocolTests : ServerTest
{
    // X: something happens, which is seen at once (what it is, other tests say); a: it is answered, nothing else;
    // r: it is refused; a point: it is ignored, or noted for later. Nothing is stashed: what comes at the wrong time is
    // late, and its sender repeats what it still needs.
    private const string Table = """
                              Enlisting Gathering GatheringAgain InTurn WritingCheckpoint CompletingCheckpoint Finishing Ending Ended
        Enlist                a         a         a              a      a                 a                    a         a      .
        EnlistOfOneMore       X         r         r              r      r                 r                    r         r      .
        PlanAccepted          .         .         .              .      .                 .                    .         .      .
        PlanDeclined          .         X         .              .      .                 .                    .         .      .
        SnapshotPending       .         .         .              .      .                 .                    .         .      .
        BatonTaken            .         .         .              .      .                 .                    .         .      .
        TurnDone              .         .         .              X      .                 .                    .         .      .
        TurnFailed            .         .         .              X      .                 .                    .         .      .
        TurnDoneOfAnother     .         .         .              .      .                 .                    .         .      .
        PartWritten           .         .         .              .      .                 .                    .         .      .
        PartFailed            .         .         .              .      X                 X                    .         .      .
        ManifestWritten       .         .         .              .      .                 .                    .         .      .
        LeaveRequested        a         a         X              X      .                 .                    .         .      .
        TakenOver             .         .         .              .      .                 .                    .         .      .
        TakeOverFailed        .         .         .              .      .                 .                    .         .      .
        AgentLeaving          .         .         X              X      X                 X                    X         X      .
        RunEndedSeen          .         .         .              .      .                 .                    .         X      .
        """;

    private readonly TestProbe _silent;

    public ServerProtocolTests()
    {
        OnLostAgent = LostAgentPolicy.Wait;
        _silent = CreateTestProbe("silent");
    }

    public static TheoryData<string, string, char> Cells() => ProtocolTable.Cells(Table);

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnyState_AnyMessageOfAnAgent_DoesWhatTheTableSays(string state, string message, char effect)
    {
        Reach(state);
        Settle(Server);
        Forget(First, Second);
        var (sender, sent) = message switch
        {
            "Enlist" => (First, Offer("agent-1")),
            "EnlistOfOneMore" => (CreateTestProbe("agent-9"), Offer("agent-9")),
            _ => (First, MessageOf(message)),
        };
        var events = Recording.Events.Count;

        sender.Send(Server, sent);
        Settle(Server);

        var answer = sender.HasMessages ? sender.ReceiveOne(TimeSpan.Zero) : null;
        var happened = Recording.Events.Count > events || Second.HasMessages || HasMessages
            || answer is not (null or EnlistmentRefused or EnlistmentAccepted or LeaveGranted)
            || (answer is EnlistmentAccepted && sender != First);
        var seen = happened ? 'X' : answer is EnlistmentRefused ? 'r' : answer is null ? '.' : 'a';
        Assert.Equal(effect, seen);
    }

    private static object MessageOf(string name)
    {
        var turn = new TurnId(1);
        return name switch
        {
            "PlanAccepted" => new PlanAccepted("run-1", 2, 1),
            "PlanDeclined" => new PlanDeclined("run-1", "the data are gone"),
            "SnapshotPending" => new SnapshotPending(turn),
            "BatonTaken" => new BatonTaken(turn, 0, 0),
            "TurnDone" => new TurnDone(turn, HashOf(1)),
            "TurnFailed" => new TurnFailed(turn, "torn"),
            "TurnDoneOfAnother" => new TurnDone(new TurnId(99), HashOf(9)),
            "PartWritten" => new PartWritten(After(1), "client.safetensors", 100, "c0ffee"),
            "PartFailed" => new PartFailed(After(1), "No space left on device"),
            "ManifestWritten" => new ManifestWritten(After(1)),
            "LeaveRequested" => new LeaveRequested("Ctrl-C"),
            "TakenOver" => new TakenOver(HashOf(9)),
            "TakeOverFailed" => new TakeOverFailed(HashOf(9), "torn"),
            "AgentLeaving" => new AgentLeaving("Ctrl-C"),
            "RunEndedSeen" => new RunEndedSeen(),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no message of the table"),
        };
    }

    private void Reach(string state)
    {
        switch (state)
        {
            case "Enlisting":
                Start(Plans.Of(agents: 3));
                First.Send(Server, Offer("agent-1"));
                First.ExpectMsg<EnlistmentAccepted>();
                break;
            case "Gathering":
                StartAndEnlist();
                First.ExpectMsg<PlanAssigned>();
                Second.ExpectMsg<PlanAssigned>();
                break;
            case "GatheringAgain":
                StartRun();
                PlayTurn(First, weight: 1);
                Second.ExpectMsg<TakeBaton>();
                Sys.Stop(Second.Ref);
                AwaitAssert(() => Assert.Single(Recording.Of<AgentLost>()));
                break;
            case "InTurn":
                StartRun();
                First.ExpectMsg<TakeBaton>();
                break;
            case "WritingCheckpoint":
                TakeCheckpoint();
                break;
            case "CompletingCheckpoint":
                TakeCheckpoint();
                First.Send(Server, MessageOf("PartWritten"));
                Second.Send(Server, MessageOf("PartWritten"));
                First.ExpectMsg<CheckpointComplete>();
                break;
            case "Finishing":
                StartRun();
                HoldInSilence();
                PlayEpoch();
                _silent.ExpectMsg<SnapshotProtocol.RequestChunk>();
                break;
            case "Ending":
                StartRun();
                Server.Tell(new GiveRunUp("disk full"));
                Second.FishForMessage<RunEnded>(_ => true);
                Second.Send(Server, new RunEndedSeen());
                break;
            default:
                StartRun();
                Server.Tell(new GiveRunUp("disk full"));
                First.Send(Server, new RunEndedSeen());
                Second.Send(Server, new RunEndedSeen());
                ExpectMsg<Failed>();
                break;
        }
    }

    private void TakeCheckpoint()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayEpoch();
        First.ExpectMsg<WriteCheckpoint>();
    }

    /// <summary>Nobody gives out what the agents hold.</summary>
    private void HoldInSilence()
    {
        foreach (var agent in (TestProbe[])[First, Second])
        {
            agent.Send(Server, Acceptance() with { Holder = _silent.Ref });
        }
    }

    private static void Forget(params TestProbe[] probes)
    {
        foreach (var probe in probes)
        {
            while (probe.HasMessages)
            {
                probe.ReceiveOne(TimeSpan.Zero);
            }
        }
    }
}
