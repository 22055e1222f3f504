using SplitLearning.Models.Training;

namespace SplitLearning.Node.Demo;

/// <summary>What the demo learns of its processes, in the order in which it happened to each.</summary>
internal abstract record ChildNews;

/// <summary>A line on the process's stdout.</summary>
internal sealed record ChildTold(string Name, RunEvent Event) : ChildNews;

/// <param name="Name">Of the process.</param>
/// <param name="Error">Its own words for why it failed; empty when it had none.</param>
internal sealed record ChildEnded(string Name, int Code, string Error) : ChildNews;

/// <summary>Somebody who should have ended by now has not.</summary>
internal sealed record PatienceOver : ChildNews;
