using System.Text.Json.Nodes;
using SplitLearning.Data.Datasets;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>A run that is gone on with has its own plan and its own data: other options are refused.</summary>
internal static class ResumeOptions
{
    private const string PlanPrefix = $"{SettingKeys.Root}.plan.";
    private const string SamplesPrefix = $"{SettingKeys.Root}.samples.";

    // Neither decides the outcome: the data may have moved, and memory is this machine's own matter.
    private static readonly SettingKey[] Free =
        [SettingKeys.Runs, SettingKeys.Data, SettingKeys.Store, SettingKeys.Cache];

    /// <summary>How the data are opened: as the run had them, from another folder if one is named.</summary>
    public static DatasetOptions Dataset(ResumedRun run, Settings settings, IReadOnlyList<Override> given) =>
        run.Data.Options with
        {
            Folder = given.Any(option => option.Key == SettingKeys.Data) ? settings.Data : run.Data.Options.Folder,
            Store = given.Any(option => option.Key == SettingKeys.Store) ? settings.Store : run.Data.Options.Store,
            CacheBytes = settings.Get(SettingKeys.Cache),
        };

    /// <param name="given">Options of the command line.</param>
    /// <exception cref="NodeFailureException">One differs from the run's plan; the line names both.</exception>
    public static void EnsureSame(ResumedRun run, Settings settings, IReadOnlyList<Override> given)
    {
        foreach (var option in given.Where(option => !Free.Contains(option.Key)))
            EnsureSame(option, Values(option.Key, run, settings), run.Folder.Id, "--new");
    }

    /// <summary>The same for a server, whose other options are its machine's own matter.</summary>
    /// <exception cref="NodeFailureException">One differs from the run's plan; the line names both.</exception>
    public static void EnsureSame(UnfinishedRun run, Settings settings, IReadOnlyList<Override> given)
    {
        foreach (var option in given.Where(option => IsOfPlan(option.Key)))
            EnsureSame(option, PlanValues(option.Key, run.Plan, settings), run.Folder.Id, "--resume none");
    }

    private static void EnsureSame(Override option, (string? Now, string? Then) value, string run, string anew)
    {
        if (value.Now is null || value.Now != value.Then)
            throw new NodeFailureException(ExitCode.Configuration,
                $"{option.Option} is '{option.Text}', but the run {run} has "
                + $"{value.Then ?? "nothing of the kind"}; it goes on with its own plan: leave the option out, "
                + $"or start anew with {anew}.");
    }

    private static bool IsOfPlan(SettingKey key) => key == SettingKeys.Workload || key == SettingKeys.Weights
        || key.Path.StartsWith(PlanPrefix, StringComparison.Ordinal);

    private static (string? Now, string? Then) Values(SettingKey key, ResumedRun run, Settings settings)
    {
        return key.Path.StartsWith(SamplesPrefix, StringComparison.Ordinal)
            ? (Field(OptionsBinding.Dataset(settings), key), Field(run.Data.Options, key))
            : PlanValues(key, run.Plan, settings);
    }

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
