using System.Text.RegularExpressions;
using SplitLearning.Actors.Protocols;
using SplitLearning.Actors.Server;
using SplitLearning.Data.Datasets;
using SplitLearning.Data.Partitioning;
using SplitLearning.Data.Partitioning.Federated;
using SplitLearning.Data.Stores;
using SplitLearning.Models;
using SplitLearning.Models.Federated;
using static SplitLearning.Node.Configuration.ValueRules;

namespace SplitLearning.Node.Configuration;

/// <summary>Every key under <c>split-learning</c>; defaults and explanations stand in <c>reference.conf</c>.</summary>
internal static partial class SettingKeys
{
    public const string Root = "split-learning";

    private const int MostAgents = 1000;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static SettingKey<string> Secret { get; } = Text($"{Root}.secret", "a text");

    public static SettingKey<string> Workload { get; } =
        Matching($"{Root}.workload", "the name of a workload (splitlearning models list)", Word());

    public static SettingKey<string> Data { get; } = Text($"{Root}.data", "a folder, or auto");

    public static SettingKey<string> Store { get; } =
        Matching($"{Root}.store", $"{ShardStores.Forms}, or none", StoreUrl());

    public static SettingKey<string> Runs { get; } = Matching($"{Root}.runs", "a folder", NotEmpty());

    public static SettingKey<double> Fraction { get; } = Share($"{Root}.samples.fraction");

    public static SettingKey<long?> PerClass { get; } = Whole($"{Root}.samples.per-class", 1, 10_000_000).OrAuto();

    public static SettingKey<double> TestFraction { get; } =
        Real($"{Root}.samples.test-fraction", 0, inclusive: false, below: 1);

    public static SettingKey<BadSamplePolicy> OnBadSample { get; } =
        OneOf<BadSamplePolicy>($"{Root}.samples.on-bad-sample");

    public static SettingKey<long> Cache { get; } = Bytes($"{Root}.samples.cache", 0, 1L << 50);

    public static SettingKey<string> Weights { get; } = Matching($"{Root}.weights", "a file, or none", NotEmpty());

    public static SettingKey<string> Model { get; } =
        Matching($"{Root}.plan.model", "the name of a network (splitlearning models list), or auto", Word());

    public static SettingKey<string> Cut { get; } =
        Matching($"{Root}.plan.cut", "the name of a layer (splitlearning models show WORKLOAD), or auto", Word());

    public static SettingKey<long> Agents { get; } = Whole($"{Root}.plan.agents", 1, MostAgents);

    public static SettingKey<PartitionKind> PartitionKind { get; } =
        OneOf<PartitionKind>($"{Root}.plan.partition.kind");

    public static SettingKey<string> PartitionWeights { get; } = Matching(
        $"{Root}.plan.partition.weights",
        "whole numbers from 1 to 10000 separated by colons, one an agent, e.g. 3:2:1, or none", WeightList());

    public static SettingKey<double> PartitionAlpha { get; } =
        Real($"{Root}.plan.partition.alpha", 0.0001, inclusive: true, below: 1_000_000);

    public static SettingKey<long> Epochs { get; } = Whole($"{Root}.plan.epochs", 1, 100_000);

    public static SettingKey<long?> BatchSize { get; } = Whole($"{Root}.plan.batch-size", 1, 65_536).OrAuto();

    public static SettingKey<OptimizerKind?> Optimizer { get; } =
        OneOf<OptimizerKind>($"{Root}.plan.optimizer", OptimizerKinds.Word).OrAuto();

    public static SettingKey<double?> LearningRate { get; } =
        Real($"{Root}.plan.learning-rate", 0, inclusive: false, below: 100).OrAuto();

    public static SettingKey<ScheduleKind> Schedule { get; } =
        OneOf<ScheduleKind>($"{Root}.plan.schedule.kind", ScheduleKinds.Word);

    public static SettingKey<long> ScheduleStepEpochs { get; } =
        Whole($"{Root}.plan.schedule.step-epochs", 1, 100_000);

    public static SettingKey<double> ScheduleGamma { get; } = Share($"{Root}.plan.schedule.gamma");

    public static SettingKey<string> ScheduleMilestones { get; } = Matching(
        $"{Root}.plan.schedule.milestones", "ascending epochs separated by commas, e.g. 100,150, or none", EpochList());

    public static SettingKey<double> ScheduleLeastRate { get; } =
        Real($"{Root}.plan.schedule.least-rate", 0, inclusive: true, below: 100);

    public static SettingKey<double?> Momentum { get; } =
        Real($"{Root}.plan.momentum", 0, inclusive: true, below: 1).OrAuto();

    public static SettingKey<double?> WeightDecay { get; } =
        Real($"{Root}.plan.weight-decay", 0, inclusive: true, below: 1).OrAuto();

    public static SettingKey<long> Seed { get; } = Whole($"{Root}.plan.seed", 0, long.MaxValue);

    public static SettingKey<long?> Threads { get; } = Whole($"{Root}.plan.threads", 1, 1024).OrAuto();

    public static SettingKey<long> CheckpointEveryEpochs { get; } =
        Whole($"{Root}.plan.checkpoint-every-epochs", 1, 100_000);

    public static SettingKey<long> KeepLast { get; } = Whole($"{Root}.checkpoints.keep-last", 1, 100_000);

    public static SettingKey<long> EveryTurns { get; } = Whole($"{Root}.checkpoints.every-turns", 0, 100_000);

    public static SettingKey<TimeSpan> EveryTime { get; } =
        Duration($"{Root}.checkpoints.every-time", TimeSpan.Zero, Day);

    public static SettingKey<bool> KeepBest { get; } = OnOff($"{Root}.checkpoints.keep-best");

    public static SettingKey<string> ServerHost { get; } = Host($"{Root}.server.host");

    public static SettingKey<long> ServerPort { get; } = Whole($"{Root}.server.port", 0, 65_535);

    public static SettingKey<string> ServerPublicHost { get; } = PublicHost($"{Root}.server.public-host");

    public static SettingKey<ShardMode> Shards { get; } = OneOf<ShardMode>($"{Root}.server.shards");

    public static SettingKey<TimeSpan> ServerReplyTimeout { get; } =
        Duration($"{Root}.server.reply-timeout", Moment, Hour);

    public static SettingKey<TimeSpan> TurnTimeout { get; } = Duration($"{Root}.server.turn-timeout", Moment, Day);

    public static SettingKey<LostAgentPolicy> OnLostAgent { get; } =
        OneOf<LostAgentPolicy>($"{Root}.server.on-lost-agent");

    public static SettingKey<TimeSpan> RejoinTimeout { get; } = Duration($"{Root}.server.rejoin-timeout", Moment, Day);

    public static SettingKey<TimeSpan> EndTimeout { get; } = Duration($"{Root}.server.end-timeout", Moment, Hour);

    public static SettingKey<TimeSpan> ServerStopTimeout { get; } =
        Duration($"{Root}.server.stop-timeout", Moment, Hour);

    public static SettingKey<long> ServerChunkSize { get; } = Chunk($"{Root}.server.chunk-size");

    public static SettingKey<string> AgentName { get; } =
        Matching($"{Root}.agent.name", "1 to 64 letters, digits, '.', '_' and '-', or auto", AgentNames());

    public static SettingKey<string> AgentServer { get; } =
        Matching($"{Root}.agent.server", "HOST:PORT with a port from 1 to 65535", HostAndPort());

    public static SettingKey<string> AgentHost { get; } = Host($"{Root}.agent.host");

    public static SettingKey<long> AgentPort { get; } = Whole($"{Root}.agent.port", 0, 65_535);

    public static SettingKey<string> AgentPublicHost { get; } = PublicHost($"{Root}.agent.public-host");

    public static SettingKey<TimeSpan> JoinTimeout { get; } = Duration($"{Root}.agent.join-timeout", Moment, Day);

    public static SettingKey<TimeSpan> OrphanTimeout { get; } =
        Duration($"{Root}.agent.orphan-timeout", TimeSpan.Zero, Day);

    public static SettingKey<TimeSpan> AgentStopTimeout { get; } =
        Duration($"{Root}.agent.stop-timeout", Moment, Hour);

    public static SettingKey<TimeSpan> AgentReplyTimeout { get; } =
        Duration($"{Root}.agent.reply-timeout", Moment, Hour);

    public static SettingKey<long> MaxResends { get; } = Whole($"{Root}.agent.max-resends", 0, 1000);

    public static SettingKey<long> AgentChunkSize { get; } = Chunk($"{Root}.agent.chunk-size");

    public static SettingKey<long> ReadAhead { get; } = Whole($"{Root}.agent.read-ahead", 1, 1000);

    private const string Federation = $"{Root}.federation";
    private const string Division = $"{Federation}.partition";
    private const string Method = $"{Federation}.parameters";

    public static SettingKey<FederatedMethodKind> FederatedMethod { get; } =
        OneOf<FederatedMethodKind>($"{Federation}.method", FederatedMethodKinds.Word);

    public static SettingKey<long?> Learners { get; } = Whole($"{Federation}.learners", 1, 64).OrAuto();

    public static SettingKey<long> Rounds { get; } = Whole($"{Federation}.rounds", 1, 1_000_000);

    public static SettingKey<long> LocalEpochs { get; } = Whole($"{Federation}.local-epochs", 1, 10_000);

    public static SettingKey<double> Participation { get; } = Share($"{Federation}.participation");

    public static SettingKey<long> EvaluateEveryRounds { get; } =
        Whole($"{Federation}.evaluate-every-rounds", 1, 1_000_000);

    public static SettingKey<long> CheckpointEveryRounds { get; } =
        Whole($"{Federation}.checkpoint-every-rounds", 1, 1_000_000);

    public static SettingKey<long> FederatedAgents { get; } = Whole($"{Federation}.agents", 0, 1000);

    public static SettingKey<long> ClientMemory { get; } = Bytes($"{Federation}.client-memory", 0, 1L << 50);

    public static SettingKey<long?> Workers { get; } = Whole($"{Federation}.workers", 1, 1024).OrAuto();

    public static SettingKey<FederatedPartitionKind?> DivisionKind { get; } =
        OneOf<FederatedPartitionKind>($"{Division}.kind").OrAuto();

    public static SettingKey<long> Clients { get; } = Whole($"{Division}.clients", 1, 10_000);

    public static SettingKey<double> DivisionAlpha { get; } =
        Real($"{Division}.alpha", 0.0001, inclusive: true, below: 1_000_000);

    public static SettingKey<string> Groups { get; } = Matching($"{Division}.groups",
        "numbers of classes separated by colons, one a group, e.g. 3:3:4, or auto, or none", GroupList());

    public static SettingKey<long> ClassesPerClient { get; } = Whole($"{Division}.classes-per-client", 1, 256);

    public static SettingKey<double> TestShare { get; } =
        Real($"{Division}.test-share", 0, inclusive: false, below: 1);

    public static SettingKey<double> ValidationShare { get; } =
        Real($"{Division}.validation-share", 0, inclusive: true, below: 1);

    public static SettingKey<long> Unseen { get; } = Whole($"{Division}.unseen", 0, 10_000);

    public static SettingKey<string> DivisionFile { get; } =
        Matching($"{Division}.file", "a file, or none", NotEmpty());

    public static SettingKey<double> Mu { get; } = Real($"{Method}.mu", 0, inclusive: true, below: 1000);

    public static SettingKey<double> ApflAlpha { get; } = Real($"{Method}.alpha", 0, inclusive: true, below: 1);

    public static SettingKey<bool> AdaptAlpha { get; } = OnOff($"{Method}.adapt-alpha");

    public static SettingKey<double> Lambda { get; } = Real($"{Method}.lambda", 0, inclusive: true, below: 1000);

    public static SettingKey<double> Beta { get; } = Real($"{Method}.beta", 0, inclusive: false, below: 10);

    public static SettingKey<long> InnerSteps { get; } = Whole($"{Method}.inner-steps", 1, 1000);

    public static SettingKey<double> PullProbability { get; } = Real($"{Method}.p", 0, inclusive: false, below: 1);

    public static SettingKey<double> Penalty { get; } = Real($"{Method}.penalty", 0, inclusive: true, below: 1000);

    public static SettingKey<double> Q { get; } = Real($"{Method}.q", 0, inclusive: true, below: 100);

    public static SettingKey<double> Tol1 { get; } = Real($"{Method}.tol1", 0, inclusive: true, below: 1_000_000);

    public static SettingKey<double> Tol2 { get; } = Real($"{Method}.tol2", 0, inclusive: true, below: 1_000_000);

    public static SettingKey<double> LambdaRate { get; } =
        Real($"{Method}.lambda-rate", 0, inclusive: true, below: 1000);

    public static SettingKey<long> TuneEpochs { get; } = Whole($"{Method}.tune-epochs", 0, 1000);

    public static SettingKey<double> EdgeProbability { get; } = Share($"{Method}.edge-probability");

    /// <summary>Those that say which data are used: a matter of the agents and of central training.</summary>
    public static IReadOnlyList<SettingKey> OfData { get; } =
        [Data, Store, Fraction, PerClass, TestFraction, OnBadSample, Cache];

    /// <summary>All of them, in the order of <c>reference.conf</c>.</summary>
    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Secret, Workload, Data, Store, Runs, Fraction, PerClass, TestFraction, OnBadSample, Cache,
        Weights, Model, Cut, Agents, PartitionKind, PartitionWeights, PartitionAlpha, Epochs, BatchSize, Optimizer,
        LearningRate, Schedule, ScheduleStepEpochs, ScheduleGamma, ScheduleMilestones, ScheduleLeastRate, Momentum,
        WeightDecay, Seed, Threads, CheckpointEveryEpochs,
        FederatedMethod, Learners, Rounds, LocalEpochs, Participation, EvaluateEveryRounds, CheckpointEveryRounds,
        FederatedAgents, Workers, ClientMemory, DivisionKind, Clients, DivisionAlpha, Groups, ClassesPerClient,
        TestShare, ValidationShare, Unseen, DivisionFile,
        Mu, ApflAlpha, AdaptAlpha, Lambda, Beta, InnerSteps, PullProbability, Penalty, Q, Tol1, Tol2, LambdaRate,
        TuneEpochs, EdgeProbability,
        KeepLast, KeepBest, EveryTurns, EveryTime,
        ServerHost, ServerPort, ServerPublicHost, Shards, ServerReplyTimeout, TurnTimeout, OnLostAgent,
        RejoinTimeout, EndTimeout, ServerStopTimeout, ServerChunkSize,
        AgentName, AgentServer, AgentHost, AgentPort, AgentPublicHost, JoinTimeout, OrphanTimeout, AgentReplyTimeout,
        AgentStopTimeout, MaxResends, AgentChunkSize, ReadAhead,
    ];

    private static SettingKey<string> Host(string path) =>
        Matching(path, "an IP address or the name of this machine", HostName());

    private static SettingKey<string> PublicHost(string path) =>
        Matching(path, "the address or name under which others reach this machine, or auto", HostName());

    private static SettingKey<long> Chunk(string path) => Bytes(path, 4 << 10, 64 << 20);

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{1,64}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"^(?:none|\d{1,7}(?:,\d{1,7}){0,999})\z")]
    private static partial Regex EpochList();

    [GeneratedRegex(@"^(?:auto|none|[1-9]\d{0,2}(?::[1-9]\d{0,2}){0,255})\z")]
    private static partial Regex GroupList();

    [GeneratedRegex(@"^(?:none|(?:[1-9]\d{0,3}|10000)(?::(?:[1-9]\d{0,3}|10000)){0,999})\z")]
    private static partial Regex WeightList();

    [GeneratedRegex(@"\S")]
    private static partial Regex NotEmpty();

    [GeneratedRegex(@"^(?:none|sqlite:.+|mongodb(?:\+srv)?://.+)\z")]
    private static partial Regex StoreUrl();

    [GeneratedRegex(@"^[A-Za-z0-9.:_-]{1,255}\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex AgentNames();

    [GeneratedRegex("""
        ^(?:[A-Za-z0-9._-]{1,255}|\[[0-9A-Fa-f:.]+\]):
        (?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])\z
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex HostAndPort();
}
