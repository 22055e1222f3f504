using System.Collections.Concurrent;
using SplitLearning.Data;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Actors.Tests.Fakes;

/// <summary>A server model that counts its steps, is always right, and answers with a gradient of ones.</summary>
internal sealed class FakeServerModel : IServerModel
{
    public const double Loss = 0.5;

    private float _steps;

    /// <summary>What was called, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>The epochs that were begun, in order.</summary>
    public ConcurrentQueue<int> Epochs { get; } = new();

    /// <summary>The call of this name throws.</summary>
    public string? Fails { get; set; }

    /// <summary>The call of this name finds that its tensors do not fit.</summary>
    public string? Refuses { get; set; }

    public void BeginEpoch(int epoch) => Epochs.Enqueue(epoch);

    public ServerBatch Train(TensorData smashed, TensorData labels)
    {
        Note("train");
        var ones = Enumerable.Repeat(1f, smashed.ToFloats().Length);
        return new ServerBatch(Tensors.Floats([.. smashed.Shape], [.. ones]), ScoreOf(labels));
    }

    public void Step()
    {
        Note("step");
        _steps++;
    }

    public BatchScore Score(TensorData smashed, TensorData labels)
    {
        Note("score");
        return ScoreOf(labels);
    }

    public byte[] Save()
    {
        Note("save");
        return StateOf(_steps);
    }

    public void Load(ReadOnlyMemory<byte> state)
    {
        Note("load");
        _steps = SafeTensors.Read(state).Tensors[0].Tensor.ToFloats()[0];
    }

    public void Dispose() => Note("dispose");

    /// <summary>The state of a model after so many steps.</summary>
    public static byte[] StateOf(float steps) =>
        SafeTensors.Write([new NamedTensor("server.steps", Tensors.Floats(steps))], new Dictionary<string, string>());

    private static BatchScore ScoreOf(TensorData labels)
    {
        int[] classes = [.. labels.ToLongs().Select(label => (int)label)];
        return new BatchScore(Loss, classes, classes);
    }

    private void Note(string call)
    {
        Calls.Enqueue(call);
        if (call == Fails)
            throw new InvalidOperationException($"{call} is broken");
        if (call == Refuses)
            throw new BatchException($"{call} of another shape");
    }
}
