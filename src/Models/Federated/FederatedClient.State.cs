using System.Globalization;
using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Federated;

public partial class FederatedClient
{
    private const string StepsKey = "steps", ClientKey = "client", CycleKey = "cycle", InCycleKey = "in-cycle";
    private const string MomentumPrefix = "momentum.", OwnPrefix = "own.", NumberPrefix = "number.", PiKey = "pi";

    /// <summary>All that it keeps from round to round, as a safetensors file.</summary>
    /// <param name="layout">Of its models.</param>
    public byte[] Save(VectorLayout layout)
    {
        List<TensorSlot> tensors =
        [
            .. Enumerable.Range(0, _momentum?.Learners ?? 0).Select(m => new TensorSlot($"{MomentumPrefix}{m}",
                [layout.Parameters], TensorDtype.Float32, target => _momentum!.Read(m, offset: 0, target))),
            .. Own.SelectMany(model => layout.Tensors(model.Value, $"{OwnPrefix}{model.Key}.")).Select(TensorSlot.Of),
        ];
        var metadata = new Dictionary<string, string>
        {
            [ClientKey] = Text(Client),
            [StepsKey] = Text(Steps),
            [CycleKey] = Text(_cycle.Epoch),
            [InCycleKey] = Text(_inCycle),
            [PiKey] = string.Join(' ', Pi.Select(weight => weight.ToString("R", CultureInfo.InvariantCulture))),
            [OwnPrefix] = string.Join(' ', Own.Keys),
        };
        foreach (var (name, value) in Numbers)
            metadata[NumberPrefix + name] = value.ToString("R", CultureInfo.InvariantCulture);
        return SafeTensors.Write(tensors, metadata);
    }

    /// <summary>Takes over what <see cref="Save"/> gave.</summary>
    /// <exception cref="StateException">It is damaged, or another client's.</exception>
    public void Load(ReadOnlyMemory<byte> state, VectorLayout layout)
    {
        var content = SafeTensors.Read(state);
        var client = content.Metadata.GetValueOrDefault(ClientKey);
        if (client != Text(Client))
            throw new StateException($"State is of the client '{client}'; this one is {Client}");
        var pi = PiIn(content);
        if (pi.Length != Pi.Length)
            throw new StateException($"State has {pi.Length} learners; this client has {Pi.Length}");
        var own = NamesOfOwn(content).ToDictionary(name => name, name => OwnIn(content, layout, name)!);
        Steps = Whole(StepsKey);
        Pi = pi;
        RestoreMomentum(content, layout);
        RestoreCycle((int)Whole(CycleKey), (int)Whole(InCycleKey));
        Own.Clear();
        foreach (var (name, model) in own)
            Own[name] = model;
        Numbers.Clear();
        foreach (var (name, value) in content.Metadata)
            if (name.StartsWith(NumberPrefix, StringComparison.Ordinal))
                Numbers[name[NumberPrefix.Length..]] = double.Parse(value, CultureInfo.InvariantCulture);

        long Whole(string key) => long.TryParse(
            ValueIn(content, key), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new StateException($"State must have a number as {key}, found '{ValueIn(content, key)}'");
    }

    /// <summary>The weights of the learners that a state has.</summary>
    internal static double[] PiIn(SafeTensorsContent state) => Array.ConvertAll(
        ValueIn(state, PiKey).Split(' '), weight => double.Parse(weight, CultureInfo.InvariantCulture));

    /// <summary>The client's own model of a name that a state has; null where it has none.</summary>
    internal static ModelVector? OwnIn(SafeTensorsContent state, VectorLayout layout, string name) =>
        NamesOfOwn(state).Contains(name) ? layout.FromTensors(state.Tensors, $"{OwnPrefix}{name}.") : null;

    /// <summary>The client's own number of a name that a state has; null where it has none.</summary>
    internal static double? NumberIn(SafeTensorsContent state, string name) =>
        state.Metadata.TryGetValue(NumberPrefix + name, out var value)
            ? double.Parse(value, CultureInfo.InvariantCulture)
            : null;

    private static string[] NamesOfOwn(SafeTensorsContent state) =>
        ValueIn(state, OwnPrefix).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string ValueIn(SafeTensorsContent state, string key) => state.Metadata.GetValueOrDefault(key)
        ?? throw new StateException($"State must have {key} in the metadata, found nothing");

    private void RestoreMomentum(SafeTensorsContent content, VectorLayout layout)
    {
        _momentum?.Clear();
        var tensors = content.Tensors.Where(tensor => tensor.Name.StartsWith(MomentumPrefix, StringComparison.Ordinal));
        foreach (var (name, tensor) in tensors)
        {
            if (_momentum is null || tensor.Bytes.Length != layout.Parameters * sizeof(float)
                || !int.TryParse(name.AsSpan(MomentumPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture,
                    out var learner) || learner >= _learners)
                throw new StateException($"State has {name} of {tensor.Bytes.Length} bytes; this client keeps "
                    + $"{(_momentum is null ? 0 : _learners)} of {layout.Parameters * sizeof(float)} bytes");
            _momentum.Write(learner, offset: 0, tensor.Bytes.Span);
        }
    }

    private void RestoreCycle(int epoch, int position) =>
        (_cycle, _inCycle) = ((epoch, epoch == 0 ? [] : CycleOf(epoch)), position);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
