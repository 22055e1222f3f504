using System.CommandLine;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning check-config</c></summary>
internal static class CheckConfigCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string?>("FILE")
        {
            Description = "Configuration file (HOCON); without it the defaults are shown",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("check-config",
            "Check a configuration file before a run: prints the settings in effect, or every mistake")
        {
            file,
        };
        command.SetAction((arguments, _) =>
            CommandRunner.RunAsync(terminal, () => Check(arguments.GetValue(file), terminal)));
        return command;
    }

    private static void Check(string? file, Terminal terminal)
    {
        try
        {
            var settings = NodeConfiguration.Load(file, []).Settings;
            PlanBinding.From(settings);
            foreach (var key in SettingKeys.All)
                terminal.Out.WriteLine($"{key.Path} = {Shown(key, settings)}");
        }
        catch (ConfigurationErrorException e) when (e.Errors.Count > 1)
        {
            // The last one is reported as every command reports its failure.
            foreach (var error in e.Errors.SkipLast(1))
                terminal.Error.WriteLine($"error: {error}");
            throw new ConfigurationErrorException(e.Errors[^1]);
        }
    }

    private static string Shown(SettingKey key, Settings settings) => key == SettingKeys.Secret
        ? settings.Text(key).Length > 0 ? "(set)" : "(not set)"
        : settings.Text(key);
}
