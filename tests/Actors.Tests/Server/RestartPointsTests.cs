using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Actors.Tests.Fakes;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Actors.Tests.Server;

public sealed class RestartPointsTests
{
    private static readonly RestartPoint _seed =
        new(Turn.First, Client: null, StartState.Initial.Instance, Phase: null, IsDurable: true);

    private readonly RestartPoints _points = new(_seed);

    [Fact]
    public void New_NothingAdded_NewestIsTheSeed()
    {
        Assert.Same(_seed, _points.Newest);
        Assert.Empty(_points.Kept);
        Assert.False(_points.HasStored);
    }

    [Fact]
    public void Add_ThirdState_ForgetsTheFirstOneInMemoryAndKeepsTheSeed()
    {
        AddStates(1, 2, 3);

        Assert.Equal([HashOf(2), HashOf(3)], _points.Kept);
        Assert.Same(_seed, _points.GoBackTo(point => point.Client is null));
    }

    [Fact]
    public void Add_SameStateAtALaterPlace_MovesTheNewestOn()
    {
        AddStates(1);
        var later = Point(state: 1, agent: 3) with { Server = StartState.AsItIs.Instance };

        _points.Add(later);

        Assert.Equal(later.Next, _points.Newest.Next);
        Assert.IsType<ServerModelProtocol.KeptState>(_points.Newest.Server); // that of the state, as it was
        Assert.Equal([HashOf(1)], _points.Kept);
    }

    [Fact]
    public void Add_SameStateAsTheCheckpoint_StaysDurable()
    {
        AddStates(1);
        _points.MakeNewestDurable(Stored(1));

        _points.Add(Point(state: 1, agent: 3));

        Assert.True(_points.Newest.IsDurable);
        Assert.IsType<StartState.Saved>(_points.Newest.Server);
    }

    [Fact]
    public void MakeNewestDurable_OlderCheckpoints_AreForgottenAndTheSeedIsNot()
    {
        _points.AddStored(Point(state: 1) with { Server = Stored(1), IsDurable = true });
        AddStates(2, 3);

        _points.MakeNewestDurable(Stored(3));

        Assert.True(_points.HasStored);
        Assert.Equal([HashOf(2)], _points.Kept); // the one before it is still in memory
        Assert.Null(_points.GoBackTo(point => point.Client == HashOf(1)));
        Assert.Same(_seed, _points.GoBackTo(point => point.Client is null));
    }

    [Fact]
    public void GoBackTo_TwoFit_TakesTheNewerAndForgetsWhatCameAfterIt()
    {
        AddStates(1, 2);

        var found = _points.GoBackTo(point => point.Client != HashOf(2));

        Assert.Equal(HashOf(1), found!.Client);
        Assert.Same(found, _points.Newest);
        Assert.Equal([HashOf(1)], _points.Kept);
    }

    [Fact]
    public void GoBackTo_NoneFits_ForgetsNothing()
    {
        AddStates(1, 2);

        Assert.Null(_points.GoBackTo(_ => false));

        Assert.Equal(HashOf(2), _points.Newest.Client);
    }

    [Fact]
    public void ReplaceNewest_OtherStates_TakesTheirPlace()
    {
        AddStates(1, 2);

        _points.ReplaceNewest(_points.Newest with { Client = HashOf(9) });

        Assert.Equal(HashOf(9), _points.Newest.Client);
        Assert.Equal(HashOf(1), _points.GoBackTo(point => point.Client != HashOf(9))!.Client);
    }

    private static StateHash HashOf(float state) => StateHash.Of(FakeClientModel.StateOf(state));

    private static StartState.Saved Stored(float state) => new(() => FakeServerModel.StateOf((int)state));

    private static RestartPoint Point(float state, int agent = 2) => new(
        new Turn(Epoch: 1, Phase.Train, agent), HashOf(state), new ServerModelProtocol.KeptState(HashOf(state)),
        Phase: null, IsDurable: false);

    private void AddStates(params float[] states)
    {
        foreach (var state in states)
            _points.Add(Point(state));
    }
}
