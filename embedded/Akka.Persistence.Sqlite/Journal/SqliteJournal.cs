using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite.Journal;

/// <summary>Keeps events in a SQLite file: one thread writes, each recovery reads on its own. Section
/// <c>akka.persistence.journal.sqlite</c>, see reference.conf.</summary>
public class SqliteJournal : AsyncWriteJournal
{
    private readonly SqliteFile _file;
    private readonly SqliteWriter<EventTables> _writer;
    private readonly Akka.Serialization.Serialization _serialization = Context.System.Serialization;

    public SqliteJournal(Config journalConfig)
    {
        var file = _file = new SqliteFile(journalConfig, "akka.persistence.journal.sqlite");
        _writer = new SqliteWriter<EventTables>(
            file, EventTables.Schema, connection => new EventTables(connection, file), "sqlite-journal");
    }

    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        _writer.Run(tables => tables.Highest(persistenceId)); // behind the writes before

    public override Task ReplayMessagesAsync(
        IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback) => Task.Run(() =>
        {
            try
            {
                Replay(persistenceId, fromSequenceNr, toSequenceNr, max, recoveryCallback);
            }
            catch (SqliteException e)
            {
                throw _file.Explain(e);
            }
        });

    protected override async Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages)
    {
        var rejections = ImmutableList.CreateBuilder<Exception?>();
        var rows = new List<EventRow>();
        var persistenceId = "";
        foreach (var write in messages)
        {
            persistenceId = write.PersistenceId;
            rejections.Add(Serialize((IImmutableList<IPersistentRepresentation>)write.Payload, rows));
        }
        await _writer.Run(tables =>
        {
            tables.Write(persistenceId, rows);
            return true;
        }).ConfigureAwait(false);
        return rejections.Exists(rejection => rejection is not null) ? rejections.ToImmutable() : null;
    }

    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) => _writer.Run(tables =>
    {
        tables.Delete(persistenceId, toSequenceNr);
        return true;
    });

    protected override void PostStop() => _writer.Dispose();

    /// <summary>Adds a row for each event: all with their bytes or, if one has no serializer, all without.</summary>
    private Exception? Serialize(IImmutableList<IPersistentRepresentation> events, List<EventRow> rows)
    {
        try
        {
            rows.AddRange(events
                .Select(e => new EventRow(e.SequenceNr, Payload.From(e.Payload, _serialization))).ToList());
            return null;
        }
        catch (Exception rejection)
        {
            rows.AddRange(events.Select(e => new EventRow(e.SequenceNr, null)));
            return rejection;
        }
    }

    private void Replay(
        string persistenceId, long from, long to, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        using var connection = _file.OpenToRead();
        using var deleted = new Statement(
            connection, "SELECT max(deleted_to) FROM journal_metadata WHERE persistence_id = $1");
        using var select = new Statement(connection, """
            SELECT sequence_nr, serializer_id, manifest, payload FROM event_journal
            WHERE persistence_id = $1 AND sequence_nr BETWEEN $2 AND $3 ORDER BY sequence_nr
            """);
        var expected = Math.Max(from, deleted.Scalar(persistenceId) is long last ? last + 1 : 1);
        using var rows = select.Query(persistenceId, from, to);
        for (var left = max; left > 0 && expected <= to; expected++)
        {
            if (!rows.Read() || rows.GetInt64(0) != expected)
                throw _file.Error($"event {expected} of '{persistenceId}' is missing; later ones are there");
            if (rows.IsDBNull(1))
                continue; // was rejected
            var number = expected;
            var payload = Payload.From(rows, 1)
                .Read(_serialization, _file, () => $"event {number} of '{persistenceId}'");
            recoveryCallback(new Persistent(payload, number, persistenceId));
            left--;
        }
    }
}
