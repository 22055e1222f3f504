using System.CommandLine;
using SplitLearning.Actors.Protocols;
using SplitLearning.Node.Hosting;
using SplitLearning.Node.Inspection;
using static SplitLearning.Actors.Protocols.InspectionProtocol;

namespace SplitLearning.Node.Commands;

/// <summary><c>splitlearning cluster</c></summary>
internal static class ClusterCommand
{
    public static Command Create(Terminal terminal) => new(
        "cluster", "Ask a running node of this machine for the cluster")
    {
        InspectionOptions.Add(
            new Command("status", "Show how the node stands and whether all members can be reached"),
            terminal, SeeAsync, InspectionText.WriteStatus),
        InspectionOptions.Add(
            new Command("members", "List the members: address, status, roles"),
            terminal, SeeAsync, InspectionText.WriteMembers),
        Change("leave", "Have a member leave in good order", "is asked to leave",
            node => new LeaveMember(node), terminal),
        Change("down", "Declare a member dead that cannot be reached and will not come back", "is declared dead",
            node => new DownMember(node), terminal),
    };

    private static Task<ClusterSeen> SeeAsync(RunningNode node, ParseResult _) =>
        node.AskAsync<ClusterSeen>(new InspectCluster());

    private static Command Change(
        string name, string description, string done, Func<string, IWireMessage> order, Terminal terminal)
    {
        var member = new Argument<string>("MEMBER") { Description = "HOST:PORT, see 'splitlearning cluster members'" };
        return InspectionOptions.Add(new Command(name, description) { member }, terminal, async (node, arguments) =>
        {
            var told = await node.AskAsync<MemberTold>(order(arguments.GetValue(member)!));
            return told.IsMember
                ? told
                : throw new NodeFailureException(ExitCode.Refused,
                    $"'{told.Node}' is not a member; 'splitlearning cluster members' lists them.");
        }, (told, output) => output.WriteLine($"{told.Node} {done}."));
    }
}
