using System.CommandLine;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Inspection;
using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning actors</c></summary>
internal static class ActorsCommand
{
    public static Command Create(Terminal terminal) => new(
        "actors", "Ask a running node of this machine for its actors")
    {
        InspectionOptions.Add(
            new Command("tree", "Show the actors below /user, each under its parent"),
            terminal, (node, _) => node.AskAsync<ActorsSeen>(new InspectActors()), InspectionText.WriteTree),
    };
}
