using SplitLearning.Data.Datasets;

namespace SplitLearning.EndToEnd.Tests.Faults;

/// <summary>One thing that goes wrong in a run; all of it follows from the seed.</summary>
/// <param name="Moment">It happens when the server first tells of this moment or a later one.</param>
/// <param name="Lasts">How long an agent is stopped or cut off; zero for the other kinds.</param>
internal sealed record Fault(
    int Seed, FaultKind Kind, Moment Moment, IReadOnlyList<Victim> Victims, TimeSpan Lasts)
{
    private static readonly FaultKind[] Kinds = [.. Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.None)];

    private static readonly Victim[][] Pairs =
    [
        [Victim.Server, Victim.Active], [Victim.Server, Victim.Next], [Victim.Active, Victim.Next],
        [Victim.Active, Victim.Previous], [Victim.Next, Victim.Previous],
    ];

    // Nobody counts as lost before 3 s, and nobody is put out of the cluster before 1 s more: FaultedRun.Settings.
    private static readonly TimeSpan LeastAbsence = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan MostAbsence = TimeSpan.FromSeconds(9);

    /// <summary>Kinds take turns from one seed to the next, so that a short series has all of them.</summary>
    public static Fault Of(int seed) => Of(seed, Kinds[(int)((uint)seed % Kinds.Length)]);

    public static Fault Of(int seed, FaultKind kind)
    {
        var random = new Random(seed);
        var moment = DrawMoment(kind, random);
        var victims = DrawVictims(kind, random);
        return new(seed, kind, moment, victims, kind is FaultKind.Pause or FaultKind.Cut
            ? LeastAbsence + (random.NextDouble() * (MostAbsence - LeastAbsence))
            : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Seed} {Kind} at {Moment}: {string.Join(" and ", Victims)}";

    private static Moment DrawMoment(FaultKind kind, Random random)
    {
        const int every = FaultedRun.CheckpointEvery;
        var epoch = kind switch
        {
            FaultKind.FullDisk => every * random.Next(1, 3), // a checkpoint is due at its end
            FaultKind.TornCheckpoint => every + random.Next(1, every), // there is one
            _ => random.Next(1, FaultedRun.Epochs), // not in the last one: after its end there is nothing to lose
        };
        var phase = kind == FaultKind.FullDisk || random.Next(3) > 0 ? Phase.Train : Phase.Test;
        return new(epoch, phase, random.Next(1, FaultedRun.Agents + 1), random.Next(1, FaultedRun.Batches(phase) + 1));
    }

    private static Victim[] DrawVictims(FaultKind kind, Random random) => kind switch
    {
        FaultKind.None => [],
        FaultKind.KillServer or FaultKind.TornCheckpoint => [Victim.Server],
        FaultKind.KillActive => [Victim.Active],
        FaultKind.KillNext => [Victim.Next],
        FaultKind.KillPrevious => [Victim.Previous],
        FaultKind.KillTwo => Pairs[random.Next(Pairs.Length)],
        _ => [(Victim)random.Next((int)Victim.Active, (int)Victim.Previous + 1)], // of the agents
    };
}
