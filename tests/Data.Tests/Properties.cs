using FsCheck;
using Microsoft.FSharp.Core;

namespace SplitLearning.Data.Tests;

internal static class Properties
{
    /// <summary>The same cases in every run.</summary>
    public static Config Seeded { get; } = Config.QuickThrowOnFailure
        .WithMaxTest(200)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(1909, 1), FSharpOption<int>.None)));
}
