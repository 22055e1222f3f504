using SplitLearning.Actors;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Display;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Records;

namespace SplitLearning.Node.Programs;

/// <summary>
/// What is left of a finished run whose leader was lost at the very end: agents that do not know of it are told.
/// </summary>
internal sealed class FarewellProgram(NodeConfiguration configuration, OutputFormat output, ProcessScope process)
{
    /// <exception cref="NodeFailureException">The address is taken, or somebody does not want to wait.</exception>
    public async Task RunAsync(RunFolder folder, FarewellOptions options)
    {
        var settings = configuration.Settings;
        process.LogFile = folder.Log("server");
        using var display = Displays.Create(output, process.Terminal, process.Clock);
        await using var node = NodeHost.Start(
            NodeRole.Server, configuration, ListenAddress.OfServer(settings),
            NodeHost.JournalIn(settings.Get(SettingKeys.Runs), "server"), process.LogFile,
            output == OutputFormat.Text);
        using var folderLock = RunLock.Take(folder.Lock); // in the end nothing says any more that an agent may not know
        node.JoinItself();
        var end = node.RunAsync(
            FarewellActor.Props(options), "server", settings.Get(SettingKeys.ServerStopTimeout), process.Stop);
        display.Record(new ServerListening(node.HostAndPort, options.Agents, folder.Id, folder.Path));
        display.Record(new Notice(
            $"The run {folder.Id} is finished; agents that do not know it yet are told, for up to "
            + $"{options.RejoinTimeout.TotalSeconds:0} s."));
        Outcomes.ThrowUnlessSucceeded(await end, records: null, process.Stop);
    }
}
