namespace SplitLearning.Node.Records;

/// <summary>How the network does on one class.</summary>
/// <param name="Class">Its index.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Support">Samples that are of it.</param>
/// <param name="Predicted">Samples that were taken for it.</param>
/// <param name="Correct">Samples that are of it and were taken for it.</param>
internal sealed record ClassScore(int Class, string Name, int Support, int Predicted, int Correct)
{
    /// <summary>Share of those taken for it that are of it; null when none were taken for it.</summary>
    public double? Precision => Predicted == 0 ? null : (double)Correct / Predicted;

    /// <summary>Share of those of it that were taken for it; null when there are none of it.</summary>
    public double? Recall => Support == 0 ? null : (double)Correct / Support;

    /// <summary>Harmonic mean of precision and recall; null when it neither was there nor was predicted.</summary>
    public double? F1 => Support + Predicted == 0 ? null : 2.0 * Correct / (Support + Predicted);
}

/// <summary>How the network does on each class, and on average.</summary>
/// <remarks>
/// The averages are unweighted ("macro"), over the classes that have samples; a class that was never predicted has
/// precision 0 in them, as in scikit-learn.
/// </remarks>
internal sealed record ClassReport(IReadOnlyList<ClassScore> Classes)
{
    public double? MacroPrecision => Macro(score => score.Precision);

    public double? MacroRecall => Macro(score => score.Recall);

    public double? MacroF1 => Macro(score => score.F1);

    /// <param name="counts">[actual, predicted].</param>
    /// <param name="names">Of the classes; a class beyond them is called by its index.</param>
    public static ClassReport Of(int[,] counts, IReadOnlyList<string> names)
    {
        var classes = Enumerable.Range(0, counts.GetLength(0)).ToList();
        return new([.. classes.Select(c => new ClassScore(
            c, NameOf(c, names), classes.Sum(predicted => counts[c, predicted]),
            classes.Sum(actual => counts[actual, c]), counts[c, c]))]);
    }

    private static string NameOf(int index, IReadOnlyList<string> names) =>
        index < names.Count ? names[index] : $"{index}";

    private double? Macro(Func<ClassScore, double?> figure)
    {
        var present = Classes.Where(score => score.Support > 0).ToList();
        return present.Count == 0 ? null : present.Average(score => figure(score) ?? 0);
    }
}
