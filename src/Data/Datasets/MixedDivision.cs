using SplitLearning.Data.Partitioning;

namespace SplitLearning.Data.Datasets;

/// <summary>Labelled samples in memory, of which some can be chosen.</summary>
internal interface ILabelled<out TSelf>
{
    /// <summary>One class a sample.</summary>
    byte[] Labels { get; }

    /// <summary>The samples at these positions, in this order.</summary>
    TSelf At(ReadOnlySpan<int> positions);
}

/// <summary>Divides samples of files into training and testing, mixes and balances them.</summary>
internal static class MixedDivision
{
    /// <param name="samples">Those to train with; also those to test with if none are given.</param>
    /// <param name="givenTest">Null where the files have no test part.</param>
    /// <returns>Both parts, and in words where the test part is from.</returns>
    public static (T Train, T Test, string Origin) Of<T>(T samples, T? givenTest, DatasetOptions options)
        where T : class, ILabelled<T>
    {
        var order = SampleMix.Mixed(samples.Labels.Length, $"{Phase.Train}");
        if (givenTest is not null)
            return (Balanced(order), givenTest.At(SampleMix.Mixed(givenTest.Labels.Length, $"{Phase.Test}")),
                "train and test as given");
        var (train, test) = SampleMix.Divided(order, options.TestFraction);
        return (Balanced(train), samples.At(test), "test samples chosen by seed");

        T Balanced(int[] positions) => samples.At(SampleMix.Balanced(positions, samples.Labels, options.PerClass));
    }
}
