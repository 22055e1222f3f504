using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>The statements of a store.</summary>
internal static class SqliteText
{
    private const string Entry =
        $"{Collections.Id}, {Collections.Label}, {Collections.FileName}, {Collections.ContentHash}";

    /// <summary>Columns of a whole sample, in the order in which <see cref="SqliteReader"/> takes them.</summary>
    private const string Sample = $"{Entry}, {Collections.Data}";

    /// <summary>The content comes last: what stands before it is read without it.</summary>
    public static string Schema { get; } = string.Join("; ",
    [
        .. Collections.Phases.Select(phase => $"""
            CREATE TABLE IF NOT EXISTS {Collections.Of(phase)} (
              {Collections.Id} INTEGER PRIMARY KEY,
              {Collections.Label} INTEGER NOT NULL,
              {Collections.FileName} TEXT NOT NULL,
              {Collections.ContentHash} BLOB NOT NULL,
              {Collections.Data} BLOB NOT NULL)
            """),
        $"CREATE TABLE IF NOT EXISTS {Collections.Manifest} "
            + "(ID INTEGER PRIMARY KEY CHECK (ID = 1), document TEXT NOT NULL)",
    ]);

    public const string ReadManifest = $"SELECT document FROM {Collections.Manifest}";

    public const string WriteManifest = $"INSERT OR REPLACE INTO {Collections.Manifest} VALUES (1, $1)";

    public static string DeleteEverything { get; } = string.Join("; ",
        Collections.Phases.Select(Collections.Of).Append(Collections.Manifest).Select(name => $"DELETE FROM {name}"));

    public static string Count(Phase phase) => $"SELECT count(*) FROM {Collections.Of(phase)}";

    public static string Insert(Phase phase) =>
        $"""
        INSERT INTO {Collections.Of(phase)} ({Sample}) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT ({Collections.Id}) DO NOTHING
        """;

    public static string Delete(Phase phase) => $"DELETE FROM {Collections.Of(phase)} WHERE {Collections.Id} = $1";

    public static string DeleteAll(Phase phase) => $"DELETE FROM {Collections.Of(phase)}";

    public static string ById(Phase phase) =>
        $"SELECT {Sample} FROM {Collections.Of(phase)} WHERE {Collections.Id} = $1";

    public static string Entries(Phase phase) => $"""
        SELECT {Entry}, length({Collections.Data}) FROM {Collections.Of(phase)}
        WHERE {Collections.Id} >= $1 ORDER BY {Collections.Id} LIMIT $2
        """;

    public static string Find(Phase phase) => $"""
        SELECT {Sample} FROM {Collections.Of(phase)}
        WHERE {Collections.Id} >= $1 AND {Collections.Id} <= $2
          AND ($3 IS NULL OR {Collections.Label} = $3) AND ($4 IS NULL OR {Collections.FileName} = $4)
        ORDER BY {Collections.Id} LIMIT $5
        """;
}
