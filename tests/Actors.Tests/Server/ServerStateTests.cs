using Akka.Actor;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Actors.Tests.Wire;
using SplitLearning.Models.Training;
using static SplitLearning.Actors.Protocols.CheckpointProtocol;
using static SplitLearning.Actors.Protocols.OutcomeProtocol;
using static SplitLearning.Actors.Protocols.RunEndProtocol;
using static SplitLearning.Actors.Protocols.TurnProtocol;

namespace SplitLearning.Actors.Tests.Server;

public sealed class ServerStateTests : ServerTest
{
    [Theory]
    [InlineData("Enlisting")]
    [InlineData("AssigningPlan")]
    [InlineData("InTurn")]
    [InlineData("WritingCheckpoint")]
    [InlineData("CompletingCheckpoint")]
    [InlineData("Ending")]
    [InlineData("Ended")]
    public void AnyState_EveryMessageFromAStranger_ChangesNothing(string state)
    {
        Reach(state);
        Settle(Server);
        var events = Recording.Events.Count;
        var stranger = CreateTestProbe("stranger");

        foreach (var message in Samples.All(stranger.Ref))
            stranger.Send(Server, message);

        Settle(Server);
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(events, Recording.Events.Count);
    }

    private void TakeCheckpoint()
    {
        StartRun(Plans.Of(agents: 2, epochs: 2) with { CheckpointEveryEpochs = 1 });
        PlayEpoch();
        First.ExpectMsg<WriteCheckpoint>();
    }

    private void Reach(string state)
    {
        switch (state)
        {
            case "Enlisting":
                Start(Plans.Of(agents: 2));
                break;
            case "AssigningPlan":
                StartAndEnlist();
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
                First.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));
                Second.Send(Server, new PartWritten(After(1), "client.safetensors", 100, "c0ffee"));
                First.ExpectMsg<CheckpointComplete>();
                break;
            case "Ending":
                StartRun();
                Server.Tell(new GiveRunUp("disk full"));
                break;
            case "Ended":
                StartRun();
                Server.Tell(new GiveRunUp("disk full"));
                First.Send(Server, new RunEndedSeen());
                Second.Send(Server, new RunEndedSeen());
                ExpectMsg<Failed>();
                Assert.Single(Recording.Of<RunFailed>());
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state), state, "no state of the server");
        }
    }
}
