using SplitLearning.Models.Federated;

namespace SplitLearning.Actors.Federated;

/// <summary>Decides which agent hosts which client, so that all have about the same number of train samples.</summary>
internal static class ClientPlacement
{
    /// <summary>Gives every client a place.</summary>
    /// <param name="clients">Client k at position k.</param>
    /// <param name="isThere">For each agent of the run whether it is there; one at least is.</param>
    /// <returns>
    /// For each agent its clients, ascending. Where all are there, always the same ones; clients of those that are not
    /// there go to others, and the rest stay where they are.
    /// </returns>
    public static IReadOnlyList<IReadOnlyList<int>> Of(
        IReadOnlyList<FederatedMember> clients, IReadOnlyList<bool> isThere)
    {
        var hosts = isThere.Select(_ => new List<int>()).ToArray();
        var load = new long[hosts.Length];
        FederatedMember[] largestFirst = [.. clients.OrderByDescending(client => client.TrainSamples)];
        Place(largestFirst, _ => true);
        List<int> homeless = [.. hosts.Where((_, host) => !isThere[host]).SelectMany(host => host)];
        for (var host = 0; host < hosts.Length; host++)
        {
            if (!isThere[host])
            {
                hosts[host].Clear();
            }
        }

        Place(largestFirst.Where(client => homeless.Contains(client.Client)), host => isThere[host]);
        return [.. hosts.Select(host => (IReadOnlyList<int>)[.. host.Order()])];

        void Place(IEnumerable<FederatedMember> members, Func<int, bool> mayHost)
        {
            foreach (var client in members)
            {
                var host = Enumerable.Range(0, hosts.Length).Where(mayHost).MinBy(host => load[host]);
                hosts[host].Add(client.Client);
                load[host] += Math.Max(1, client.TrainSamples); // who only tests is work too
            }
        }
    }
}
