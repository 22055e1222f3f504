using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SplitLearning.EndToEnd.Tests;

/// <summary>A workplace with a store of digits in it.</summary>
public abstract class StorePlace : Workplace
{
    private protected string StoreFile => Path.Combine(Folder, "stores", "mnist.db");

    /// <summary>Runs a command of <c>splitlearning data</c> on the store of a workload.</summary>
    private protected Task<Ended> DataAsync(string command, string workload, params string[] arguments) =>
        AskAsync(["data", command, workload, "--store", "sqlite:stores", .. arguments]);

    private protected async Task ImportAsync() => (await DataAsync("import", "mnist", "--from", Data)).With(0);

    /// <summary>What <c>data verify</c> says when nothing is wrong.</summary>
    private protected static string Clean(int train, int test) =>
        $"train {train,9} samples: all as imported\ntest  {test,9} samples: all as imported\n";

    /// <summary>What <c>data verify</c> says of <see cref="SmallDigits"/> when nothing is wrong.</summary>
    private protected static string Clean() => Clean(SmallDigits.TrainSamples, SmallDigits.TestSamples);

    /// <summary>The last training sample that others can see; 0 where there is none yet, or no file.</summary>
    /// <remarks>Reads only: who may write would tidy up the log of a killed process, which is the next one's work.</remarks>
    private protected int LastTrainingId()
    {
        if (!File.Exists(StoreFile))
            return 0;
        using var connection = Connect("ReadOnly");
        return Convert.ToInt32(
            Ask(connection, "SELECT coalesce(max(ID), 0) FROM train_data_labels"), CultureInfo.InvariantCulture);
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

    private SqliteConnection Connect(string mode)
    {
        var connection = new SqliteConnection($"Data Source={StoreFile};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }
}
