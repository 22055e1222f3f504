using Microsoft.Data.Sqlite;

namespace Embedded.Akka.Persistence.Tests.Plugins;

/// <summary>A folder for one test, and the configuration of journal and snapshot store in a file there.</summary>
internal sealed class SqliteFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("persistence-");

    public string File => Path.Combine(_folder.FullName, "events.db");

    public string Config => ConfigFor(File);

    public static string ConfigFor(string file, string more = "auto-initialize = on") => $$"""
        akka.persistence {
          journal {
            plugin = akka.persistence.journal.sqlite
            sqlite {
              class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Akka.Persistence.Sqlite"
              connection-string = "Data Source={{file}}"
              {{more}}
            }
          }
          snapshot-store {
            plugin = akka.persistence.snapshot-store.sqlite
            sqlite {
              class = "Akka.Persistence.Sqlite.Snapshot.SqliteSnapshotStore, Akka.Persistence.Sqlite"
              connection-string = "Data Source={{file}}"
              auto-initialize = on
            }
          }
        }
        """;

    public void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
