using System.Globalization;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>What a federated run's checkpoint predicts with: for everybody, or for one of its clients.</summary>
internal sealed class FederatedCheckpointModel : ICheckpointModel
{
    private readonly FederationPlan _plan;
    private readonly FederatedModels _models;

    private FederatedCheckpointModel(FederationPlan plan, FederatedModels models, CheckpointPlace place) =>
        (_plan, _models, Place) = (plan, models, place);

    public string Workload => _plan.Workload;

    public Network Network => _plan.Network();

    public CheckpointPlace Place { get; }

    public string After => $"round {Place.Epochs}";

    /// <inheritdoc cref="CheckpointModels.Open"/>
    public static FederatedCheckpointModel Open(RunFiles run, int? epoch, string? client, Action<string> damaged)
    {
        var number = client is null ? (int?)null : NumberOf(client);
        var plan = FederationPlanFile.Read(run.Folder);
        var folder = new CheckpointFolder(run.Folder.Checkpoints);
        var checkpoint = epoch is { } round
            ? folder.Open(CheckpointPlace.AfterEpoch(round))
            : folder.Newest(damaged) ?? throw new StateException(
                $"The run {run.Folder.Id} has no checkpoint that is whole in {folder.Path}");
        if (checkpoint.PlanSha256 != plan.Sha256())
            throw Storage.Failure(
                $"{checkpoint.Folder} is of another plan than {run.Folder.Plan}; the two do not belong together.");
        return new(plan, FederatedModels.Of(checkpoint, plan, number), checkpoint.Place);
    }

    public byte[] ToFile(ModelPart part) => part == ModelPart.Whole
        ? _models.ToFile(_plan)
        : throw new NodeFailureException(ExitCode.Configuration,
            $"--part is '{part.ToString().ToLowerInvariant()}', but networks of a federated run are not cut; leave it "
            + "out.");

    public IPredictor Predictor() => _models.Predictor(_plan);

    private static int NumberOf(string client) =>
        int.TryParse(client, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new NodeFailureException(ExitCode.Configuration,
                $"--client is '{client}'; of a federated run it must be the number of a client, from 0.");
}
