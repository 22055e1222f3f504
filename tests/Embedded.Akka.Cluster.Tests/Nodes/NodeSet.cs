namespace Embedded.Akka.Cluster.Tests.Nodes;

/// <summary>The nodes of a test: what is left of them ends with it.</summary>
internal sealed class NodeSet : IAsyncDisposable
{
    private readonly List<Node> _nodes = [];

    /// <summary>A node that forms a cluster by itself.</summary>
    public async Task<Node> First(string hocon = "")
    {
        var node = Add(Node.Start(hocon));
        node.Cluster.Join(node.Address);
        await node.SeesUp(node);
        return node;
    }

    /// <summary>A node that joined and is Up, as all nodes of the set see it.</summary>
    public async Task<Node> Joined(Node to, string hocon = "")
    {
        var node = Add(Node.Start(Node.Seeds(to.Address) + hocon));
        foreach (var seeing in _nodes.Where(n => !n.Cluster.IsTerminated))
            await seeing.SeesUp(node);
        return node;
    }

    public Node Add(Node node)
    {
        _nodes.Add(node);
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.System.Terminate().WaitAsync(TimeSpan.FromSeconds(20));
    }
}
