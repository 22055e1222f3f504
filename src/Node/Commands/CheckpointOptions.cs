using System.CommandLine;
using SplitLearning.Node.Display;

namespace SplitLearning.Node.Commands;

/// <summary>The options of commands that take a run's checkpoint; each call makes a new one, for one command.</summary>
internal static class CheckpointOptions
{
    public static Argument<string> Run() => new("RUN") { Description = "Name of the run's folder, or its path" };

    public static Option<int?> Epoch()
    {
        var option = new Option<int?>("--epoch")
        {
            HelpName = "N",
            Description = "The checkpoint after this epoch or round, see 'splitlearning runs checkpoints' "
                + "[default: the newest]",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
                result.AddError("--epoch must be a whole number from 1.");
        });
        return option;
    }

    public static Option<string> Client() => new("--client")
    {
        HelpName = "FILE|K",
        Description = "The client's part of the checkpoint, where no agent's folder is on this machine; of a federated "
            + "run the number of the client whose model or mixture is meant, see docs/guides/federated.md",
    };

    public static Option<OutputFormat> Output()
    {
        var option = new Option<OutputFormat>("--output")
        {
            HelpName = "text|json",
            Description = "text for people, json for programs [default: text]",
        };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }
}
