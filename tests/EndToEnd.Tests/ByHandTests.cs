using System.Runtime.CompilerServices;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>What a person does in four terminals, with the files of the repository.</summary>
public sealed class ByHandTests : Workplace
{
    [Fact]
    public async Task ServerAndThreeAgents_WithTheFilesOfTheRepository_AllEndWell()
    {
        var (server, address) = await StartServerAsync("--config", Hocon("server.conf"), "--epochs", "1");

        var agents = new[] { 1, 2, 3 }.Select(i => Start(
            "agent", "--config", Hocon($"agent-{i}.conf"), "--server", address, "--data", Data)).ToList();

        foreach (var agent in agents)
            (await agent.EndAsync()).With(0);
        (await server.EndAsync()).With(0);
        Assert.Equal(3, (int?)Json("r1", "summary.json")["agents"]);
        Assert.True(File.Exists(Path.Combine(Folder, "runs", "agent-3", "log", "agent-3.log")));
    }

    [Fact]
    public async Task Agent_WithoutAnyData_SaysThatItsDataAreSynthetic()
    {
        var agent = Start("agent", "--name", "north", "--server", "127.0.0.1:9");

        var line = await agent.LineAsync("north: data:");

        Assert.Contains("synthetic", line, StringComparison.OrdinalIgnoreCase);
    }

    private static string Hocon(string name, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "hocon", name);
}
