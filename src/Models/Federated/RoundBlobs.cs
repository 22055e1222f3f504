using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

/// <summary>What goes between the aggregator and the hosts of clients: models, sums, scores.</summary>
/// <remarks>
/// Safetensors files, and JSON for scores. Models travel apart from the rest of an order: those of a round's evaluation
/// are those of the next round, and a node that has them already, as their hash says, does not fetch them again.
/// </remarks>
public static class RoundBlobs
{
    private const string FloatsName = "floats", IntegersName = "integers";
    private const string ModelName = "model", SumName = "sum", OwnName = "own";
    private const string ClientsKey = "clients", NumbersKey = "numbers";

    /// <summary>The models of an order.</summary>
    /// <exception cref="StateException">They would exceed 2 GiB.</exception>
    public static byte[] Models(RoundOrder order) => SafeTensors.Write(
        [.. Named(ModelName, order.Models), .. NamedOwn(order.Own)], Counts((ModelName, order.Models.Count)));

    /// <summary>Puts the models into an order that has all the rest.</summary>
    /// <param name="layout">What each model must be like.</param>
    /// <exception cref="StateException">They are damaged, or of another network.</exception>
    public static RoundOrder WithModels(RoundOrder order, ReadOnlyMemory<byte> models, VectorLayout layout)
    {
        var parts = new Parts(models, layout);
        return order with { Models = parts.Vectors(ModelName), Own = parts.Own() };
    }

    /// <summary>What the clients of a node give.</summary>
    /// <exception cref="StateException">It would exceed 2 GiB.</exception>
    public static byte[] Contribution(RoundContribution contribution)
    {
        var sums = contribution.Sums.Index().SelectMany(sum => (NamedTensor[])
        [
            new($"{SumName}.{sum.Index}.{FloatsName}", Integers(sum.Item.Floats.Span)),
            new($"{SumName}.{sum.Index}.{IntegersName}", Integers(sum.Item.Integers.Span)),
        ]);
        var metadata = Counts((SumName, contribution.Sums.Count));
        metadata[ClientsKey] = Bits([.. contribution.Reports.Keys]);
        metadata[NumbersKey] = JsonSerializer.Serialize(contribution.Reports.Values
            .Where(report => report.Numbers.Count > 0).ToDictionary(report => report.Client, report => report.Numbers));
        return SafeTensors.Write([.. sums, .. NamedOwn(contribution.Own)], metadata);
    }

    /// <exception cref="StateException">It is damaged, or of another network.</exception>
    public static RoundContribution ContributionOf(ReadOnlyMemory<byte> contribution, VectorLayout layout)
    {
        var parts = new Parts(contribution, layout);
        var read = new RoundContribution(parts.Sums());
        var numbers = Parsed<Dictionary<int, Dictionary<string, double>>>(parts.Metadata(NumbersKey));
        foreach (var client in ClientsIn(parts.Metadata(ClientsKey)))
            read.Add(new ClientReport(client, numbers.GetValueOrDefault(client) ?? []));
        foreach (var (client, models) in parts.Own())
            read.Add(client, models);
        return read;
    }

    /// <summary>Scores of clients.</summary>
    public static byte[] Scores(IReadOnlyList<ClientScore> scores) => JsonSerializer.SerializeToUtf8Bytes(scores);

    /// <exception cref="StateException">They are damaged.</exception>
    public static IReadOnlyList<ClientScore> ScoresOf(ReadOnlyMemory<byte> scores) =>
        Parsed<ClientScore[]>(System.Text.Encoding.UTF8.GetString(scores.Span));

    // A bit a client: what an agent sends shall hardly grow with them.
    private static string Bits(IReadOnlyList<int> clients)
    {
        var bits = new byte[clients.Count == 0 ? 0 : clients.Max() / 8 + 1];
        foreach (var client in clients)
            bits[client / 8] |= (byte)(1 << client % 8);
        return Convert.ToBase64String(bits);
    }

    private static IReadOnlyList<int> ClientsIn(string text)
    {
        try
        {
            var bits = Convert.FromBase64String(text);
            return [.. Enumerable.Range(0, bits.Length * 8).Where(client => (bits[client / 8] >> client % 8 & 1) == 1)];
        }
        catch (FormatException cause)
        {
            throw new StateException($"Clients of a contribution are damaged: {cause.Message}", cause);
        }
    }

    private static T Parsed<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json) ?? throw new JsonException("found null");
        }
        catch (JsonException cause)
        {
            throw new StateException($"Clients' reports are damaged: {cause.Message}", cause);
        }
    }

    private static IEnumerable<NamedTensor> Named(string name, IReadOnlyList<ModelVector> models) =>
        models.Index().SelectMany(model => (NamedTensor[])
        [
            new($"{name}.{model.Index}.{FloatsName}", new TensorData(
                [model.Item.Floats.Length], TensorDtype.Float32,
                MemoryMarshal.AsBytes(model.Item.Floats.AsSpan()).ToArray())),
            new($"{name}.{model.Index}.{IntegersName}", Integers(model.Item.Integers)),
        ]);

    private static IEnumerable<NamedTensor> NamedOwn(IReadOnlyDictionary<int, IReadOnlyList<ModelVector>> own) =>
        own.OrderBy(client => client.Key).SelectMany(client => Named(OfClient(client.Key), client.Value));

    private static string OfClient(int client) =>
        string.Create(CultureInfo.InvariantCulture, $"{OwnName}.{client}");

    private static TensorData Integers(ReadOnlySpan<long> values) =>
        new([values.Length], TensorDtype.Int64, MemoryMarshal.AsBytes(values).ToArray());

    private static SortedDictionary<string, string> Counts((string Name, int Count) part) => new(StringComparer.Ordinal)
    {
        [part.Name] = part.Count.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>A file that was read, by parts.</summary>
    private sealed class Parts
    {
        private readonly Dictionary<string, TensorData> _tensors;
        private readonly IReadOnlyDictionary<string, string> _metadata;
        private readonly VectorLayout _layout;

        public Parts(ReadOnlyMemory<byte> file, VectorLayout layout)
        {
            var content = SafeTensors.Read(file);
            (_metadata, _layout) = (content.Metadata, layout);
            _tensors = content.Tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor);
        }

        public string Metadata(string key) => _metadata.GetValueOrDefault(key)
            ?? throw new StateException($"Metadata must have {key}, found {string.Join(", ", _metadata.Keys)}");

        public IReadOnlyList<ModelVector> Vectors(string name) =>
            [.. Enumerable.Range(0, Count(name)).Select(index => Vector($"{name}.{index}"))];

        public IReadOnlyList<ExactSum> Sums() =>
        [
            .. Enumerable.Range(0, Count(SumName)).Select(index => ExactSum.Of(
                Values<long>($"{SumName}.{index}.{FloatsName}", TensorDtype.Int64, _layout.Floats),
                Values<long>($"{SumName}.{index}.{IntegersName}", TensorDtype.Int64, _layout.Integers))),
        ];

        public SortedDictionary<int, IReadOnlyList<ModelVector>> Own()
        {
            var own = new SortedDictionary<int, IReadOnlyList<ModelVector>>();
            foreach (var client in _tensors.Keys.Select(ClientOf).OfType<int>().Distinct())
            {
                List<ModelVector> models = [];
                while (_tensors.ContainsKey($"{OfClient(client)}.{models.Count}.{FloatsName}"))
                    models.Add(Vector($"{OfClient(client)}.{models.Count}"));
                own[client] = models;
            }

            return own;
        }

        private static int? ClientOf(string name) => name.Split('.') is [OwnName, var client, _, _]
            && int.TryParse(client, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        private int Count(string name) =>
            int.TryParse(Metadata(name), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= _tensors.Count
                ? count
                : throw new StateException($"Metadata has '{Metadata(name)}' as the number of {name}s; there are "
                    + $"{_tensors.Count} tensors");

        private ModelVector Vector(string name) => new(
            Values<float>($"{name}.{FloatsName}", TensorDtype.Float32, _layout.Floats).ToArray(),
            Values<long>($"{name}.{IntegersName}", TensorDtype.Int64, _layout.Integers).ToArray());

        private ReadOnlySpan<T> Values<T>(string name, TensorDtype dtype, int count)
            where T : struct
        {
            if (!_tensors.TryGetValue(name, out var tensor))
                throw new StateException($"The tensor {name} is missing");
            if (tensor.Dtype != dtype || tensor.Shape is not [var found] || found != count)
                throw new StateException($"{name} is {tensor.Dtype} [{string.Join(", ", tensor.Shape)}]; this network "
                    + $"needs {dtype} [{count}]");
            return MemoryMarshal.Cast<byte, T>(tensor.Bytes.Span);
        }
    }
}
