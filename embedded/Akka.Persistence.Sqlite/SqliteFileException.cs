using Akka.Actor;

namespace Akka.Persistence.Sqlite;

/// <summary>A database file cannot be used; the message is one line that names it.</summary>
public class SqliteFileException(string message, Exception? cause = null) : AkkaException(message, cause);
