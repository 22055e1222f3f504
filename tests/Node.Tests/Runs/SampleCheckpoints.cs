using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Runs;

/// <summary>Checkpoints of a run's network with its first weights; seeds tell their places apart.</summary>
internal static class SampleCheckpoints
{
    /// <summary>The network that <see cref="Split"/> and <see cref="Central"/> write for a place.</summary>
    public static WholeModel ModelAt(TrainingPlan plan, CheckpointPlace place) =>
        WholeModel.Create(SeededBy(plan, place));

    /// <summary>A central run's.</summary>
    public static void Central(RunFolder run, TrainingPlan plan, CheckpointPlace place)
    {
        using var model = ModelAt(plan, place);
        Write(run.Checkpoints, plan, place, "model", model.Save(), clientSha256: null);
    }

    /// <summary>The server's part and those of the agents that share the machine.</summary>
    /// <returns>The client's state.</returns>
    public static byte[] Split(RunFolder run, TrainingPlan plan, CheckpointPlace place, params string[] agents)
    {
        using var client = ClientModel.Create(SeededBy(plan, place));
        using var server = ServerModel.Create(SeededBy(plan, place));
        var state = client.Save();
        Write(run.Checkpoints, plan, place, "server", server.Save(), ModelState.HashOf(state));
        foreach (var agent in agents)
            Write(Path.Combine(run.Path, agent, "checkpoints"), plan, place, "client", state, clientSha256: null);
        return state;
    }

    private static TrainingPlan SeededBy(TrainingPlan plan, CheckpointPlace place) =>
        plan with { Seed = (100 * place.Epochs) + place.Turns };

    private static void Write(
        string path, TrainingPlan plan, CheckpointPlace place, string part, byte[] state, string? clientSha256)
    {
        var folder = new CheckpointFolder(path);
        var complete = folder.Complete(place, plan, [folder.Write(place, part, state)], clientSha256);
        File.SetLastWriteTimeUtc(
            complete.Files[^1], new DateTime(2026, 1, 2, 3, place.Epochs, place.Turns, DateTimeKind.Utc));
    }
}
