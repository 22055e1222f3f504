using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite;

/// <summary>A database file as a plugin's section describes it. Nothing is checked before it is opened, so that what is
/// wrong comes to the actors that need it.</summary>
internal sealed class SqliteFile(Config own, string section)
{
    /// <summary>Version of the tables; kept in the file, where a newer program may have written a higher one.</summary>
    private const int Format = 1;

    private static readonly Config Defaults =
        ConfigurationFactory.FromResource("Akka.Persistence.Sqlite.reference.conf", typeof(SqliteFile).Assembly);

    private readonly Config _config = own.WithFallback(Defaults.GetConfig(section));

    private string Name => new SqliteConnectionStringBuilder(_config.GetString("connection-string")).DataSource;

    /// <param name="schema">Makes the tables where they are missing.</param>
    public SqliteConnection OpenToWrite(string schema)
    {
        var initialize = _config.GetBoolean("auto-initialize");
        var connection = Open(initialize ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite);
        try
        {
            CheckFormat(connection);
            // The mode is kept in the file; what cannot have it, such as :memory:, would lose events.
            if (Ask(connection, "PRAGMA journal_mode = WAL") is not "wal")
                throw new SqliteFileException($"{Name} can have no write-ahead log; it must be a file on a local disk");
            Ask(connection, $"PRAGMA synchronous = {Synchronous()}");
            // SQLite waits for the other writer in small steps; the library around it would sleep longer.
            Ask(connection, $"PRAGMA busy_timeout = {connection.DefaultTimeout * 1000}");
            if (initialize)
                Ask(connection, $"BEGIN IMMEDIATE; {schema}; PRAGMA user_version = {Format}; COMMIT");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenToRead() => Open(SqliteOpenMode.ReadOnly);

    /// <summary>What failed, in one line with the file's name; anything but SQLite's errors as it is.</summary>
    public Exception Explain(Exception e) => e is SqliteException error
        ? new SqliteFileException($"{Name} {Reason(error)}", error)
        : e;

    public SqliteFileException Error(string message, Exception? cause = null) => new($"{Name}: {message}", cause);

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var text = _config.GetString("connection-string");
        if (string.IsNullOrEmpty(text))
            throw new ConfigurationException(
                $"{section}.connection-string is empty; it must be like 'Data Source=/path/events.db'");
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(text)
        {
            Mode = mode,
            Pooling = false, // the file is closed when its journal is stopped
            DefaultTimeout = (int)Math.Ceiling(_config.GetTimeSpan("connection-timeout").TotalSeconds),
        }.ToString());
        connection.Open();
        return connection;
    }

    private void CheckFormat(SqliteConnection connection)
    {
        if (Ask(connection, "PRAGMA user_version") is long version and > Format)
            throw new SqliteFileException(
                $"{Name} has format {version}, of a newer version of this program; this one knows {Format}");
    }

    private string Synchronous() => _config.GetString("synchronous") switch
    {
        "full" => "FULL",
        "normal" => "NORMAL",
        var other => throw new ConfigurationException($"{section}.synchronous is '{other}'; it must be full or normal"),
    };

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static string Reason(SqliteException error) => error.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_ERROR => $"cannot be used ({error.Message}); with auto-initialize = on, missing tables " +
            "are made",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "is locked by another process",
        SQLitePCL.raw.SQLITE_READONLY => "is read-only",
        SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => "is damaged, or no SQLite database",
        SQLitePCL.raw.SQLITE_FULL => "cannot grow: the disk is full",
        SQLitePCL.raw.SQLITE_CANTOPEN => "cannot be opened; it must be there (or auto-initialize = on and its folder " +
            "be there) and be writable",
        SQLitePCL.raw.SQLITE_CONSTRAINT => "has an event with that number already: two actors have that PersistenceId",
        _ => $"cannot be used: {error.Message}",
    };
}
