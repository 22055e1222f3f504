using System.Text.Json;
using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>Takes the weights out of a run's checkpoint.</summary>
internal static class WeightsExport
{
    /// <param name="run">Id or folder of a run, or the folder of a checkpoint.</param>
    /// <param name="runs">The folder of runs, for an id.</param>
    /// <exception cref="StateException">There is no such checkpoint, a part is missing, or the file exists.</exception>
    public static void Write(string run, string runs, string file, TextWriter output)
    {
        if (File.Exists(file))
            throw new StateException($"{Path.GetFullPath(file)} exists; name a file that does not");
        var (folder, place) = Find(run, runs);
        var network = Workloads.NetworkOf(PlanOf(folder));
        var (weights, from) = WeightsOf(folder, place);
        AtomicFile.Write(file, TorchvisionWeights.Write(network.Architecture, weights));
        output.WriteLine($"{Path.GetFullPath(file)}: {weights.Count} tensors of {network.Name} after {from}");
    }

    /// <summary>The folder of the run, and the place when a checkpoint was named.</summary>
    private static (string Folder, CheckpointPlace? Place) Find(string run, string runs)
    {
        foreach (var candidate in new[] { Path.GetFullPath(run), Path.GetFullPath(Path.Combine(runs, run)) })
        {
            if (HasPlan(candidate))
                return (candidate, null);
            // runs/ID/checkpoints/epoch-0005, or an agent's: runs/ID/NAME/checkpoints/epoch-0005.
            var parent = Path.GetDirectoryName(Path.GetDirectoryName(candidate));
            var above = parent is null ? null : HasPlan(parent) ? parent : Path.GetDirectoryName(parent);
            if (above is not null && HasPlan(above) && Checkpoints(above).FirstOrDefault(checkpoint =>
                Path.GetFileName(checkpoint.Folder) == Path.GetFileName(candidate)) is { } named)
                return (above, named.Place);
        }

        throw new StateException(
            $"'{run}' is neither the id of a run in {Path.GetFullPath(runs)} nor the folder of a run or a checkpoint");
    }

    private static (IReadOnlyList<NamedTensor> Weights, CheckpointPlace Place) WeightsOf(
        string folder, CheckpointPlace? place)
    {
        var found = Checkpoints(folder).Where(checkpoint => place is null || checkpoint.Place == place)
            .GroupBy(checkpoint => checkpoint.Place).OrderByDescending(group => group.Key).ToList();
        foreach (var ofPlace in found)
        {
            if (Part(ofPlace, "model") is { } model)
                return (ModelState.WeightsOf(model), ofPlace.Key);
            if (Part(ofPlace, "client") is { } client && Part(ofPlace, "server") is { } server)
                return ([.. ModelState.WeightsOf(client), .. ModelState.WeightsOf(server)], ofPlace.Key);
        }

        throw new StateException(found.Count == 0
            ? $"{folder} has no complete checkpoint"
            : $"{folder} has the server's part of its checkpoints only; copy the agents' folders of the run into it");
    }

    private static byte[]? Part(IEnumerable<Checkpoint> checkpoints, string part) =>
        checkpoints.FirstOrDefault(checkpoint => checkpoint.Parts.Any(p => p.File == part + ".safetensors")) is { } one
            ? CheckpointFolder.Read(one, part)
            : null;

    /// <summary>The server's (or the central run's) own, then those of the agents whose folders are here.</summary>
    private static List<Checkpoint> Checkpoints(string folder) =>
    [
        .. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Prepend(folder)
            .SelectMany(side => new CheckpointFolder(Path.Combine(side, "checkpoints")).List()),
    ];

    private static bool HasPlan(string folder) => File.Exists(Path.Combine(folder, "plan.json"));

    private static TrainingPlan PlanOf(string folder)
    {
        var path = Path.Combine(folder, "plan.json");
        if (RunFiles.Read(RunFolder.At(folder)).IsFederated)
            throw new StateException($"{folder} is a federated run; its weights are written by "
                + "'splitlearning runs export RUN --format safetensors --out FILE'");
        try
        {
            return RunJson.Parse<TrainingPlan>(File.ReadAllText(path));
        }
        catch (Exception cause) when (cause is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new StateException($"{path} is not the plan of a run: {cause.Message}", cause);
        }
    }
}
