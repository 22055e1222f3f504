namespace RecoveryBench;

/// <summary>Processes of a LeNet run are killed in the middle of a turn and started again at once.</summary>
internal static class Losses
{
    private const int Agents = 3;
    private static readonly string[] Endless = ["--epochs", "1000"];

    /// <summary>The agent whose turn it is, another one each time.</summary>
    public static async Task<object> OfAgentAsync(Workplace place, int runs)
    {
        await using var run = await LoopbackRun.StartAsync(place, "mnist", Agents, Endless);
        var losses = new List<Loss>();
        for (var i = 0; i <= runs; i++)
        {
            Progress.Tell($"agent lost: {i} of {runs}");
            var broken = await HalfOfNextTurnAsync(run.Server);
            var since = Stopwatch.GetTimestamp();
            await run.Agents[broken.Agent - 1].KillAsync();
            run.StartAgent(broken.Agent);
            losses.Add(await Loss.FollowAsync(run.Server, since, broken, Agents));
        }

        return Loss.Summary("agent killed and started again: next trained batch", aim: 5, [.. losses.Skip(1)]);
    }

    /// <summary>The server, with a checkpoint after each turn.</summary>
    public static async Task<object> OfServerAsync(Workplace place, int runs)
    {
        await using var run = await LoopbackRun.StartAsync(
            place, "mnist", Agents, Endless, "split-learning.checkpoints.every-turns = 1");
        var losses = new List<Loss>();
        for (var i = 0; i <= runs; i++)
        {
            Progress.Tell($"server lost: {i} of {runs}");
            var broken = await HalfOfNextTurnAsync(run.Server);
            await run.Server.KillAsync();
            var since = Stopwatch.GetTimestamp();
            run.StartServer("--resume", "latest");
            losses.Add(await Loss.FollowAsync(run.Server, since, broken, Agents));
        }

        return Loss.Summary("server killed and started again: next trained batch", aim: 10, [.. losses.Skip(1)]);
    }

    // Not the turn under way, which may have been done again just now: a run has to do some turns between two losses.
    private static async Task<Told> HalfOfNextTurnAsync(NodeProcess server)
    {
        await server.NextAsync(told => told.Name == "turn");
        return await server.NextAsync(told => told.IsHalfOfTurn);
    }
}
