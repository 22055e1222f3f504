using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;

namespace PersistenceBench;

/// <summary>So many actors store events, each in its own way, in a new file.</summary>
/// <param name="Divisor">Of the number of events: one at a time takes a commit for each.</param>
/// <param name="Recover">Measured is not the storing but the recovery behind it, in a new system.</param>
/// <param name="Target">The figure to reach; 0 for none.</param>
internal sealed record Scenario(
    string Name, int Actors, Way Way, double Target, int Divisor = 1, bool Recover = false)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("persist, 1 actor, one at a time", 1, Way.OneByOne, 0, Divisor: 20),
        new("persist, 100 actors, each one at a time", 100, Way.OneByOne, 0),
        new("persist, 1 actor, PersistAll of 100", 1, Way.PersistAll, 0),
        new("persist, 1 actor, PersistAsync", 1, Way.PersistAsync, 20_000),
        new("recover, 1 actor", 1, Way.PersistAsync, 100_000, Recover: true),
        new("recover, 10 actors at once", 10, Way.PersistAsync, 100_000, Recover: true),
    ];

    public async Task<double> RunAsync(Options options)
    {
        var folder = options.Folder is null
            ? Directory.CreateTempSubdirectory("persistence-bench-")
            : Directory.CreateDirectory(Path.Combine(options.Folder, Path.GetRandomFileName()));
        try
        {
            var config = ConfigFor(Path.Combine(folder.FullName, "events.db"), options.Synchronous);
            var each = options.Events / Divisor / Actors;
            var stored = await TimeAsync(config, each);
            var measured = Recover ? await TimeAsync(config, 0) : stored;
            return each * Actors / measured.TotalSeconds;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Config ConfigFor(string file, string synchronous) => $$"""
        akka {
          loglevel = WARNING
          persistence.journal {
            plugin = akka.persistence.journal.sqlite
            sqlite {
              class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Akka.Persistence.Sqlite"
              connection-string = "Data Source={{file}}"
              auto-initialize = on
              synchronous = {{synchronous}}
            }
          }
        }
        """;

    /// <summary>From the start of the actors until each has recovered, and stored so many.</summary>
    private async Task<TimeSpan> TimeAsync(Config config, int each)
    {
        using var system = ActorSystem.Create("bench", config);
        _ = Akka.Persistence.Persistence.Instance.Apply(system).JournalFor("");
        var started = Stopwatch.GetTimestamp();
        var all = Enumerable.Range(0, Actors).Select(i =>
        {
            var done = new TaskCompletionSource();
            var id = $"actor-{i}";
            system.ActorOf(Props.Create(() => new Writer(id, Way, each, done)));
            return done.Task;
        }).ToList();
        await Task.WhenAll(all);
        var elapsed = Stopwatch.GetElapsedTime(started);
        await system.Terminate();
        return elapsed;
    }
}
