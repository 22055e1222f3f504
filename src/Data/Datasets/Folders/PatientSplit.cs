using SplitLearning.Data.Random;

namespace SplitLearning.Data.Datasets.Folders;

/// <summary>Divides samples into training and testing so that no patient is on both sides.</summary>
/// <remarks>
/// Patients come in a seeded order; one goes to testing if that takes no class above its share. A file that names no
/// patient counts as one. What comes out depends on the names alone, so all parties divide alike.
/// </remarks>
internal static class PatientSplit
{
    // Everybody's, whatever the seed of the run.
    internal const long Seed = 2018;

    /// <param name="samples">By ordinal path.</param>
    /// <param name="testFraction">Above 0 and below 1; of each class that many are tested with, at least one.</param>
    /// <exception cref="DatasetException">All samples are of one patient.</exception>
    public static (List<ImageSample> Train, List<ImageSample> Test) Of(
        IReadOnlyList<ImageSample> samples, int classes, double testFraction)
    {
        var patients = samples.GroupBy(sample => sample.Patient ?? sample.RelativePath)
            .Select(patient => patient.ToArray()).ToArray();
        if (patients.Length < 2)
            throw new DatasetException(
                $"All {samples.Count} images are of one patient; a test set of other patients is needed, " +
                "or folders train and test that divide them");
        SeededRandom.For(Seed, "patients").Shuffle(patients.AsSpan());

        var room = Shares(samples, classes, testFraction);
        var tested = patients.Where(patient => Fits(patient, room)).ToHashSet();
        // Where every patient has more samples than are to be tested with, the one with the fewest.
        if (tested.Count == 0)
            tested.Add(patients.MinBy(patient => patient.Length)!);
        return (SamplesOf(patients.Where(patient => !tested.Contains(patient))),
            SamplesOf(patients.Where(tested.Contains)));
    }

    private static List<ImageSample> SamplesOf(IEnumerable<ImageSample[]> patients) =>
        [.. patients.SelectMany(patient => patient)];

    private static int[] Shares(IReadOnlyList<ImageSample> samples, int classes, double fraction)
    {
        var counts = new int[classes];
        foreach (var sample in samples)
            counts[sample.Label]++;
        // One sample of a class stays for training, whatever the fraction.
        return [.. counts.Select(count => Math.Min(Math.Max(1, (int)Math.Round(count * fraction)), count - 1))];
    }

    private static bool Fits(ImageSample[] patient, int[] room)
    {
        var needed = new int[room.Length];
        foreach (var sample in patient)
            needed[sample.Label]++;
        if (needed.Zip(room).Any(pair => pair.First > pair.Second))
            return false;
        for (var label = 0; label < room.Length; label++)
            room[label] -= needed[label];
        return true;
    }
}
