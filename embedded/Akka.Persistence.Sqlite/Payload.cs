using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sqlite;

/// <summary>An object as it stands in a file: by Akka's serialization, never by a type's name in the file.</summary>
internal sealed record Payload(int SerializerId, string Manifest, byte[] Bytes)
{
    public static Payload From(object value, Akka.Serialization.Serialization serialization)
    {
        var serializer = serialization.FindSerializerFor(value);
        return new Payload(
            serializer.Identifier,
            Akka.Serialization.Serialization.ManifestFor(serializer, value),
            serializer.ToBinary(value));
    }

    /// <param name="column">Of the serializer's identifier; manifest and bytes follow.</param>
    public static Payload From(SqliteDataReader row, int column) =>
        new(row.GetInt32(column), row.GetString(column + 1), row.GetFieldValue<byte[]>(column + 2));

    /// <param name="what">Names it in the error.</param>
    /// <exception cref="SqliteFileException">The serializer or the manifest is not known, or the bytes are wrong.
    /// </exception>
    public object Read(Akka.Serialization.Serialization serialization, SqliteFile file, Func<string> what)
    {
        try
        {
            return serialization.Deserialize(Bytes, SerializerId, Manifest);
        }
        catch (Exception e)
        {
            throw file.Error($"{what()} cannot be read: {e.Message}", e);
        }
    }
}
