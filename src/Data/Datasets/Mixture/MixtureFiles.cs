using System.Globalization;
using SplitLearning.Data.Datasets.Synthetic.OnDisk;

namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>Writes a mixture as two CSV files and what it was drawn from.</summary>
/// <remarks>
/// <c>train.csv</c> and <c>test.csv</c> have a header and the columns client (from 0), the numbers, class (0 or 1);
/// <c>mixture.json</c> has the options, the linear models and each client's shares of them.
/// </remarks>
public static class MixtureFiles
{
    /// <summary>Writes into a folder, which appears when all of it is written, or not at all.</summary>
    /// <param name="folder">A folder that is empty or does not exist.</param>
    /// <returns>Number of samples for training and for testing.</returns>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="IOException">The folder is not empty, or cannot be written; nothing of it is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped; nothing of it is left.</exception>
    public static (int Train, int Test) Write(string folder, MixtureOptions options, CancellationToken stop = default)
    {
        if (options.Validate() is [var problem, ..])
            throw new ArgumentException(problem, nameof(options));
        var written = (0, 0);
        WholeFolder.Write(folder, unfinished =>
        {
            var (truth, train, test) = MixtureDrawing.Draw(options);
            File.WriteAllText(Path.Combine(unfinished, MixtureDataset.Truth), truth.ToJson());
            Write(Path.Combine(unfinished, MixtureDataset.Train), train, stop);
            Write(Path.Combine(unfinished, MixtureDataset.Test), test, stop);
            written = (train.Count, test.Count);
        });
        return written;
    }

    private static void Write(string path, ClientRows rows, CancellationToken stop)
    {
        using var file = new StreamWriter(path) { NewLine = "\n" };
        var names = Enumerable.Range(1, rows.Rows.Columns).Select(column => $"x{column}");
        file.WriteLine($"client,{string.Join(',', names)},class");
        for (var row = 0; row < rows.Count; row++)
        {
            stop.ThrowIfCancellationRequested();
            file.Write(rows.Clients[row].ToString(CultureInfo.InvariantCulture));
            foreach (var value in rows.Rows[row])
            {
                file.Write(',');
                file.Write(value.ToString(CultureInfo.InvariantCulture)); // read, it is the same number
            }

            file.Write(rows.Rows.Labels[row] == 0 ? ",0\n" : ",1\n");
        }
    }
}
