namespace SplitLearning.Node.Hosting;

/// <summary>What a node is in the cluster; its lower-case name is the role that members see.</summary>
internal enum NodeRole
{
    Server,
    Agent,
}
