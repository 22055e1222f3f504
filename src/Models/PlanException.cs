namespace SplitLearning.Models;

/// <summary>A plan, a workload or a layer is wrong; the message names the value and the valid ones.</summary>
public class PlanException : Exception
{
    /// <param name="message">One line for people.</param>
    public PlanException(string message)
        : base(message)
    {
    }
}

/// <summary>No workload has this name; the message lists those there are.</summary>
public sealed class UnknownWorkloadException : PlanException
{
    /// <param name="name">What was asked for.</param>
    /// <param name="valid">What would be right.</param>
    public UnknownWorkloadException(string name, IEnumerable<string> valid)
        : base($"Unknown workload '{name}'; valid are: {string.Join(", ", valid)}")
    {
    }
}

/// <summary>The workload cannot be learnt by this network; the message lists those that it has.</summary>
public sealed class UnknownNetworkException : PlanException
{
    /// <param name="workload">Name of the workload.</param>
    /// <param name="name">What was asked for.</param>
    /// <param name="valid">What would be right.</param>
    public UnknownNetworkException(string workload, string name, IEnumerable<string> valid)
        : base($"Workload {workload} has no network '{name}'; valid are: {string.Join(", ", valid)}")
    {
    }
}

/// <summary>The network cannot be cut behind this layer; the message lists where it can.</summary>
public sealed class UnknownLayerException : PlanException
{
    /// <param name="architecture">Name of the network.</param>
    /// <param name="layer">What was asked for.</param>
    /// <param name="valid">What would be right.</param>
    public UnknownLayerException(string architecture, string layer, IEnumerable<string> valid)
        : base($"{architecture} cannot be cut after '{layer}'; valid are: {string.Join(", ", valid)}")
    {
    }
}
