using SplitLearning.Data;
using SplitLearning.Data.Datasets;
using SplitLearning.Models.State;
using SplitLearning.Models.Training;

namespace SplitLearning.Models.Tests.Training;

/// <summary>A client and a server model that exchange bytes as over a wire.</summary>
internal sealed class SplitPair(TrainingPlan plan) : IDisposable
{
    public ClientModel Client { get; } = ClientModel.Create(plan);

    public ServerModel Server { get; } = ServerModel.Create(plan);

    public string Hash => WeightsHash.Of(Client.Weights().Concat(Server.Weights()));

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
