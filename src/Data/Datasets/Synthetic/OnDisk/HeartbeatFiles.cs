using System.Globalization;
using SplitLearning.Data.Datasets.Tables;

namespace SplitLearning.Data.Datasets.Synthetic.OnDisk;

/// <summary>Heartbeats as two CSV files of 188 columns without a header, sorted by class, as the real ones.</summary>
internal sealed class HeartbeatFiles : ISyntheticForm
{
    // As numpy.savetxt writes, whose output the real files are.
    private const string Number = "0.000000000000000000e+00";

    public long DefaultSeed => SyntheticHeartbeats.DefaultSeed;

    public bool HasTestPart => true;

    public void Write(string folder, int train, int test, long seed, CancellationToken stop)
    {
        Write(Path.Combine(folder, HeartbeatForm.Train), SyntheticHeartbeats.Draw(Phase.Train, train, seed), stop);
        Write(Path.Combine(folder, HeartbeatForm.Test), SyntheticHeartbeats.Draw(Phase.Test, test, seed), stop);
    }

    private static void Write(string path, TableRows rows, CancellationToken stop)
    {
        using var file = new StreamWriter(path);
        foreach (var row in Enumerable.Range(0, rows.Count).OrderBy(row => rows.Labels[row]))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var value in rows[row])
            {
                file.Write(((double)value).ToString(Number, CultureInfo.InvariantCulture));
                file.Write(',');
            }

            file.Write(((double)rows.Labels[row]).ToString(Number, CultureInfo.InvariantCulture));
            file.Write('\n');
        }
    }
}
