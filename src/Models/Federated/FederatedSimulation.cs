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
    /// <param name="checkpoints">Where checkpoints go, when the plan says; null for none.</param>
    /// <param name="resumeFrom">One of <paramref name="checkpoints"/> to go on from; null for the first round.</param>
    /// <param name="scratch">Where the clients' momentum goes that does not fit into memory; null: it does.</param>
    /// <param name="weights">The file whose hash the plan names; null when it names none.</param>
    /// <returns>SHA-256 of the common models (see <see cref="FederatedServer.Weights"/>), lower-case hex.</returns>
    /// <exception cref="PlanException">The plan is not valid.</exception>
    /// <exception cref="DatasetException">The data do not fit the network.</exception>
    /// <exception cref="DivergedException">A client's training diverged.</exception>
    /// <exception cref="StateException">A checkpoint cannot be written, dropped, or used to go on from; or
    /// the weights cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static string Run(
        FederationPlan plan, IDataset data, IReadOnlyList<ClientSamples> clients, IRunRecorder recorder, int workers,
        CancellationToken cancellation, FederatedCheckpoints? checkpoints = null, Checkpoint? resumeFrom = null,
        ScratchSpace? scratch = null, WeightsFile? weights = null)
    {
        var started = Stopwatch.GetTimestamp();
        using var node = new FederatedNode(plan, data, clients, workers, scratch);
        var server = new FederatedServer(plan, [.. clients.Select(FederatedMember.Of)], weights);
        if (resumeFrom is not null)
            checkpoints!.Load(resumeFrom, server, node);
        recorder.Record(new RunStarted([.. clients.Select(client => new RunAgent(
            $"client-{client.Client}", client.Train.Count, client.Test.Count, data.Description))]));
        while (server.Round < plan.Rounds)
        {
            var round = RunRound(plan, server, node, cancellation);
            recorder.Record(round);
            if (round.Test is { } test)
                checkpoints?.Tested(round.Round, test.Accuracy);
            if (checkpoints is not null && plan.IsCheckpointDue(server.Round))
                recorder.Record(WriteCheckpoint(checkpoints, server, node));
        }

        var hash = WeightsHash.Of(server.Weights());
        recorder.Record(new RunFinished(
            hash, server.Layout.Parameters, Seconds(started), new Dictionary<string, long>()));
        return hash;
    }

    private static RoundFinished RunRound(
        FederationPlan plan, FederatedServer server, FederatedNode node, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var order = server.Begin();
        server.Finish(order, node.Run(order, cancellation));
        var seconds = Seconds(started);
        var scores = plan.IsEvaluationDue(server.Round) ? node.Evaluate(server.ToEvaluate(), cancellation) : [];
        return RoundScores.Of(server.Round, order.Clients.Count, seconds, scores);
    }

    private static CheckpointWritten WriteCheckpoint(
        FederatedCheckpoints checkpoints, FederatedServer server, FederatedNode node)
    {
        var started = Stopwatch.GetTimestamp();
        var checkpoint = checkpoints.Write(server, node);
        return new(server.Round, Seconds(started), checkpoint.Files);
    }

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
