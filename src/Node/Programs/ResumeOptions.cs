using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>A run that is gone on with has its own plan and its own data; some of the plan may change.</summary>
internal static class ResumeOptions
{
    /// <summary>What an error says of it.</summary>
    public const string MayChange = "of a run's plan only epochs, learning rate, agents and cut may change";

    private const string PlanPrefix = $"{SettingKeys.Root}.plan.";
    private const string SamplesPrefix = $"{SettingKeys.Root}.samples.";

    private static readonly SettingKey[] Changeable =
        [SettingKeys.Epochs, SettingKeys.LearningRate, SettingKeys.Agents, SettingKeys.Cut];

    // Neither decides the outcome: the data may have moved, and memory is this machine's own matter.
    private static readonly SettingKey[] Free =
        [SettingKeys.Runs, SettingKeys.Data, SettingKeys.Store, SettingKeys.Cache];

    /// <summary>How the data are opened: as the run had them, from another folder if one is named.</summary>
    public static DatasetOptions Dataset(RunData data, Settings settings, IReadOnlyList<Override> given) =>
        data.Options with
        {
            Folder = given.Any(option => option.Key == SettingKeys.Data) ? settings.Data : data.Options.Folder,
            Store = given.Any(option => option.Key == SettingKeys.Store) ? settings.Store : data.Options.Store,
            CacheBytes = settings.Get(SettingKeys.Cache),
        };

    /// <summary>The run with the plan that the options make of its own.</summary>
    /// <param name="given">Options of the command line.</param>
    /// <param name="anew">What starts a new run instead, for the error.</param>
    /// <param name="data">
    /// Data of a central run; null for a server, whose other options are its machine's own matter.
    /// </param>
    /// <exception cref="NodeFailureException">An option asks for what cannot be; the line says why.</exception>
    public static UnfinishedRun Changed(
        UnfinishedRun run, Settings settings, IReadOnlyList<Override> given, string anew, RunData? data = null)
    {
        var keys = given.Select(option => option.Key).Intersect(Changeable).ToHashSet();
        var changed = run with { Plan = Changed(run.Plan, settings, keys) };
        foreach (var option in given.Where(option => !Changeable.Contains(option.Key)))
            if (data is null ? IsOfPlan(option.Key) : !Free.Contains(option.Key))
                EnsureSame(option, Values(option.Key, run.Plan, data, settings), run.Folder.Id, anew);
        if (changed.Plan.Epochs < run.EpochsDone)
            throw Refusal($"--epochs is '{changed.Plan.Epochs}', but {run.EpochsDone} epochs of the run "
                + $"{run.Folder.Id} are done; it must be {run.EpochsDone} or more.");
        return changed.Plan == run.Plan || changed.Plan.Validate() is not [var problem, ..]
            ? changed
            : throw Refusal($"The run {run.Folder.Id} cannot go on with another plan: {problem}.");
    }

    /// <exception cref="NodeFailureException">There is nothing to go on with.</exception>
    public static void EnsureIsNotOver(UnfinishedRun run)
    {
        if (run.IsOver)
            throw Refusal($"The run {run.Folder.Id} is finished; there is nothing to go on with, unless --epochs gives "
                + $"it more than its {run.Planned.Plans.Plan.Epochs}.");
    }

    private static TrainingPlan Changed(TrainingPlan plan, Settings settings, HashSet<SettingKey> keys) => plan with
    {
        Epochs = keys.Contains(SettingKeys.Epochs) ? settings.Int(SettingKeys.Epochs) : plan.Epochs,
        Agents = keys.Contains(SettingKeys.Agents) ? settings.Int(SettingKeys.Agents) : plan.Agents,
        LearningRate = keys.Contains(SettingKeys.LearningRate)
            ? settings.Get(SettingKeys.LearningRate) ?? Workloads.Find(plan.Workload).DefaultPlan.LearningRate
            : plan.LearningRate,
        Cut = (keys.Contains(SettingKeys.Cut) ? settings.Get(SettingKeys.Cut) : plan.Cut) switch
        {
            ValueRules.Auto => Workloads.NetworkOf(plan).DefaultCut,
            var cut => cut,
        },
    };

    private static NodeFailureException Refusal(string line) => new(ExitCode.Configuration, line);

    private static void EnsureSame(Override option, (string? Now, string? Then) value, string run, string anew)
    {
        if (value.Now is null || value.Now != value.Then)
            throw Refusal($"{option.Option} is '{option.Text}', but the run {run} has "
                + $"{value.Then ?? "nothing of the kind"}; {MayChange}: leave the option out, or start anew with "
                + $"{anew}.");
    }

    private static bool IsOfPlan(SettingKey key) => key == SettingKeys.Workload || key == SettingKeys.Weights
        || key.Path.StartsWith(PlanPrefix, StringComparison.Ordinal);

    private static (string? Now, string? Then) Values(
        SettingKey key, TrainingPlan plan, RunData? data, Settings settings) =>
        data is not null && key.Path.StartsWith(SamplesPrefix, StringComparison.Ordinal)
            ? (Field(OptionsBinding.Dataset(settings), key), Field(data.Options, key))
            : PlanValues(key, plan, settings);

    private static (string? Now, string? Then) PlanValues(SettingKey key, TrainingPlan plan, Settings settings) =>
        key == SettingKeys.Weights // a plan knows the file by its hash alone
            ? (Weights(OptionsBinding.Weights(settings)?.Sha256), Weights(plan.WeightsSha256))
            : (Field(PlanBinding.Unchecked(settings), key), Field(plan, key));

    private static string Weights(string? sha256) =>
        string.IsNullOrEmpty(sha256) ? ValueRules.None : $"weights of SHA-256 {sha256}";

    // A key's last words are its field's name: plan.batch-size is batch_size. So it stays right as the plan grows.
    // Null where there is no such field: then nobody can say that it is the same.
    private static string? Field<T>(T values, SettingKey key)
    {
        var path = key.Path.Replace(PlanPrefix, "", StringComparison.Ordinal)
            .Replace(SamplesPrefix, "", StringComparison.Ordinal)
            .Replace($"{SettingKeys.Root}.", "", StringComparison.Ordinal)
            .Replace('-', '_').Split('.');
        JsonNode? node = JsonNode.Parse(RunJson.Pretty(values));
        foreach (var name in path)
            if (node is not JsonObject fields || !fields.TryGetPropertyValue(name, out node))
                return null;
        return node?.ToJsonString().Trim('"') switch
        {
            null => ValueRules.Auto,
            "" => ValueRules.None,
            var text => text,
        };
    }
}
