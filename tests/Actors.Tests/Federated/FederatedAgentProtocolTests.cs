using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Tests.Wire;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;
using static SplitLearning.Actors.Protocols.FederationProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;

namespace SplitLearning.Actors.Tests.Federated;

/// <summary>What each message of the aggregator does in each state of an agent of a federated run.</summary>
public sealed class FederatedAgentProtocolTests : FederatedAgentTest
{
    // s: the server is answered; h: the host of the clients gets a command; f: models are fetched; e: the agent ends; a
    // point: it is ignored. Nothing is stashed: the server repeats what it still needs.
    private const string Table = """
                           Enlisted Offering Hosting Idle FetchingModels InJob Saving Ended
        EnlistmentAccepted .        .        .       .    .              .     .      .
        FederationAssigned s        s        s       s    s              s     s      .
        HostClients        .        h        .       s    .              .     .      .
        HostClientsAnew    .        h        h       h    h              h     h      .
        RunJob             .        .        .       h    s              s     .      .
        RunNextJob         .        .        .       h    .              .     .      .
        RunJobOfOldCourse  .        .        .       .    .              .     .      .
        SaveClients        .        .        .       h    .              .     .      .
        RunEnded           e        e        e       e    e              e     e      s
        """;

    public static TheoryData<string, string, char> Cells() => ProtocolTable.Cells(Table);

    public static TheoryData<string> States =>
        ["Enlisted", "Offering", "Hosting", "Idle", "FetchingModels", "InJob", "Saving", "Ended"];

    [Theory]
    [MemberData(nameof(Cells))]
    public void AnyState_AnyMessageOfTheServer_DoesWhatTheTableSays(string state, string message, char effect)
    {
        Reach(state);
        Settle(Agent);

        Agent.Tell(MessageOf(message), ServerRef);
        Settle(Agent);

        switch (effect)
        {
            case 's':
                Server.ReceiveOne(TimeSpan.FromSeconds(20));
                break;
            case 'h':
                Host.ReceiveOne(TimeSpan.FromSeconds(20));
                break;
            case 'e':
                Server.ExpectMsg<RunEndedSeen>();
                ExpectMsg<IOutcome>();
                break;
        }

        ExpectSilence(Server, Agent);
        ExpectSilence(Host, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void AnyState_EveryMessageFromAStranger_ChangesNothing(string state)
    {
        Reach(state);
        var other = CreateTestProbe("other");

        foreach (var message in Samples.All(other.Ref))
            other.Send(Agent, message);

        ExpectSilence(Host, Agent);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private object MessageOf(string name) => name switch
    {
        "EnlistmentAccepted" => new EnlistmentAccepted(1, 2),
        "FederationAssigned" => Assigned,
        "HostClients" => Clients(course: 1),
        "HostClientsAnew" => Clients(course: 2),
        "RunJob" => Job(number: 1),
        "RunNextJob" => Job(number: 2),
        "RunJobOfOldCourse" => Job(number: 1) with { Job = new JobId(0, 1) },
        "SaveClients" => new SaveClients(1, 5),
        "RunEnded" => new RunEnded(Completed: true, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no message of the table"),
    };

    private void Reach(string state)
    {
        switch (state)
        {
            case "Enlisted":
                Enlist();
                break;
            case "Offering":
                Offer();
                break;
            case "Hosting":
                BeginToHost();
                break;
            case "Idle":
                HostThem();
                break;
            case "FetchingModels":
                HostThem();
                Agent.Tell(
                    Job(number: 1) with { Models = new(StateHash.Of([1]), CreateTestProbe("mute").Ref, "server") },
                    ServerRef);
                break;
            case "InJob":
                BeginJob();
                break;
            case "Saving":
                HostThem();
                Agent.Tell(new SaveClients(1, 5), ServerRef);
                Host.ExpectMsg<SaveClients>();
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
