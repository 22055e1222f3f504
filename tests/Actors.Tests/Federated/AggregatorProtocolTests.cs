using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Wire;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>What each message of an agent does in each state of the aggregator.</summary>
public sealed class AggregatorProtocolTests : AggregatorTest
{
    // r: the agent is answered, or told what comes next; l: it is taken for lost, and asked to come back; e: the run
    // ends; a point: it is ignored, or noted. The second agent has answered, or is done, already.
    private const string Table = """
                            Gathering Placing InJob Saving Ended
        Enlist              r         r       r     r      .
        ClientsOffered      r         .       .     .      .
        FederationDeclined  e         .       .     .      .
        ClientsHosted       .         r       .     .      .
        ClientsHostedOfOld  .         .       .     .      .
        HostingFailed       .         e       .     .      .
        JobPending          .         .       .     .      .
        JobDone             .         .       r     .      .
        JobDoneOfOld        .         .       .     .      .
        JobFailed           .         .       e     .      .
        ClientsSaved        .         .       .     r      .
        SavingFailed        .         .       .     r      .
        AgentLeaving        .         l       l     l      .
        """;

    private RunJob? _job;

    public static TheoryData<string, string, char> Cells() => ProtocolTable.Cells(Table);

    public static TheoryData<string> States => ["Gathering", "Placing", "InJob", "Saving", "Ended"];

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnyState_AnyMessageOfAnAgent_DoesWhatTheTableSays(string state, string message, char effect)
    {
        Reach(state);

        First.Send(Aggregator, MessageOf(message));

        switch (effect)
        {
            case 'r':
                Assert.IsNotType<RunEnded>(First.ReceiveOne(TimeSpan.FromSeconds(20)));
                break;
            case 'l':
                First.ExpectMsg<FederationAssigned>();
                Assert.Single(Recording.Of<AgentLost>());
                break;
            case 'e':
                First.ExpectMsg<RunEnded>();
                break;
            default:
                ExpectSilence(First, Aggregator);
                Assert.Empty(Recording.Of<AgentLost>());
                break;
        }

        Assert.Equal(effect == 'e', Recording.Of<RunFailed>().Count > 0);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void AnyState_EveryMessageFromAStranger_ChangesNothing(string state)
    {
        Reach(state);
        var events = Recording.Events.Count;
        var other = CreateTestProbe("other");

        foreach (var message in Samples.All(other.Ref))
            other.Send(Aggregator, message);

        ExpectSilence(First, Aggregator);
        ExpectSilence(Second, Aggregator);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(events, Recording.Events.Count);
    }

    private object MessageOf(string name)
    {
        var job = _job?.Job ?? new JobId(1, 1);
        var result = _job is null ? [] : ResultOf(First, _job);
        Held.Keep(StateHash.Of(result), result);
        return name switch
        {
            "Enlist" => Offer("agent-1"),
            "ClientsOffered" => Clients(),
            "FederationDeclined" => new FederationDeclined("run-1", "no such file"),
            "ClientsHosted" => new ClientsHosted(1),
            "ClientsHostedOfOld" => new ClientsHosted(0),
            "HostingFailed" => new HostingFailed(1, FailureKind.Data, "torn"),
            "JobPending" => new JobPending(job, 1),
            "JobDone" => new JobDone(job, StateHash.Of(result), 0),
            "JobDoneOfOld" => new JobDone(job with { Course = 0 }, StateHash.Of(result), 0),
            "JobFailed" => new JobFailed(job, FailureKind.Diverged, "client 1 diverged"),
            "ClientsSaved" => new ClientsSaved(1, 1, ["client.safetensors"], 17),
            "SavingFailed" => new SavingFailed(1, 1, "No space left on device"),
            "AgentLeaving" => new AgentLeaving("Ctrl-C"),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no message of the table"),
        };
    }

    private void Reach(string state)
    {
        Plan = Plan with { CheckpointEveryRounds = 1 };
        switch (state)
        {
            case "Gathering":
                StartAndEnlist();
                Second.Send(Aggregator, Clients());
                break;
            case "Placing":
                StartAndOffer();
                First.ExpectMsg<HostClients>();
                HostClients(Second);
                break;
            case "InJob":
                StartRun();
                _job = First.ExpectMsg<RunJob>();
                DoJob(Second);
                break;
            case "Saving":
                StartRun();
                DoRound();
                First.ExpectMsg<SaveClients>();
                Second.ExpectMsg<SaveClients>();
                Second.Send(Aggregator, new ClientsSaved(1, 1, ["client.safetensors"], 17));
                break;
            case "Ended":
                StartRun();
                First.ExpectMsg<RunJob>();
                Second.ExpectMsg<RunJob>();
                Aggregator.Tell(new StopRun("Ctrl-C"));
                SeeTheEnd();
                ExpectMsg<Suspended>();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "no state of the aggregator");
        }

        Settle(Aggregator);
    }
}
