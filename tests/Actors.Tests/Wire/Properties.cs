using FsCheck;
using Microsoft.FSharp.Core;

namespace SplitLearning.Actors.Tests.Wire;

internal static class Properties
{
    /// <summary>The same cases in every run.</summary>
    public static Config Seeded { get; } = Config.QuickThrowOnFailure
        .WithMaxTest(500)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(1812, 1), FSharpOption<int>.None)));
}
