using System.Collections.Concurrent;
using SplitLearning.Data;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A client model of one weight that is added to every input; a step adds the sum of the gradient.</summary>
internal sealed class FakeClientModel : IClientModel
{
    private float _weight;

    /// <summary>What was called, in order, e.g. <c>forward 3 1</c> for the samples 3 and 1.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The epochs that were begun, in order.</summary>
    public ConcurrentQueue<int> Epochs { get; } = new();

    /// <summary>Threads that called.</summary>
    public ConcurrentDictionary<int, bool> Threads { get; } = new();

    /// <summary>The call of this name throws.</summary>
    public string? Fails { get; set; }

    /// <summary>The call of this name finds that its tensors do not fit.</summary>
    public string? Refuses { get; set; }

    public bool IsDisposed { get; private set; }

    /// <summary>In the initial state, as from the plan's seed.</summary>
    public FakeClientModel Built()
    {
        _weight = 0;
        return this;
    }

    public void BeginEpoch(int epoch) => Epochs.Enqueue(epoch);

    public TensorData Forward(TensorData inputs) => Add("forward", inputs);

    public TensorData Evaluate(TensorData inputs) => Add("evaluate", inputs);

    public void Backward(TensorData cutGradient)
    {
        Note("backward", cutGradient);
        _weight += cutGradient.ToFloats().Sum();
    }

    public byte[] Save()
    {
        Note("save");
        return StateOf(_weight);
    }

    public void Load(ReadOnlyMemory<byte> snapshot)
    {
        Note("load");
        _weight = SafeTensors.Read(snapshot).Tensors[0].Tensor.ToFloats()[0];
    }

    public void Dispose()
    {
        Note("dispose");
        IsDisposed = true;
    }

    /// <summary>The state of a model with this weight.</summary>
    public static byte[] StateOf(float weight) =>
        SafeTensors.Write([new NamedTensor("client.weight", Tensors.Floats(weight))], new Dictionary<string, string>());

    private TensorData Add(string call, TensorData inputs)
    {
        Note(call, inputs);
        return Tensors.Floats([.. inputs.Shape], [.. inputs.ToFloats().Select(x => x + _weight)]);
    }

    private void Note(string call, TensorData? tensor = null)
    {
        Threads[Environment.CurrentManagedThreadId] = true;
        Calls.Enqueue(tensor is null ? call : $"{call} {string.Join(' ', tensor.ToFloats())}");
        if (call == Fails)
            throw new InvalidOperationException($"{call} is broken");
        if (call == Refuses)
            throw new BatchException($"{call} of another shape");
    }
}
