using System.Diagnostics;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Federated;

/// <summary>Federated training in one process: the baseline, and the oracle of a run on several nodes.</summary>
public static class FederatedSimulation
{
    /// <summary>Runs all rounds of a plan.</summary>
    /// <param name="clients">Client k at position k: how the data are dealt.</param>
    /// <param name="recorder">Takes the events, on the calling thread.</param>
    /// <param name="workers">Threads that run clients, from 1: makes no difference to the outcome.</param>
    /// <param name="cancellation">Ends the run between two clients.</param>
    /// <returns>SHA-256 of the common models (see <see cref="FederatedServer.Weights"/>), lower-case hex.</returns>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="DatasetException">The data do not fit the network.</exception>
    /// <exception cref="DivergedException">A client's training diverged.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static string Run(
        FederationPlan plan, IDataset data, IReadOnlyList<ClientSamples> clients, IRunRecorder recorder, int workers,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var node = new FederatedNode(plan, data, clients, workers);
        var server = new FederatedServer(plan, [.. clients.Select(FederatedMember.Of)]);
        recorder.Record(new RunStarted([.. clients.Select(client => new RunAgent(
            $"client-{client.Client}", client.Train.Count, client.Test.Count, data.Description))]));
        while (server.Round < plan.Rounds)
            RunRound(plan, server, node, recorder, cancellation);
        var hash = WeightsHash.Of(server.Weights());
        recorder.Record(new RunFinished(
            hash, server.Layout.Parameters, Seconds(started), new Dictionary<string, long>()));
        return hash;
    }

    private static void RunRound(
        FederationPlan plan, FederatedServer server, FederatedNode node, IRunRecorder recorder,
        CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var order = server.Begin();
        server.Finish(order, node.Run(order, cancellation));
        var seconds = Seconds(started);
        var scores = plan.IsEvaluationDue(server.Round) ? node.Evaluate(server.ToEvaluate(), cancellation) : [];
        recorder.Record(RoundScores.Of(server.Round, order.Clients.Count, seconds, scores));
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
