using SplitLearning.Node.Records;

namespace SplitLearning.Node.Tests.Records;

public sealed class ClassReportTests
{
    /// <summary>The example of scikit-learn's precision_recall_fscore_support and of its f1_score.</summary>
    /// <remarks>Actual 0 1 2 0 1 2, predicted 0 2 1 0 0 1; expected values are scikit-learn's own.</remarks>
    private static readonly int[,] Example = { { 2, 0, 0 }, { 1, 0, 1 }, { 0, 2, 0 } };

    [Fact]
    public void Counts_OfTheExample_GiveTheFiguresOfScikitLearn()
    {
        var report = ClassReport.Of(Example, ["cat", "dog", "pig"]);

        Assert.Equal(
            [new(0, "cat", 2, 3, 2), new(1, "dog", 2, 2, 0), new(2, "pig", 2, 1, 0)], report.Classes);
        Assert.Equal(2 / 3.0, report.Classes[0].Precision!.Value, tolerance: 1e-12);
        Assert.Equal(1, report.Classes[0].Recall);
        Assert.Equal(0.8, report.Classes[0].F1!.Value, tolerance: 1e-12);
        Assert.Equal(0.22222222, report.MacroPrecision!.Value, tolerance: 1e-8);
        Assert.Equal(0.33333333, report.MacroRecall!.Value, tolerance: 1e-8);
        Assert.Equal(0.26666667, report.MacroF1!.Value, tolerance: 1e-8);
    }

    [Fact]
    public void Class_NeitherThereNorPredicted_HasNoFiguresAndDoesNotCount()
    {
        var report = ClassReport.Of(new[,] { { 3, 1, 0 }, { 0, 4, 0 }, { 0, 0, 0 } }, ["a", "b"]);

        Assert.Equal(new ClassScore(2, "2", 0, 0, 0), report.Classes[2]);
        Assert.Null(report.Classes[2].Precision);
        Assert.Null(report.Classes[2].Recall);
        Assert.Null(report.Classes[2].F1);
        Assert.Equal((0.75 + 1) / 2, report.MacroRecall);
    }

    [Fact]
    public void Class_NeverPredicted_HasPrecisionZeroInTheMean()
    {
        var report = ClassReport.Of(new[,] { { 4, 0 }, { 4, 0 } }, []);

        Assert.Null(report.Classes[1].Precision);
        Assert.Equal(0.25, report.MacroPrecision);
    }

    [Fact]
    public void Counts_OfNothing_HaveNoMeans()
    {
        var report = ClassReport.Of(new int[2, 2], []);

        Assert.Null(report.MacroF1);
    }
}
