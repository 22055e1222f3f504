using SplitLearning.Actors.Federated;
using SplitLearning.Models.Federated;

namespace SplitLearning.Actors.Tests.Federated;

public sealed class ClientPlacementTests
{
    private static readonly FederatedMember[] Clients =
        [.. new[] { 10, 50, 30, 20, 40, 0 }.Select((train, k) => new FederatedMember(k, train, 5, Unseen: false))];

    [Fact]
    public void All_AreThere_SharesTheSamplesEvenly()
    {
        var places = ClientPlacement.Of(Clients, [true, true]);

        Assert.Equal([[0, 1, 3], [2, 4, 5]], places);
    }

    [Fact]
    public void One_IsAway_ItsClientsGoToTheOthersWhoKeepTheirs()
    {
        var all = ClientPlacement.Of(Clients, [true, true, true]);

        var places = ClientPlacement.Of(Clients, [true, false, true]);

        Assert.Empty(places[1]);
        Assert.All((int[])[0, 2], host => Assert.Subset(places[host].ToHashSet(), all[host].ToHashSet()));
        Assert.Equal([0, 1, 2, 3, 4, 5], places.SelectMany(clients => clients).Order());
    }

    [Fact]
    public void More_AgentsThanClients_SomeHaveNone()
    {
        var places = ClientPlacement.Of([.. Clients.Take(2)], [true, true, true]);

        Assert.Equal([[1], [0], []], places);
    }
}
