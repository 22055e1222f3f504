namespace SplitLearning.Node.Programs;

/// <summary>What a network takes a sample for.</summary>
/// <param name="File">As the person named it.</param>
/// <param name="Row">The sample within a file of several, from 1; null where a file is one.</param>
/// <param name="Class">Name of the most probable class.</param>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Probabilities">Of all classes, by name, in the order of the labels.</param>
internal sealed record Prediction(
    string File, int? Row, string Class, int Index, double Probability,
    IReadOnlyDictionary<string, double> Probabilities)
{
    /// <param name="names">Of the classes; one for each probability.</param>
    public static Prediction Of(string file, int? row, double[] probabilities, IReadOnlyList<string> names)
    {
        var index = Array.IndexOf(probabilities, probabilities.Max());
        return new(file, row, names[index], index, probabilities[index], new OrderedDictionary<string, double>(
            names.Zip(probabilities, KeyValuePair.Create)));
    }
}

/// <summary>A file that is no sample of the workload.</summary>
internal sealed record UnusableInput(string File, string Reason);
