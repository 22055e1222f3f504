using System.Globalization;

namespace SplitLearning.Models;

/// <summary>The learning rate of each epoch, by the closed formulas of PyTorch's schedulers.</summary>
public sealed record LearningRateSchedule
{
    private const int MaxMilestones = 1000;

    /// <summary>The formula.</summary>
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Of <see cref="ScheduleKind.Step"/>: epochs between two drops, from 1.</summary>
    public int StepEpochs { get; init; } = 30;

    /// <summary>Of step and multi-step: what the rate is multiplied by at a drop; above 0, at most 1.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <summary>Of multi-step: epochs after which it drops, ascending: <c>100,150</c>.</summary>
    public string Milestones { get; init; } = "";

    /// <summary>Of <see cref="ScheduleKind.Cosine"/>: the rate that it would reach behind the last epoch.</summary>
    public double LeastRate { get; init; }

    /// <summary>The rate of an epoch.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="rate">The rate of the first epoch.</param>
    /// <param name="epochs">Epochs of the run.</param>
    public double RateAt(int epoch, double rate, int epochs)
    {
        var done = epoch - 1; // what PyTorch's schedulers count
        return Kind switch
        {
            ScheduleKind.Step => rate * Math.Pow(Gamma, done / StepEpochs),
            ScheduleKind.MultiStep => rate * Math.Pow(Gamma, MilestoneEpochs()!.Count(milestone => milestone <= done)),
            ScheduleKind.Cosine =>
                LeastRate + (rate - LeastRate) * (1 + Math.Cos(Math.PI * done / epochs)) / 2,
            _ => rate,
        };
    }

    /// <summary>What is wrong, a line each with the value and what would be right; empty when valid.</summary>
    /// <param name="rate">The rate of the first epoch.</param>
    public IReadOnlyList<string> Validate(double rate)
    {
        List<string> problems = [];
        Check(Enum.IsDefined(Kind), nameof(Kind), (int)Kind, "0 to 3");
        Check(StepEpochs is >= 1 and <= 1_000_000, nameof(StepEpochs), StepEpochs, "1 to 1000000");
        Check(Gamma is > 0 and <= 1, nameof(Gamma), Gamma, "above 0, at most 1");
        Check(LeastRate >= 0 && (Kind != ScheduleKind.Cosine || LeastRate <= rate), nameof(LeastRate), LeastRate,
            "0 to the learning rate");
        var milestones = MilestoneEpochs();
        Check(milestones is not null && (Kind != ScheduleKind.MultiStep || milestones.Count > 0),
            nameof(Milestones), $"'{Milestones}'", "ascending epochs separated by commas, e.g. 100,150");
        return problems;

        void Check(bool isRight, string name, object value, string right)
        {
            if (!isRight)
                problems.Add(string.Create(
                    CultureInfo.InvariantCulture, $"Schedule.{name} is {value}; it must be {right}"));
        }
    }

    /// <summary>Null when they are no ascending epochs.</summary>
    private List<int>? MilestoneEpochs()
    {
        if (Milestones.Length == 0)
            return [];
        List<int> epochs = [];
        foreach (var part in Milestones.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch)
                || epoch <= epochs.LastOrDefault() || epochs.Count == MaxMilestones)
                return null;
            epochs.Add(epoch);
        }

        return epochs;
    }
}
