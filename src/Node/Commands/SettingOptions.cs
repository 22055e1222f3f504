using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;

namespace SplitLearning.Node.Commands;

/// <summary>The options that several commands share; each call makes a new one, for one command.</summary>
internal static class SettingOptions
{
    public static Option<string> Config() => new("--config")
    {
        HelpName = "FILE",
        Description = "Configuration file of this machine (HOCON); options below override it",
    };

    public static Option<OutputFormat> Output()
    {
        var option = new Option<OutputFormat>("--output")
        {
            HelpName = "text|json",
            Description = "text for people, json for programs: one event a line [default: text]",
        };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    public static Option<int?> ParentPid() => new("--parent-pid") { Hidden = true };

    public static SettingOption Workload() => new("--workload", SettingKeys.Workload, "NAME",
        "What to train: dataset and network, see 'splitlearning models list'");

    public static SettingOption Agents(string name) => new(name, SettingKeys.Agents, "N", name == "--agents"
        ? "Number of agents (data owners) that take part"
        : "Train in the very order in which this many agents would train");

    public static IEnumerable<Option> Partition() =>
    [
        new SettingOption("--partition", SettingKeys.PartitionKind, "contiguous|shuffled|dirichlet|patient",
            "How the data are divided among the agents, see docs/guides/data.md"),
        new SettingOption("--partition-weights", SettingKeys.PartitionWeights, "N:N:N",
            "How much each agent gets, e.g. 3:2:1; none: all alike"),
        new SettingOption("--partition-alpha", SettingKeys.PartitionAlpha, "X",
            "For dirichlet: the smaller, the more the agents' classes differ"),
    ];

    public static SettingOption Epochs() => new("--epochs", SettingKeys.Epochs, "N",
        "Passes over all training and test data");

    public static SettingOption Cut() => new("--cut", SettingKeys.Cut, "LAYER",
        "Last layer that stays with the agents, see 'splitlearning models show'");

    public static SettingOption Model() => new("--model", SettingKeys.Model, "NAME",
        "Which of the workload's networks, see 'splitlearning models list'");

    public static SettingOption Optimizer() => new("--optimizer", SettingKeys.Optimizer, "sgd|adam|adamw",
        "How gradients become steps");

    public static SettingOption Schedule() => new("--schedule", SettingKeys.Schedule, "constant|step|multi-step|cosine",
        "How the learning rate goes with the epochs; the configuration has its figures");

    public static SettingOption Weights(
        string description = "Weights to start from (safetensors); the same file for every party") =>
        new("--weights", SettingKeys.Weights, "FILE", description);

    public static SettingOption Seed() => new("--seed", SettingKeys.Seed, "N",
        "Seed of weights and order: the same seed gives the same weights");

    public static SettingOption LearningRate() => new("--lr", SettingKeys.LearningRate, "X",
        "Learning rate of the optimizer");

    public static SettingOption BatchSize() => new("--batch-size", SettingKeys.BatchSize, "N", "Samples a batch");

    public static SettingOption Threads() => new("--threads", SettingKeys.Threads, "N",
        "Processor threads of each party; part of what decides the weights");

    private static SettingOption Data() => new("--data", SettingKeys.Data, "DIR",
        "Folder with the data; without it SPLITLEARNING_DATA, ../shared/data, data/, else synthetic data");

    private static SettingOption Store() => new("--store", SettingKeys.Store, "URL",
        "Store to read the data from, e.g. sqlite:stores; without it the files themselves");

    private static SettingOption Fraction() => new("--fraction", SettingKeys.Fraction, "X",
        "Share of the samples that is used, e.g. 0.1");

    private static SettingOption PerClass() => new("--per-class", SettingKeys.PerClass, "N",
        "Training samples a class at most, so that classes are balanced");

    private static SettingOption OnBadSample() => new("--on-bad-sample", SettingKeys.OnBadSample, "stop|skip",
        "stop: a damaged sample ends the run; skip: it is left out and listed");

    public static SettingOption Runs() => new("--runs", SettingKeys.Runs, "DIR",
        "Folder in which each run gets a folder of its own");

    public static Option<string> RunId() => new("--run-id")
    {
        HelpName = "ID",
        Description = "Name of the run and of its folder [default: made from time, workload and mode]",
    };

    /// <summary>The options of a command that plan a training.</summary>
    public static IEnumerable<Option> Plan(string agentsOption) =>
    [
        Workload(), Model(), Agents(agentsOption), .. Partition(), Epochs(), Cut(), Seed(), Optimizer(),
        LearningRate(), Schedule(), BatchSize(), Threads(), Weights(),
    ];

    /// <summary>The options of a command that say which data are used.</summary>
    public static IEnumerable<Option> Samples() => [.. Sources(), Fraction(), PerClass(), OnBadSample()];

    /// <summary>The options that say where the data are.</summary>
    public static IEnumerable<Option> Sources() => [Data(), Store()];

    /// <summary>The options of a server that are its machine's own matter.</summary>
    public static IEnumerable<Option> Address() =>
    [
        new SettingOption("--host", SettingKeys.ServerHost, "HOST", "Address of this machine to listen on"),
        new SettingOption("--port", SettingKeys.ServerPort, "PORT", "Port to listen on, 0 for any free one"),
        new SettingOption(
            "--on-lost-agent", SettingKeys.OnLostAgent, "wait|skip|stop", "When an agent is lost in mid-run"),
    ];

    /// <summary>What the person gave, in the order of the command's options.</summary>
    public static IReadOnlyList<Override> Overrides(ParseResult arguments) =>
    [
        .. from option in arguments.CommandResult.Command.Options.OfType<SettingOption>()
           where arguments.GetResult(option) is { Implicit: false }
           select new Override(option.Key, option.Name, arguments.GetValue(option) ?? ""),
    ];
}
