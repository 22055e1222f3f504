using SplitLearning.Models;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Runs;

/// <summary>The network of a run's checkpoint, put together from the parts of its sides.</summary>
internal sealed class CheckpointModel : ICheckpointModel
{
    private readonly RunFiles _run;
    private readonly Checkpoint _checkpoint;
    private readonly string? _clientFile;

    private CheckpointModel(RunFiles run, TrainingPlan plan, Checkpoint checkpoint, string? clientFile)
    {
        _run = run;
        _checkpoint = checkpoint;
        _clientFile = clientFile;
        Plan = plan;
        Network = Workloads.NetworkOf(plan);
    }

    public TrainingPlan Plan { get; }

    public string Workload => Plan.Workload;

    public Network Network { get; }

    public CheckpointPlace Place => _checkpoint.Place;

    public string After => $"{Place}";

    private bool IsCentral => _checkpoint.Parts.Any(part => Path.GetFileNameWithoutExtension(part.File)
        == CheckpointSides.Whole);

    /// <param name="epoch">The one after which it was written; null for the newest that is whole.</param>
    /// <param name="clientFile">The client's part, brought from another machine; null to look for it here.</param>
    /// <param name="damaged">Is told, in one line each, of newer ones that are torn or changed.</param>
    /// <exception cref="StateException">There is no such checkpoint, or it is damaged.</exception>
    /// <exception cref="NodeFailureException">The run's plan is damaged or another one.</exception>
    public static CheckpointModel Open(RunFiles run, int? epoch, string? clientFile, Action<string> damaged)
    {
        var plans = PlanFile.Read(run.Folder).Plans;
        var folder = new CheckpointFolder(run.Folder.Checkpoints);
        var checkpoint = epoch is { } number
            ? folder.Open(CheckpointPlace.AfterEpoch(number))
            : Newest(folder, plans, damaged) ?? throw new StateException(
                $"The run {run.Folder.Id} has no checkpoint that is whole in {folder.Path}");
        var plan = plans.At(checkpoint.Place);
        plan.EnsureValid();
        if (!plans.Covers(checkpoint))
            throw Storage.Failure(
                $"{checkpoint.Folder} is of another plan than {run.Folder.Plan}; the two do not belong together.");
        return new(run, plan, checkpoint, clientFile);
    }

    /// <summary>Weights and buffers under the layers' own names.</summary>
    /// <exception cref="StateException">A part is not on this machine, or it is damaged.</exception>
    /// <exception cref="NodeFailureException">A client's part was given for a run that has none.</exception>
    public IReadOnlyList<NamedTensor> Weights(ModelPart part)
    {
        if (IsCentral)
            return WeightsOfCentral(part);
        return
        [
            .. part == ModelPart.Server ? [] : ClientWeights(),
            .. part == ModelPart.Client
                ? []
                : ModelState.WeightsOf(CheckpointFolder.Read(_checkpoint, CheckpointSides.Server)),
        ];
    }

    public byte[] ToFile(ModelPart part)
    {
        var architecture = Network.Architecture;
        return TorchvisionWeights.Write(architecture, Weights(part), part switch
        {
            ModelPart.Client => architecture.ClientLayers(Plan.Cut),
            ModelPart.Server => architecture.ServerLayers(Plan.Cut),
            _ => architecture.Layers,
        });
    }

    public IPredictor Predictor() => WholeModel.OfWeights(Plan, Weights(ModelPart.Whole));

    private IReadOnlyList<NamedTensor> WeightsOfCentral(ModelPart part)
    {
        if (_clientFile is not null)
            throw new NodeFailureException(ExitCode.Configuration,
                $"--client is '{_clientFile}', but the run {_run.Folder.Id} is a central one: its checkpoints have "
                + "all layers; leave it out.");
        var weights = ModelState.WeightsOf(CheckpointFolder.Read(_checkpoint, CheckpointSides.Whole));
        var client = Network.Architecture.ClientLayers(Plan.Cut).Select(layer => layer.Name).ToHashSet();
        return part == ModelPart.Whole
            ? weights
            :
            [
                .. weights.Where(tensor => client.Contains(Network.Architecture.LayerOf(tensor.Name).Name)
                    == (part == ModelPart.Client)),
            ];
    }

    private IReadOnlyList<NamedTensor> ClientWeights() =>
        _clientFile is { } file ? GivenWeights(file) : ModelState.WeightsOf(FoundState());

    private IReadOnlyList<NamedTensor> GivenWeights(string file)
    {
        byte[] state = [];
        Storage.GuardRead(file, () => state = File.ReadAllBytes(file));
        var hash = ModelState.HashOf(state);
        if (_checkpoint.ClientSha256 is { } expected && expected != hash)
            throw new StateException($"{Path.GetFullPath(file)}: expected SHA-256 {expected}, as "
                + $"{_checkpoint.Files[^1]} says, found {hash}; it is not the client model of {Place}");
        try
        {
            return ModelState.WeightsOf(state);
        }
        catch (StateException cause)
        {
            throw new StateException($"{Path.GetFullPath(file)}: {cause.Message}", cause);
        }
    }

    private byte[] FoundState()
    {
        var problems = new List<string>();
        foreach (var (agent, folder) in CheckpointSides.OfAgents(_run.Folder))
            if (folder.Places().Contains(Place))
                try
                {
                    return StateOf(folder.Open(Place));
                }
                catch (StateException problem)
                {
                    problems.Add($"{agent}: {problem.Message}");
                }

        throw new StateException(NotHere(problems));
    }

    private byte[] StateOf(Checkpoint ofAgent)
    {
        if (ofAgent.PlanSha256 != _checkpoint.PlanSha256)
            throw new StateException($"{ofAgent.Folder} is of another plan");
        var state = CheckpointFolder.Read(ofAgent, CheckpointSides.Client);
        return _checkpoint.ClientSha256 is { } expected && ModelState.HashOf(state) != expected
            ? throw new StateException($"{ofAgent.Folder} has another client model than {_checkpoint.Folder} names")
            : state;
    }

    private string NotHere(List<string> problems)
    {
        var agents = _run.History.Agents.Select(agent => agent.Name).ToList();
        var file = Path.Combine(
            _run.Folder.Id, agents is [var first, ..] ? first : "AGENT", "checkpoints", Place.FolderName,
            CheckpointSides.Client + ".safetensors");
        return $"The client model of {Place} is not on this machine: copy {file} from the runs folder of "
            + (agents.Count switch
            {
                0 => "an agent",
                1 => agents[0],
                _ => $"{agents[0]} (or of {string.Join(", ", agents.Skip(1))})",
            })
            + " and name it with --client"
            + (problems.Count == 0 ? "" : $" (those here cannot be used: {string.Join("; ", problems)})");
    }

    // A change of plan may have taken back the course of the newest: then it is the newest of the present one.
    private static Checkpoint? Newest(CheckpointFolder folder, PlanHistory plans, Action<string> damaged)
    {
        var newest = folder.Newest(damaged);
        return newest is null || plans.Covers(newest) ? newest : folder.List().LastOrDefault(plans.Covers) ?? newest;
    }
}
