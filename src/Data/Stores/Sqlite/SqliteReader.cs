using Microsoft.Data.Sqlite;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Stores.Sqlite;

/// <summary>A connection that reads, with its statements; for one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteStatement> _statements = [];

    public SqliteReader(SqliteFile file) => (_file, _connection) = (file, file.OpenToRead());

    public StoreManifest? ReadManifest() => Statement(SqliteText.ReadManifest).Scalar() is string json
        ? StoreManifest.Parse(json, _file.Description)
        : null;

    public int Count(Phase phase) => Convert.ToInt32(Statement(SqliteText.Count(phase)).Scalar(), null);

    public IReadOnlyList<SampleEntry> Entries(Phase phase, int from, int limit)
    {
        var entries = new List<SampleEntry>();
        using var rows = Statement(SqliteText.Entries(phase)).Query(from, limit);
        while (rows.Read())
            entries.Add(new SampleEntry(
                IdOf(phase, rows), LabelOf(phase, rows), rows.GetString(2), rows.GetInt64(4), HashOf(rows)));
        return entries;
    }

    public IReadOnlyList<StoredSample> Samples(Phase phase, SampleQuery query, int limit)
    {
        var samples = new List<StoredSample>();
        using var rows = Statement(SqliteText.Find(phase)).Query(
            query.FirstId ?? 1, query.LastId ?? int.MaxValue, (long?)query.Label, query.FileName, limit);
        while (rows.Read())
            samples.Add(SampleOf(phase, rows));
        return samples;
    }

    public IReadOnlyList<StoredSample> Batch(Phase phase, ReadOnlySpan<int> ids)
    {
        var samples = new StoredSample[ids.Length];
        var byId = Statement(SqliteText.ById(phase));
        for (var i = 0; i < ids.Length; i++)
        {
            using var row = byId.Query(ids[i]);
            samples[i] = row.Read()
                ? SampleOf(phase, row)
                : throw Damaged(phase, ids[i], "is not there");
        }

        return samples;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    private StoredSample SampleOf(Phase phase, SqliteDataReader row) => new(
        IdOf(phase, row), LabelOf(phase, row), row.GetString(2), row.GetFieldValue<byte[]>(4), HashOf(row));

    private int IdOf(Phase phase, SqliteDataReader row)
    {
        var id = row.GetInt64(0);
        return id is >= 1 and <= int.MaxValue
            ? (int)id
            : throw Damaged(phase, id, $"has an id that is not of 1 to {int.MaxValue}");
    }

    private byte LabelOf(Phase phase, SqliteDataReader row)
    {
        var label = row.GetInt64(1);
        return label is >= 0 and <= byte.MaxValue
            ? (byte)label
            : throw Damaged(phase, row.GetInt64(0), $"has the label {label}; it must be of 0 to {byte.MaxValue}");
    }

    private static byte[] HashOf(SqliteDataReader row) => row.GetFieldValue<byte[]>(3);

    private StoreException Damaged(Phase phase, long id, string what) => new(
        StoreProblem.Damaged, $"{_file.Description}: sample {id} of {Collections.Of(phase)} {what}");

    private SqliteStatement Statement(string sql) => _statements.TryGetValue(sql, out var statement)
        ? statement
        : _statements[sql] = new SqliteStatement(_connection, sql);
}
