using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using SplitLearning.Models.State;
using SplitLearning.Models.Workloads;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Programs;

/// <summary>Makes the plan of a federated run from the settings.</summary>
internal static class FederationBinding
{
    private const int MixedLearners = 3; // as in FedEM's experiments
    private const int BatchSize = 128; // the same

    /// <param name="weights">The file to start from; null for the seed's.</param>
    /// <param name="hasClients">The data say whose each sample is; null where only others have the data.</param>
    /// <param name="sampleShape">Of the data, where they are known already: decides between networks.</param>
    /// <exception cref="PlanException">The workload or the network is unknown.</exception>
    /// <exception cref="ConfigurationErrorException">The values do not go together.</exception>
    public static FederationPlan From(
        Settings settings, WeightsFile? weights, bool? hasClients = null, IReadOnlyList<long>? sampleShape = null)
    {
        var shared = PlanBinding.Unchecked(settings, weights, sampleShape);
        var method = settings.Get(SettingKeys.FederatedMethod);
        var workload = Workloads.Find(shared.Workload);
        var own = FederationDefaults.Of(workload, method);
        var plan = new FederationPlan
        {
            Workload = shared.Workload,
            Model = shared.Model,
            Method = method,
            Learners = (int?)settings.Get(SettingKeys.Learners) ?? (method.HasMixture() ? MixedLearners : 1),
            Rounds = settings.Int(SettingKeys.Rounds),
            LocalEpochs = settings.Int(SettingKeys.LocalEpochs),
            BatchSize = (int?)settings.Get(SettingKeys.BatchSize) ?? BatchSize,
            LearningRate = settings.Get(SettingKeys.LearningRate) ?? own.LearningRate,
            Schedule = shared.Schedule,
            Momentum = settings.Get(SettingKeys.Momentum) ?? own.Momentum,
            WeightDecay = settings.Get(SettingKeys.WeightDecay) ?? own.WeightDecay,
            Seed = shared.Seed,
            WeightsSha256 = weights?.Sha256,
            Participation = settings.Get(SettingKeys.Participation),
            Threads = (int?)settings.Get(SettingKeys.Threads) ?? 1,
            CheckpointEveryRounds = settings.Int(SettingKeys.CheckpointEveryRounds),
            EvaluateEveryRounds = settings.Int(SettingKeys.EvaluateEveryRounds),
            Partition = Partition(settings, hasClients ?? workload.HasClients, own.Groups),
            Parameters = Parameters(settings),
        };
        return plan.Validate() is { Count: > 0 } errors ? throw new ConfigurationErrorException(errors) : plan;
    }

    /// <summary>Clients that are run side by side.</summary>
    public static int Workers(Settings settings) =>
        (int?)settings.Get(SettingKeys.Workers) ?? Environment.ProcessorCount;

    private static FederatedPartition Partition(Settings settings, bool hasClients, string groups)
    {
        var file = settings.Get(SettingKeys.DivisionFile) is var path && path == ValueRules.None ? "" : path;
        var kind = settings.Get(SettingKeys.DivisionKind) ?? (hasClients || file.Length > 0
            ? FederatedPartitionKind.Given
            : FederatedPartitionKind.Groups);
        return new()
        {
            Kind = kind,
            Clients = kind == FederatedPartitionKind.Given ? null : settings.Int(SettingKeys.Clients),
            Alpha = settings.Get(SettingKeys.DivisionAlpha),
            Groups = settings.Get(SettingKeys.Groups) switch
            {
                ValueRules.None => "",
                ValueRules.Auto => groups,
                var named => named,
            },
            ClassesPerClient = settings.Int(SettingKeys.ClassesPerClient),
            TestShare = settings.Get(SettingKeys.TestShare),
            ValidationShare = settings.Get(SettingKeys.ValidationShare),
            Unseen = settings.Int(SettingKeys.Unseen),
            File = file,
        };
    }

    private static MethodParameters Parameters(Settings settings) => new()
    {
        Mu = settings.Get(SettingKeys.Mu),
        Alpha = settings.Get(SettingKeys.ApflAlpha),
        AdaptAlpha = settings.Get(SettingKeys.AdaptAlpha),
        Lambda = settings.Get(SettingKeys.Lambda),
        Beta = settings.Get(SettingKeys.Beta),
        InnerSteps = settings.Int(SettingKeys.InnerSteps),
        P = settings.Get(SettingKeys.PullProbability),
        Penalty = settings.Get(SettingKeys.Penalty),
        Q = settings.Get(SettingKeys.Q),
        Tol1 = settings.Get(SettingKeys.Tol1),
        Tol2 = settings.Get(SettingKeys.Tol2),
        LambdaRate = settings.Get(SettingKeys.LambdaRate),
        TuneEpochs = settings.Int(SettingKeys.TuneEpochs),
        EdgeProbability = settings.Get(SettingKeys.EdgeProbability),
    };
}
