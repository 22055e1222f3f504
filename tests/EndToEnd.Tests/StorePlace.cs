using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>A workplace with a store of digits in it.</summary>
public abstract class StorePlace : Workplace
{
    private protected string StoreFolder => Path.Combine(Folder, "stores");

    private protected string StoreFile => Path.Combine(StoreFolder, "mnist.db");

    /// <summary>Runs a command of <c>splitlearning data</c> on the store of a workload.</summary>
    private protected Task<Ended> DataAsync(string command, string workload, params string[] arguments) =>
        AskAsync(["data", command, workload, "--store", "sqlite:stores", .. arguments]);

    private protected async Task ImportAsync() => (await DataAsync("import", "mnist", "--from", Data)).With(0);

    /// <summary>What <c>data verify</c> says when nothing is wrong.</summary>
    private protected static string Clean(int train, int test) =>
        $"train {train,9} samples: all as imported\ntest  {test,9} samples: all as imported\n";

    /// <summary>What <c>data verify</c> says of <see cref="SmallDigits"/> when nothing is wrong.</summary>
    private protected static string Clean() => Clean(SmallDigits.TrainSamples, SmallDigits.TestSamples);

    /// <summary>Waits until so many samples can be seen in the store, or the process has ended.</summary>
    private protected async Task WhenThereAreAsync(int samples, NodeProcess process)
    {
        while (process.IsRunning && Imported() < samples)
            await Task.Yield();
    }

    /// <summary>
    /// Samples of both phases that an import has put into the store, by the last ids: it goes in their order.
    /// </summary>
    private protected int Imported()
    {
        if (!File.Exists(StoreFile))
            return 0;
        using var connection = Connect("ReadOnly");
        return Convert.ToInt32(Ask(connection, """
            SELECT coalesce((SELECT max(ID) FROM train_data_labels), 0)
              + coalesce((SELECT max(ID) FROM test_data_labels), 0)
            """), CultureInfo.InvariantCulture);
    }

    private protected void Execute(string sql)
    {
        using var connection = Connect("ReadWrite");
        Ask(connection, sql);
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    // Who may write tidies up the log of a killed process when it closes the file, which is the next import's work.
    private SqliteConnection Connect(string mode)
    {
        var connection = new SqliteConnection($"Data Source={StoreFile};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }
}
