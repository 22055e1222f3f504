using SplitLearning.Data.Datasets;
using SplitLearning.Data.Datasets.Folders;

namespace SplitLearning.Data.Tests.Datasets.Folders;

public sealed class PatientSplitTests
{
    [Fact]
    public void Patients_OfSeveralSamples_AreOnOneSideOnly()
    {
        var samples = Samples(patients: 40, perPatient: 5);

        var (train, test) = PatientSplit.Of(samples, classes: 2, testFraction: 0.2);

        Assert.Empty(train.Select(sample => sample.Patient).Intersect(test.Select(sample => sample.Patient)));
        Assert.Equal(samples.Count, train.Count + test.Count);
        Assert.InRange(test.Count, 30, 40);
    }

    [Fact]
    public void FilesWithoutPatients_Split_KeepTheFractionOfEachClass()
    {
        var samples = Enumerable.Range(0, 200).Select(
            i => new ImageSample($"{i:000}.png", i % 4 == 0 ? 1 : 0, Bytes: 9, Patient: null));

        var (_, test) = PatientSplit.Of([.. samples], classes: 2, testFraction: 0.1);

        Assert.Equal([15, 5], test.CountBy(sample => sample.Label).OrderBy(c => c.Key).Select(c => c.Value));
    }

    [Fact]
    public void SameNames_SplitTwice_AreSplitAlike()
    {
        var first = PatientSplit.Of(Samples(30, 3), classes: 2, testFraction: 0.3);
        var second = PatientSplit.Of(Samples(30, 3), classes: 2, testFraction: 0.3);

        Assert.Equal(first.Test, second.Test);
        Assert.Equal(first.Train, second.Train);
    }

    [Fact]
    public void PatientsLargerThanTheShare_Split_GiveTheSmallestToTesting()
    {
        List<ImageSample> samples = [.. Of("A", 10), .. Of("B", 6), .. Of("C", 10)];

        var (train, test) = PatientSplit.Of(samples, classes: 1, testFraction: 0.1);

        Assert.All(test, sample => Assert.Equal("B", sample.Patient));
        Assert.Equal((20, 6), (train.Count, test.Count));
    }

    [Fact]
    public void OnePatient_Split_IsAnErrorThatSaysWhatIsNeeded()
    {
        var error = Assert.Throws<DatasetException>(() => PatientSplit.Of([.. Of("A", 10)], 1, testFraction: 0.1));

        Assert.StartsWith("All 10 images are of one patient;", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<ImageSample> Of(string patient, int count) =>
        Enumerable.Range(0, count).Select(i => new ImageSample($"{patient}{i}.png", Label: 0, Bytes: 9, patient));

    private static List<ImageSample> Samples(int patients, int perPatient) =>
        [.. from patient in Enumerable.Range(0, patients)
            from i in Enumerable.Range(0, perPatient)
            select new ImageSample($"{patient:00}-{i}.png", patient % 2, Bytes: 9, $"P{patient}")];
}
