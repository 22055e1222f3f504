using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>The file of a store: opens it, and says in words what SQLite says in numbers.</summary>
internal sealed class SqliteFile(string path)
{
    // Of the tables; kept in the file, where a newer program may have written a higher one.
    private const int Format = 1;

    private const int HeaderSize = 100;

    // Importing half a million images, another process may commit for a while before it is this one's turn.
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(60);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Description => $"sqlite:{Path}";

    public bool Exists => File.Exists(Path);

    /// <summary>Opens it for reading.</summary>
    public SqliteConnection OpenToRead()
    {
        if (!Exists)
            throw new StoreException(StoreProblem.Incomplete, $"{Description} is not there");
        var connection = Open(SqliteOpenMode.ReadOnly, Path);
        try
        {
            CheckFormat(connection);
            EnsureWhole(connection);
            return connection;
        }
        catch (SqliteException e) when (
            e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY)
        {
            // In a folder that may not be written there can be no index of the log: read the file as one that
            // nobody changes.
            connection.Dispose();
            connection = Open(SqliteOpenMode.ReadOnly, new UriBuilder("file", "", -1, Path, "?immutable=1").ToString());
            CheckFormat(connection);
            EnsureWhole(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens it for writing; makes it, and its folder, where it is not there.</summary>
    public SqliteConnection OpenToWrite()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            if (!Exists)
                Make();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreProblem.NotWritable, $"{Description} cannot be made: {e.Message}", e);
        }

        var connection = Open(SqliteOpenMode.ReadWrite, Path);
        try
        {
            CheckFormat(connection);
            EnsureWhole(connection);
            // Each transaction survives the end of the process, and the manifest's that of the machine.
            Ask(connection, "PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>What failed, in one line that names the file.</summary>
    public StoreException Explain(SqliteException error)
    {
        var (problem, text) = error.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => (StoreProblem.NotWritable,
                $"has been locked by another process for {LockTimeout.TotalSeconds:0} s"),
            SQLitePCL.raw.SQLITE_READONLY => (StoreProblem.NotWritable,
                "is read-only; it and its folder must be writable to import"),
            SQLitePCL.raw.SQLITE_FULL => (StoreProblem.NotWritable,
                "cannot grow: the disk is full; make room and import again, it goes on where it stopped"),
            SQLitePCL.raw.SQLITE_CANTOPEN => (StoreProblem.NotWritable,
                "cannot be opened; its folder must be there and be writable"),
            SQLitePCL.raw.SQLITE_IOERR => (StoreProblem.NotWritable,
                $"cannot be read or written ({error.Message}); is the disk full or gone?"),
            SQLitePCL.raw.SQLITE_NOTADB => (StoreProblem.Damaged, "is no SQLite database"),
            SQLitePCL.raw.SQLITE_CORRUPT => (StoreProblem.Damaged, Damage()),
            _ => (StoreProblem.Unusable, $"cannot be used: {error.Message}"),
        };
        return new StoreException(problem, $"{Description} {text}", error);
    }

    // Under another name first: whoever finds the file finds its tables in it.
    private void Make()
    {
        var unready = $"{Path}.{Guid.NewGuid():N}.new";
        try
        {
            using (var connection = Open(SqliteOpenMode.ReadWriteCreate, unready))
            {
                Ask(connection, "PRAGMA page_size = 8192"); // images fill many pages
                Ask(connection, $"BEGIN; {SqliteText.Schema}; PRAGMA user_version = {Format}; COMMIT");
                // Last: what a log holds when it is closed on a full disk stays there without a word.
                Ask(connection, "PRAGMA journal_mode = WAL");
            }

            File.Move(unready, Path);
        }
        catch (IOException) when (Exists)
        {
            // Another process was quicker.
        }
        finally
        {
            foreach (var companion in new[] { "", "-journal", "-wal", "-shm" })
                File.Delete(unready + companion);
        }
    }

    private static SqliteConnection Open(SqliteOpenMode mode, string source)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false, // the file is closed when its store is
            DefaultTimeout = (int)LockTimeout.TotalSeconds,
        }.ToString());
        connection.Open();
        // SQLite waits for the other writer in small steps; the library around it would sleep longer.
        Ask(connection, $"PRAGMA busy_timeout = {LockTimeout.TotalMilliseconds:0}");
        return connection;
    }

    private void CheckFormat(SqliteConnection connection)
    {
        if (Ask(connection, "PRAGMA user_version") is long version and > Format)
            throw new StoreException(StoreProblem.Unusable,
                $"{Description} has format {version}, of a newer version of this program; this one knows {Format}");
    }

    // A missing end of a page is zeros to SQLite. Only asked for its size: a file that is opened beside SQLite takes
    // away, when it is closed, the locks that SQLite's own connections of this process have on it.
    private void EnsureWhole(SqliteConnection connection)
    {
        if (HasLog())
            return;
        var expected = (long)Ask(connection, "PRAGMA page_count")! * (long)Ask(connection, "PRAGMA page_size")!;
        // Looked at twice: another process may just have been moving pages from the log to the file.
        if (new FileInfo(Path).Length < expected && !HasLog() && new FileInfo(Path).Length is var bytes
            && bytes < expected)
            throw new StoreException(StoreProblem.Damaged, $"{Description} {CutOff(bytes, expected)}");
    }

    // The log has pages that the file does not need to have yet.
    private bool HasLog() => new FileInfo(Path + "-wal") is { Exists: true, Length: > 0 };

    private static string CutOff(long bytes, long expected) =>
        $"is cut off: it has {bytes} bytes of {expected}; remove it and import again";

    // By its header: SQLite says no more of missing pages than that something is wrong.
    private string Damage()
    {
        using var file = new FileStream(
            Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderSize];
        if (!HasLog() && file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) == HeaderSize)
        {
            long page = BinaryPrimitives.ReadUInt16BigEndian(header[16..]) is var size and > 1 ? size : 65_536;
            var expected = page * BinaryPrimitives.ReadUInt32BigEndian(header[28..]);
            if (file.Length < expected)
                return CutOff(file.Length, expected);
        }

        return "is damaged as a database; remove it and import again";
    }
}
