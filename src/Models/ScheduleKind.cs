using System.Text.Json.Serialization;

namespace SplitLearning.Models;

/// <summary>How the learning rate goes with the epochs.</summary>
public enum ScheduleKind
{
    /// <summary>The same in all epochs.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant = 0,

    /// <summary>Times gamma after every so many epochs: PyTorch's StepLR.</summary>
    [JsonStringEnumMemberName("step")]
    Step = 1,

    /// <summary>Times gamma after each milestone: PyTorch's MultiStepLR.</summary>
    [JsonStringEnumMemberName("multi-step")]
    MultiStep = 2,

    /// <summary>Half a cosine down to the least rate over all epochs: PyTorch's CosineAnnealingLR.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine = 3,
}

/// <summary>The names of schedules on the command line and in files.</summary>
public static class ScheduleKinds
{
    /// <summary>E.g. <c>multi-step</c>.</summary>
    public static string Word(this ScheduleKind kind) =>
        kind == ScheduleKind.MultiStep ? "multi-step" : kind.ToString().ToLowerInvariant();
}
