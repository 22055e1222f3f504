using Akka.Actor;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Enlistment;
using static SplitLearning.Actors.Protocols.EnlistmentProtocol;

namespace SplitLearning.Actors.Tests.Enlistment;

public sealed class EnlistmentDeskTests : ActorTest
{
    private readonly EnlistmentDesk _desk = new("mnist", agents: 3, ShardMode.Simulated, former: []);

    [Fact]
    public void Admit_FirstAgent_IsLetIn()
    {
        var admission = _desk.Admit(Offer("agent-1"), NewAgent());

        Assert.IsType<Admission.Accepted>(admission);
        Assert.Equal((1, false), (_desk.Enlisted, _desk.IsComplete));
    }

    [Fact]
    public void Admit_SameAgentAgain_IsLetInOnce()
    {
        var agent = NewAgent();
        _desk.Admit(Offer("agent-1"), agent);

        var admission = _desk.Admit(Offer("agent-1"), agent);

        Assert.IsType<Admission.Repeated>(admission);
        Assert.Equal(1, _desk.Enlisted);
    }

    [Fact]
    public void Admit_SameAgentWhenAllAreThere_IsStillLetIn()
    {
        var agent = NewAgent();
        _desk.Admit(Offer("agent-1"), agent);
        _desk.Admit(Offer("agent-2"), NewAgent());
        _desk.Admit(Offer("agent-3"), NewAgent());

        Assert.True(_desk.IsComplete);
        Assert.IsType<Admission.Repeated>(_desk.Admit(Offer("agent-1"), agent));
    }

    [Fact]
    public void Admit_OtherProtocolVersion_NamesBothVersions() => AssertRefused(
        Offer("agent-1") with { ProtocolVersion = EnlistmentProtocol.Version + 1 },
        $"it speaks protocol version {EnlistmentProtocol.Version + 1}, the server {EnlistmentProtocol.Version}; "
        + "install the same release on both.");

    [Theory]
    [InlineData("")]
    [InlineData("agent 1")]
    [InlineData("../agent")]
    [InlineData("agent/1")]
    [InlineData("agent\n1")]
    [InlineData("agént")]
    [InlineData("٣")] // a digit, but not an ASCII one
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    public void Admit_BadName_SaysWhatNamesAreMadeOf(string name) => AssertRefused(
        Offer(name), $"its name '{name}' must have 1 to 64 letters, digits, '.', '_' or '-'.");

    [Fact]
    public void Admit_LongestName_IsLetIn() =>
        Assert.IsType<Admission.Accepted>(_desk.Admit(Offer(new string('a', 64)), NewAgent()));

    [Fact]
    public void Admit_NameTooLong_IsShortenedInTheRefusal() => AssertRefused(
        Offer(new string('a', 65)),
        $"its name '{new string('a', 64)}...' must have 1 to 64 letters, digits, '.', '_' or '-'.");

    [Fact]
    public void Admit_OtherWorkload_NamesBoth() => AssertRefused(
        Offer("agent-1") with { Workload = "ecg" }, "its workload is 'ecg', the run's is 'mnist'.");

    [Fact]
    public void Admit_NameOfAnotherAgent_SaysWhoThatIs()
    {
        var other = NewAgent();
        _desk.Admit(Offer("agent-1") with { Process = "p" }, other);

        Assert.Equal(
            new Admission.CameBack(other, IsSameProcess: false),
            _desk.Admit(Offer("agent-1") with { Process = "q" }, NewAgent()));
        Assert.Equal(
            $"an agent of the name 'agent-1' has enlisted already, from {other.Path.Address}; names must differ.",
            _desk.NameIsTaken("agent-1"));
    }

    [Fact]
    public void Admit_SameProcessFromElsewhere_NeedsNoQuestion()
    {
        var former = NewAgent();
        _desk.Admit(Offer("agent-1") with { Process = "p" }, former);

        Assert.Equal(
            new Admission.CameBack(former, IsSameProcess: true),
            _desk.Admit(Offer("agent-1") with { Process = "p" }, NewAgent()));
    }

    [Fact]
    public void Admit_SameNameWithOtherData_IsRefused()
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Private, former: []);
        desk.Admit(Offer("agent-1"), NewAgent());

        Assert.Equal(
            new Admission.Refused("an agent of the name 'agent-1' has enlisted with other data; one that comes back "
                + "must have the same, another one another name."),
            desk.Admit(Offer("agent-1") with { DataFingerprint = "other" }, NewAgent()));
    }

    [Fact]
    public void Replace_AgentThatCameBack_IsTheOneThatCounts()
    {
        var (former, now) = (NewAgent(), NewAgent());
        _desk.Admit(Offer("agent-1"), former);

        _desk.Replace(Offer("agent-1"), now);

        Assert.Equal([now], _desk.Agents);
        Assert.IsType<Admission.Repeated>(_desk.Admit(Offer("agent-1"), now));
    }

    [Fact]
    public void Admit_OneTooMany_SaysThatAllAreThere()
    {
        _desk.Admit(Offer("agent-1"), NewAgent());
        _desk.Admit(Offer("agent-2"), NewAgent());
        _desk.Admit(Offer("agent-3"), NewAgent());

        AssertRefused(Offer("agent-4"), "all 3 agents of the run are there already.");
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    public void Admit_NothingToTrainWith_NamesTheCounts(int train, int test) => AssertRefused(
        Offer("agent-1") with { TrainSamples = train, TestSamples = test },
        $"it offers {train} training and {test} test samples; at least one to train with is needed.");

    [Fact]
    public void Admit_OtherDataWithSimulatedShards_NamesTheAgentThatWasFirst()
    {
        _desk.Admit(Offer("agent-1"), NewAgent());

        AssertRefused(
            Offer("agent-2") with { DataFingerprint = "other" },
            "its data differ from those of 'agent-1'; with simulated shards all agents must hold the same dataset "
            + "(split-learning.server.shards = private lets each use its own).");
    }

    [Fact]
    public void Admit_OtherDataWithPrivateShards_IsLetIn()
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Private, former: []);
        desk.Admit(Offer("agent-1"), NewAgent());

        Assert.IsType<Admission.Accepted>(desk.Admit(Offer("agent-2") with { DataFingerprint = "other" }, NewAgent()));
    }

    [Fact]
    public void Numbered_Agents_AreInTheOrderOfTheirNames()
    {
        var (ten, one, two) = (NewAgent(), NewAgent(), NewAgent());
        _desk.Admit(Offer("agent-10"), ten);
        _desk.Admit(Offer("agent-1"), one);
        _desk.Admit(Offer("agent-2"), two);

        var agents = _desk.Numbered();

        Assert.Equal(
            [
                (1, "agent-1", one, "10 numbers"), (2, "agent-2", two, "10 numbers"),
                (3, "agent-10", ten, "10 numbers"),
            ],
            agents.Select(seat => (seat.Index, seat.Name, seat.Ref, seat.Data)));
    }

    [Fact]
    public void ReasonAgainst_SimulatedShardsThatAreTheDatasetTogether_IsNone()
    {
        foreach (var name in (string[])["a", "b", "c"])
            _desk.Admit(Offer(name), NewAgent());

        Assert.Null(_desk.ReasonAgainst([new("r", 0, 5), new("r", 3, 0), new("r", 7, 0)]));
    }

    [Theory]
    [InlineData(4, 2)]
    [InlineData(3, 1)]
    [InlineData(3, 3)]
    [InlineData(int.MaxValue, 2)]
    public void ReasonAgainst_SimulatedShardsThatAreNot_NamesTheSums(int train, int test)
    {
        foreach (var name in (string[])["a", "b", "c"])
            _desk.Admit(Offer(name), NewAgent());

        Assert.Equal(
            $"The agents' shards have {7L + train} training and {3 + test} test samples together, the data that they "
            + "offered 10 and 5; install the same release on all machines.",
            _desk.ReasonAgainst([new("r", 3, 2), new("r", 4, 1), new("r", train, test)]));
    }

    [Fact]
    public void ReasonAgainst_NegativeCountsThatSumUp_SaysThatTheyDoNotFit()
    {
        foreach (var name in (string[])["a", "b", "c"])
            _desk.Admit(Offer(name), NewAgent());

        Assert.NotNull(_desk.ReasonAgainst([new("r", -1, 5), new("r", 4, 0), new("r", 7, 0)]));
    }

    [Theory]
    [InlineData(11, 2, true)]
    [InlineData(7, 2, false)]
    public void ReasonAgainst_PrivateShards_AreToBeAllThatWasOffered(int train, int test, bool isRight)
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Private, former: []);
        desk.Admit(Offer("b") with { TrainSamples = 4, TestSamples = 0 }, NewAgent());
        desk.Admit(Offer("a") with { TrainSamples = 7, TestSamples = 2 }, NewAgent());

        Assert.Equal(isRight, desk.ReasonAgainst([new("r", train - 4, test), new("r", 4, 0)]) is null);
    }

    [Fact]
    public void Dismiss_EnlistedAgent_MakesRoomForItsName()
    {
        var agent = NewAgent();
        _desk.Admit(Offer("agent-1"), agent);

        _desk.Dismiss(agent);

        Assert.Equal(0, _desk.Enlisted);
        Assert.IsType<Admission.Accepted>(_desk.Admit(Offer("agent-1"), NewAgent()));
    }

    [Fact]
    public void DismissAllAt_AddressOfAnAgent_MakesRoomForItsName()
    {
        var agent = NewAgent();
        _desk.Admit(Offer("agent-1"), agent);

        _desk.DismissAllAt(new Address("akka.tcp", Sys.Name, "elsewhere", 1));
        Assert.Equal(1, _desk.Enlisted);
        _desk.DismissAllAt(agent.Path.Address);

        Assert.Equal(0, _desk.Enlisted);
    }

    [Fact]
    public void Admit_LongDescriptionOfTheData_IsRefused() => AssertRefused(
        Offer("agent-1") with { Data = new string('a', 1001) },
        "its data are described in 1001 characters; at most 1000 are taken.");

    [Fact]
    public void Dismiss_Stranger_ChangesNothing()
    {
        _desk.Admit(Offer("agent-1"), NewAgent());

        _desk.Dismiss(NewAgent());

        Assert.Equal(1, _desk.Enlisted);
    }

    [Fact]
    public void Admit_LastPlaceAndNobodyWhoHasTheClientModel_IsKeptForOneWhoHas()
    {
        var desk = new EnlistmentDesk("mnist", agents: 3, ShardMode.Simulated, ["agent-1", "agent-2"]);
        desk.Admit(Offer("agent-3"), NewAgent());
        desk.Admit(Offer("agent-5"), NewAgent());

        var refused = Assert.IsType<Admission.Refused>(desk.Admit(Offer("agent-4"), NewAgent()));

        Assert.Equal("the last place is kept for an agent that has the run's client model, which newcomers begin from: "
            + "agent-1 or agent-2.", refused.Reason);
        Assert.IsType<Admission.Accepted>(desk.Admit(Offer("agent-2"), NewAgent()));
    }

    [Fact]
    public void Admit_LastPlaceAndOneWhoHasTheClientModelIsThere_GoesToWhoeverComes()
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Simulated, ["agent-1"]);
        desk.Admit(Offer("agent-1"), NewAgent());

        Assert.IsType<Admission.Accepted>(desk.Admit(Offer("agent-4"), NewAgent()));
    }

    [Fact]
    public void Admit_NameThatIsNotOneOfTheRun_IsRefusedWithThoseThatAre()
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Simulated, ["agent-1", "agent-2"]);

        var refused = Assert.IsType<Admission.Refused>(desk.Admit(Offer("agent-3"), NewAgent()));

        Assert.Equal(
            "the run's agents are agent-1, agent-2; take one of these names to go on with it.", refused.Reason);
        Assert.IsType<Admission.Accepted>(desk.Admit(Offer("agent-2"), NewAgent()));
    }

    [Fact]
    public void Numbered_OneOfTheRunIsNotThere_HasItsPlaceAllTheSame()
    {
        var desk = new EnlistmentDesk("mnist", agents: 2, ShardMode.Simulated, ["agent-1", "agent-2"]);
        var second = NewAgent();
        desk.Admit(Offer("agent-2"), second);

        var seats = desk.Numbered();

        Assert.Equal([(1, "agent-1", ActorRefs.Nobody), (2, "agent-2", second)],
            seats.Select(seat => (seat.Index, seat.Name, seat.Ref)));
    }

    private void AssertRefused(Enlist offer, string reason)
    {
        var before = _desk.Enlisted;

        var refusal = _desk.Admit(offer, NewAgent());

        Assert.Equal(new Admission.Refused(reason), refusal);
        Assert.Equal(before, _desk.Enlisted);
    }

    private IActorRef NewAgent() => CreateTestProbe().Ref;

    private static Enlist Offer(string name) =>
        new(EnlistmentProtocol.Version, name, "mnist", TrainSamples: 10, TestSamples: 5, "numbers", Data: "10 numbers");
}
