using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.Layers;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>A client and a server model that exchange bytes as over a wire.</summary>
/// <param name="architecture">Null for the plan's.</param>
internal sealed class SplitPair(TrainingPlan plan, Architecture? architecture = null) : IDisposable
{
    public ClientModel Client { get; } =
        architecture is null ? ClientModel.Create(plan) : ClientModel.Create(architecture, plan);

    public ServerModel Server { get; } =
        architecture is null ? ServerModel.Create(plan) : ServerModel.Create(architecture, plan);

    public string Hash => WeightsHash.Of(Client.Weights().Concat(Server.Weights()));

    public void BeginEpoch(int epoch)
    {
        Client.BeginEpoch(epoch);
        Server.BeginEpoch(epoch);
    }

    public BatchScore Train(SampleBatch batch)
    {
        var smashed = Sent(Client.Forward(batch.Inputs));
        var answer = Server.Train(smashed, Sent(batch.Labels));
        Server.Step();
        Client.Backward(Sent(answer.CutGradient));
        return answer.Score;
    }

    public BatchScore Score(SampleBatch batch) =>
        Server.Score(Sent(Client.Evaluate(batch.Inputs)), Sent(batch.Labels));

    public void Dispose()
    {
        Client.Dispose();
        Server.Dispose();
    }

    private static TensorData Sent(TensorData data) => data with { Bytes = data.Bytes.ToArray() };
}
