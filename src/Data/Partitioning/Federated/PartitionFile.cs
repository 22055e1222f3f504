using System.Globalization;
using System.Text.Json;
using SplitLearning.Data.Datasets;

namespace SplitLearning.Data.Partitioning.Federated;

/// <summary>Reads a file of clients' samples: <c>{"0": {"train": [7, 3], "test": [5]}, "1": ...}</c>.</summary>
/// <remarks>
/// Clients are numbered from 0, each number once; a sample is named by its position on disk
/// (<see cref="IDataset.Positions"/>). The order of clients and of samples does not matter.
/// </remarks>
internal static class PartitionFile
{
    /// <returns>Positions on disk, the client's number being the index; not yet compared with any data.</returns>
    /// <exception cref="DatasetException">It cannot be read or is not of this form.</exception>
    public static IReadOnlyList<(int[] Train, int[] Test)> Read(string path) => DataFile.Read(path, stream =>
    {
        using var document = Parsed(path, stream);
        Expect(document.RootElement, JsonValueKind.Object, path);
        var clients = document.RootElement.EnumerateObject().ToArray();
        var read = new (int[] Train, int[] Test)?[clients.Length];
        foreach (var client in clients)
        {
            var number = NumberOf(client.Name, path, clients.Length);
            if (read[number] is not null)
                throw new DatasetException($"{path}: client {number} is given twice");
            var where = $"{path}, client {number}";
            Expect(client.Value, JsonValueKind.Object, where);
            read[number] = (Part(client.Value, "train", where), Part(client.Value, "test", where));
        }

        return Array.ConvertAll(read, client => client!.Value); // as many numbers as there are, none of them twice
    });

    private static JsonDocument Parsed(string path, Stream stream)
    {
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException cause)
        {
            throw new DatasetException($"{path}: expected JSON, found something else ({cause.Message})", cause);
        }
    }

    private static int NumberOf(string name, string path, int clients) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < clients
            ? number
            : throw new DatasetException(
                $"{path}, client '{name}': expected a number from 0 to {clients - 1}, as there are {clients} clients");

    private static int[] Part(JsonElement client, string part, string where)
    {
        if (!client.TryGetProperty(part, out var indices))
            throw new DatasetException($"{where}: expected lists train and test, found no {part}");
        Expect(indices, JsonValueKind.Array, $"{where}, {part}");
        if (indices.GetArrayLength() == 0)
            throw new DatasetException($"{where}, {part}: expected at least one index, found none");
        return [.. indices.EnumerateArray().Select(index =>
            index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var position) && position >= 0
                ? position
                : throw new DatasetException(
                    $"{where}, {part}: expected whole numbers from 0, found {Shown(index.GetRawText())}"))];
    }

    private static void Expect(JsonElement element, JsonValueKind kind, string where)
    {
        if (element.ValueKind != kind)
            throw new DatasetException($"{where}: expected an {kind} in JSON, found {element.ValueKind}");
    }

    private static string Shown(string text)
    {
        const int shown = 20;
        return text.Length <= shown ? text : $"{text[..shown]}...";
    }
}
