using System.CommandLine;
using SplitLearning.Data.Datasets.Mixture;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning data synthesize</c></summary>
internal sealed class SynthesizeCommand
{
    private readonly Option<string> _count =
        Option("--count", "N", "Samples for training; for malaria all samples; not for mixture");

    private readonly Option<string> _testCount =
        Option("--test-count", "N", "Samples for testing [default: a fifth of --count]");

    private readonly Option<string> _seed =
        Option("--seed", "N", "Seed of the samples [default: that of the data that runs draw]");

    private readonly Option<string> _clients =
        Option("--clients", "N", "For mixture: clients [default: 50]");

    private readonly Option<string> _dimension =
        Option("--dimension", "N", "For mixture: numbers of a sample [default: 20]");

    private readonly Option<string> _components =
        Option("--components", "N", "For mixture: linear models that labels come from [default: 3]");

    private readonly Option<string> _alpha =
        Option("--alpha", "X", "For mixture: the smaller, the more each client has of one model [default: 0.4]");

    private readonly Option<string> _noise =
        Option("--noise", "X", "For mixture: deviation of what is added to a score [default: 0.1]");

    private readonly Option<string> _scale =
        Option("--scale", "X", "For mixture: numbers are from -X to X [default: 3]");

    private Option<string>[] OfMixture => [_clients, _dimension, _components, _alpha, _noise, _scale];

    public static Command Create(Terminal terminal) => new SynthesizeCommand().For(terminal);

    private Command For(Terminal terminal)
    {
        var workload = new Argument<string>("WORKLOAD") { Description = "Whose data, e.g. oct" };
        var folder = new Option<string>("--out")
        {
            HelpName = "DIR",
            Description = "Folder to write to: empty, or not there yet",
            Required = true,
        };
        var command = new Command("synthesize", "Write synthetic data in the on-disk form of a workload's real data")
        {
            workload, folder, _count, _testCount, _seed,
        };
        foreach (var option in OfMixture)
            command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_count) is null && !IsMixture(result.GetResult(workload)?.Tokens is [var name, ..]
                ? name.Value
                : ""))
                result.AddError("Option '--count' is required.");
        });
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var run = Program(arguments, arguments.GetValue(workload)!, arguments.GetValue(folder)!);
            return Task.Run(() => run(process));
        }));
        return command;
    }

    private Action<ProcessScope> Program(ParseResult arguments, string workload, string folder)
    {
        Option<string>[] idle = IsMixture(workload) ? [_count, _testCount] : OfMixture;
        if (Array.Find(idle, option => arguments.GetValue(option) is not null) is { } wrong)
            throw new ConfigurationErrorException($"{wrong.Name} is '{arguments.GetValue(wrong)}'; it is not for "
                + $"{workload}: leave it out{(IsMixture(workload) ? ", and each client's number is drawn" : "")}.");
        var seed = Whole(arguments, _seed, long.MinValue, long.MaxValue);
        return IsMixture(workload)
            ? new SynthesizeMixtureProgram(folder, Mixture(arguments, seed)).Run
            : new SynthesizeProgram(workload, folder,
                Whole(arguments, _count, 1, SynthesizeProgram.MaxCount) ?? 0,
                Whole(arguments, _testCount, 1, SynthesizeProgram.MaxCount), seed).Run;
    }

    private MixtureOptions Mixture(ParseResult arguments, long? seed)
    {
        var known = new MixtureOptions();
        return known with
        {
            Clients = (int)(Whole(arguments, _clients, 1, MixtureOptions.MostClients) ?? known.Clients),
            Dimension = (int)(Whole(arguments, _dimension, 1, MixtureOptions.MostDimension) ?? known.Dimension),
            Components = (int)(Whole(arguments, _components, 1, MixtureOptions.MostComponents) ?? known.Components),
            Alpha = Read(arguments, _alpha, ValueRules.Real(_alpha.Name, 0.0001, inclusive: true, below: 1_000_000))
                ?? known.Alpha,
            Noise = Read(arguments, _noise, ValueRules.Real(_noise.Name, 0, inclusive: true, below: 1_000))
                ?? known.Noise,
            Scale = Read(arguments, _scale, ValueRules.Real(_scale.Name, 0, inclusive: false, below: 1_000))
                ?? known.Scale,
            Seed = seed ?? known.Seed,
        };
    }

    private static bool IsMixture(string workload) => workload == SynthesizeMixtureProgram.Workload;

    private static Option<string> Option(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static long? Whole(ParseResult arguments, Option<string> option, long least, long most) =>
        Read(arguments, option, ValueRules.Whole(option.Name, least, most));

    private static T? Read<T>(ParseResult arguments, Option<string> option, SettingKey<T> rule)
        where T : struct
    {
        if (arguments.GetValue(option) is not { } text)
            return null;
        return rule.Read(text) is [var value]
            ? value
            : throw new ConfigurationErrorException($"{option.Name} is '{text}'; it must be {rule.Expected}.");
    }
}
