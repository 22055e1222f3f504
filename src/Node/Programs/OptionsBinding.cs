using SplitLearning.Actors.Agent;
using SplitLearning.Actors.Server;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Node.Configuration;

namespace SplitLearning.Node.Programs;

/// <summary>Makes the options of actors and data from the settings.</summary>
internal static class OptionsBinding
{
    public static ServerOptions Server(Settings settings, string runId) => new()
    {
        RunId = runId,
        Shards = settings.Get(SettingKeys.Shards),
        ReplyTimeout = settings.Get(SettingKeys.ServerReplyTimeout),
        TurnTimeout = settings.Get(SettingKeys.TurnTimeout),
        Retention = Retention(settings),
        CheckpointEveryTurns = settings.Int(SettingKeys.EveryTurns),
        CheckpointEveryTime = settings.Get(SettingKeys.EveryTime),
        OnLostAgent = settings.Get(SettingKeys.OnLostAgent),
        RejoinTimeout = settings.Get(SettingKeys.RejoinTimeout),
        EndTimeout = settings.Get(SettingKeys.EndTimeout),
        ChunkBytes = settings.Int(SettingKeys.ServerChunkSize),
    };

    public static AgentOptions Agent(Settings settings) => new()
    {
        Name = AgentName(settings),
        Workload = settings.Get(SettingKeys.Workload),
        RunsFolder = Path.GetFullPath(settings.Get(SettingKeys.Runs)),
        ServerAddress = settings.Get(SettingKeys.AgentServer),
        Weights = Weights(settings),
        JoinTimeout = settings.Get(SettingKeys.JoinTimeout),
        ReplyTimeout = settings.Get(SettingKeys.AgentReplyTimeout),
        MaxResends = settings.Int(SettingKeys.MaxResends),
        ChunkBytes = settings.Int(SettingKeys.AgentChunkSize),
        ReadAhead = settings.Int(SettingKeys.ReadAhead),
        Workers = FederationBinding.Workers(settings),
        KeepLast = settings.Int(SettingKeys.KeepLast),
        ClientMemory = settings.Get(SettingKeys.ClientMemory),
    };

    public static DatasetOptions Dataset(Settings settings) => new()
    {
        Folder = settings.Data,
        Store = settings.Store,
        Fraction = settings.Get(SettingKeys.Fraction),
        PerClass = (int?)settings.Get(SettingKeys.PerClass),
        TestFraction = settings.Get(SettingKeys.TestFraction),
        OnBadSample = settings.Get(SettingKeys.OnBadSample),
        CacheBytes = settings.Get(SettingKeys.Cache),
    };

    /// <summary>The file to start from; null for none.</summary>
    /// <exception cref="StateException">It cannot be read.</exception>
    public static WeightsFile? Weights(Settings settings) =>
        settings.Get(SettingKeys.Weights) is var file && file == ValueRules.None ? null : WeightsFile.Open(file);

    public static CheckpointRetention Retention(Settings settings) =>
        new(settings.Int(SettingKeys.KeepLast), settings.Get(SettingKeys.KeepBest));

    private static string AgentName(Settings settings) =>
        settings.Get(SettingKeys.AgentName) is var name && name == ValueRules.Auto
            ? SettingKeys.AgentName.Parse(Environment.MachineName)
            : name;
}
