using System.Net;
using System.Net.NetworkInformation;
using Akka.Actor;
using Akka.Remote;
using SplitLearning.Actors.Protocols;
using SplitLearning.Node.Configuration;
using SplitLearning.Node.Hosting;

namespace SplitLearning.Node.Inspection;

/// <summary>A node of this machine that runs in another process, and answers questions.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(5);

    private readonly string _node;
    private readonly Address _address;
    private readonly ActorSystem _system;
    private readonly TaskCompletionSource<Exception> _unreachable =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningNode(string node, NodeConfiguration configuration)
    {
        _node = node;
        _address = Address.Parse(AkkaSettings.AddressOf(node, configuration));
        _system = ActorSystem.Create(NodeHost.SystemName, AkkaSettings.CreateForAsking(configuration));
        var (unreachable, address) = (_unreachable, _address);
        var watcher = _system.ActorOf(Props.Create(() => new ConnectionWatcher(address, unreachable)));
        _system.EventStream.Subscribe(watcher, typeof(AssociationErrorEvent));
    }

    /// <param name="node">HOST:PORT as the node itself says it.</param>
    /// <exception cref="NodeFailureException">It is not an address of this machine.</exception>
    public static RunningNode At(string node, NodeConfiguration configuration)
    {
        if (!IPEndPoint.TryParse(node.Replace("localhost", "127.0.0.1"), out var endPoint) || endPoint.Port == 0)
            throw new NodeFailureException(ExitCode.Usage, $"--node is '{node}'; it must be HOST:PORT.");
        return IsOfThisMachine(endPoint.Address)
            ? new(node, configuration)
            : throw new NodeFailureException(ExitCode.Usage,
                $"--node is '{node}', which is not an address of this machine; log in there and ask again.");
    }

    /// <exception cref="NodeFailureException">
    /// There is no such node, or no answer of this kind came in time.
    /// </exception>
    public async Task<TAnswer> AskAsync<TAnswer>(IWireMessage question)
    {
        var selection = _system.ActorSelection(new RootActorPath(_address) / "user" / "inspector");
        var answer = selection.Ask<TAnswer>(question, AnswerLimit);
        try
        {
            if (await Task.WhenAny(answer, _unreachable.Task) == answer)
                return await answer;
        }
        catch (AskTimeoutException e)
        {
            throw Unreachable($"it has not answered within {AnswerLimit.TotalSeconds:0} s", e);
        }

        var cause = await _unreachable.Task;
        throw Unreachable(OneLine.Of(cause), cause);
    }

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private static bool IsOfThisMachine(IPAddress address) => IPAddress.IsLoopback(address)
        || NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(card => card.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.Equals(address));

    private NodeFailureException Unreachable(string why, Exception cause) => new(
        ExitCode.ServerUnreachable,
        $"No node answers at {_node}: {why}. --node must be the address that the node says it has, and both must have "
        + "the same secret.",
        cause);

    /// <summary>Learns at once what an unanswered question would tell only after a while.</summary>
    private sealed class ConnectionWatcher : ReceiveActor
    {
        public ConnectionWatcher(Address node, TaskCompletionSource<Exception> unreachable) =>
            Receive<AssociationErrorEvent>(e =>
            {
                if (e.RemoteAddress.Equals(node))
                    unreachable.TrySetResult(e.Cause);
            });
    }
}
