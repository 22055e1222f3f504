using System.CommandLine;
using SplitLearning.Models;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Demo;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Programs;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning demo</c></summary>
internal static class DemoCommand
{
    public static Command Create(Terminal terminal)
    {
        var runId = SettingOptions.RunId();
        var restartAgents = new Option<bool>("--restart-agents")
        {
            Description = "Start an agent again that was lost; at most 5 times a minute",
        };
        var restartServer = new Option<bool>("--restart-server")
        {
            Description = "Start the server again when it was lost; at most 5 times a minute",
        };
        var command = new Command("demo",
            "Show a whole run on this machine: starts a server and its agents as processes and watches them train");
        command.AddRange(SettingOptions.Plan("--agents"));
        command.AddRange([.. SettingOptions.Samples(), SettingOptions.Runs(), runId, restartAgents, restartServer]);
        command.SetAction((arguments, _) => CommandRunner.RunAsync(terminal, parent: null, process =>
        {
            var overrides = SettingOptions.Overrides(arguments);
            var settings = NodeConfiguration.Load(file: null, overrides).Settings;
            var restarts = new Restarts(
                arguments.GetValue(restartAgents), arguments.GetValue(restartServer), process.Clock);
            return new DemoProgram(
                Outline(PlanBinding.From(settings), arguments.GetValue(runId), process),
                new ChildCommands("server", Config: null, overrides), restarts, process).RunAsync();
        }));
        return command;
    }

    private static DemoOutline Outline(TrainingPlan plan, string? runId, ProcessScope process) => new(
        $"Demo: {plan.Workload}, cut after {plan.Cut}: 1 server and {plan.Agents} agents, each a process of its own on "
        + $"this machine. Epochs: {plan.Epochs}.",
        plan.Agents,
        runId is null ? RunId.Create(process.Clock, plan.Workload, RunMode.Split) : RunId.Parse(runId));
}
