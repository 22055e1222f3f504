using System.CommandLine;
using System.CommandLine.Parsing;
using SplitLearning.Models.State;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Runs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning runs export</c></summary>
internal sealed class RunsExportCommand
{
    private const string Zip = "zip", SafeTensors = "safetensors";

    private readonly Argument<string> _run = CheckpointOptions.Run();
    private readonly Option<string> _format = new("--format")
    {
        HelpName = $"{Zip}|{SafeTensors}",
        Description = "zip: the records; safetensors: a checkpoint's weights with PyTorch's names [default: zip]",
    };

    private readonly Option<int?> _epoch = CheckpointOptions.Epoch();
    private readonly Option<ModelPart> _part = new("--part")
    {
        HelpName = "client|server|whole",
        Description = "Of safetensors: the layers up to the cut, those behind it, or all [default: whole]",
    };

    private readonly Option<string> _client = CheckpointOptions.Client();
    private readonly Option<string> _file = new("--out")
    {
        HelpName = "FILE",
        Description = "The file to write; one that is there is replaced",
        Required = true,
    };

    public static Command Create(Terminal terminal)
    {
        var export = new RunsExportCommand();
        var command = new Command("export",
            "Pack a run's records into one archive, without checkpoints and logs; or write a checkpoint's weights")
        {
            export._run, export._file, export._format, export._epoch, export._part, export._client,
            SettingOptions.Runs(),
        };
        export._format.AcceptOnlyFromAmong(Zip, SafeTensors);
        export._part.AcceptOnlyFromAmong("client", "server", "whole");
        command.Validators.Add(export.Check);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, () => export.Run(arguments, terminal)));
        return command;
    }

    private void Check(CommandResult result)
    {
        Option[] ofWeights = [_epoch, _part, _client];
        if (result.GetValue(_format) != SafeTensors
            && ofWeights.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } idle)
            result.AddError($"{idle.Name} says which weights are written: it goes with --format {SafeTensors} only.");
    }

    private void Run(ParseResult arguments, Terminal terminal)
    {
        var settings = NodeConfiguration.Load(file: null, SettingOptions.Overrides(arguments)).Settings;
        var run = RunCatalog.Find(settings.Get(SettingKeys.Runs), arguments.GetValue(_run)!);
        var file = arguments.GetValue(_file)!;
        if (arguments.GetValue(_format) != SafeTensors)
        {
            terminal.Out.WriteLine($"Written: {RunExport.Write(run.Folder, file)}");
            return;
        }

        var model = CheckpointModels.Open(run, arguments.GetValue(_epoch), arguments.GetValue(_client),
            line => terminal.Error.WriteLine($"warning: {line}"));
        var part = arguments.GetValue(_part);
        AtomicFile.Write(file, model.ToFile(part));
        terminal.Out.WriteLine($"Written: {Path.GetFullPath(file)}, {part.ToString().ToLowerInvariant()} "
            + $"{model.Network.Name} after {model.After}");
    }
}
