using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;

namespace SplitLearning.Actors.Tests.Server;

public sealed class TurnTests
{
    [Fact]
    public void First_Always_IsTrainingOfTheFirstAgentInEpochOne()
    {
        var first = Turn.First;

        Assert.Equal(new Turn(Epoch: 1, Phase.Train, Agent: 1), first);
    }

    [Fact]
    public void Next_TwoAgentsTwoEpochs_TrainsAllThenTestsAllInEachEpoch()
    {
        var plan = Plans.Of(agents: 2, epochs: 2);

        var turns = Sequence(plan);

        Assert.Equal(
            [
                (1, Phase.Train, 1), (1, Phase.Train, 2), (1, Phase.Test, 1), (1, Phase.Test, 2),
                (2, Phase.Train, 1), (2, Phase.Train, 2), (2, Phase.Test, 1), (2, Phase.Test, 2),
            ],
            turns.Select(t => (t.Epoch, t.Phase, t.Agent)));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(3, 2)]
    [InlineData(7, 1)]
    public void Next_AnyPlan_GivesEachAgentOneTurnAPhase(int agents, int epochs)
    {
        var plan = Plans.Of(agents, epochs);

        var turns = Sequence(plan);

        Assert.Equal(2 * agents * epochs, turns.Count);
        Assert.Equal(turns.Count, turns.Select(t => (t.Epoch, t.Phase, t.Agent)).Distinct().Count());
    }

    [Theory]
    [InlineData(Phase.Train, 1, true, false, false)]
    [InlineData(Phase.Train, 2, false, true, false)]
    [InlineData(Phase.Test, 1, true, false, false)]
    [InlineData(Phase.Test, 2, false, true, true)]
    public void Boundaries_TwoAgents_AreThoseOfPhaseAndEpoch(
        Phase phase, int agent, bool firstOfPhase, bool endsPhase, bool endsEpoch)
    {
        var plan = Plans.Of(agents: 2, epochs: 2);

        var turn = new Turn(Epoch: 1, phase, agent);

        Assert.Equal(
            (firstOfPhase, endsPhase, endsEpoch),
            (turn.IsFirstOfPhase, turn.EndsPhase(plan), turn.EndsEpoch(plan)));
        Assert.False(turn.IsBehind(plan));
    }

    [Fact]
    public void Boundaries_OneAgent_EveryTurnIsAWholePhase()
    {
        var plan = Plans.Of(agents: 1);

        var turn = Turn.First;

        Assert.True(turn.IsFirstOfPhase);
        Assert.True(turn.EndsPhase(plan));
        Assert.False(turn.EndsEpoch(plan));
        Assert.True(turn.Next(plan).Next(plan).IsBehind(plan));
    }

    [Theory]
    [InlineData(1, Phase.Train, 1, 0, 0)]
    [InlineData(1, Phase.Train, 2, 0, 1)]
    [InlineData(1, Phase.Test, 1, 0, 2)]
    [InlineData(1, Phase.Test, 2, 0, 3)]
    [InlineData(2, Phase.Train, 1, 1, 0)]
    [InlineData(3, Phase.Test, 2, 2, 3)]
    public void BeforeAndAfter_TwoAgents_CountTheTurnsThatAreDone(
        int epoch, Phase phase, int agent, int epochs, int turns)
    {
        var plan = Plans.Of(agents: 2, epochs: 3);

        var turn = new Turn(epoch, phase, agent);

        Assert.Equal(new CheckpointPlace(epochs, turns), turn.Before(plan));
        Assert.Equal(turn, Turn.After(new CheckpointPlace(epochs, turns), plan));
    }

    private static List<Turn> Sequence(Models.TrainingPlan plan)
    {
        var turns = new List<Turn>();
        for (var turn = Turn.First; !turn.IsBehind(plan); turn = turn.Next(plan))
            turns.Add(turn);
        return turns;
    }
}
