using SplitLearning.Models.Layers;

namespace SplitLearning.Models.State;

/// <summary>Moves the cut of a trained network: layers change sides with all that belongs to them.</summary>
public static class StateCut
{
    /// <summary>Joins the states of both sides and cuts them as a plan says.</summary>
    /// <param name="client">What <c>Save()</c> of the client model gave, under any cut.</param>
    /// <param name="server">What <c>Save()</c> of the server model gave at the same place of the run.</param>
    /// <param name="plan">Names the network and the new cut.</param>
    /// <returns>The bytes that both sides would have saved, had the cut always been there.</returns>
    /// <exception cref="StateException">One is damaged, or the two are not of one moment of a run.</exception>
    public static (byte[] Client, byte[] Server) Move(
        ReadOnlyMemory<byte> client, ReadOnlyMemory<byte> server, TrainingPlan plan)
    {
        var architecture = Workloads.Workloads.NetworkOf(plan).Architecture;
        var metadata = MetadataOf(SafeTensors.Read(client), SafeTensors.Read(server));
        var whole = Joined([.. SafeTensors.Read(client).Tensors, .. SafeTensors.Read(server).Tensors]);
        var ofClient = architecture.ClientLayers(plan.Cut).ToHashSet();
        return (Side(isClient: true), Side(isClient: false));

        byte[] Side(bool isClient) => SafeTensors.Write(
            [.. whole.Where(tensor => ofClient.Contains(LayerOf(architecture, tensor)) == isClient)], metadata);
    }

    private static LayerSpec LayerOf(Architecture architecture, NamedTensor tensor) =>
        architecture.LayerOf(ModelState.OwnerOf(tensor.Name).Parameter);

    // As a side saves them: weights in layer order, then each of the optimizer's memories in layer order.
    private static IReadOnlyList<NamedTensor> Joined(IReadOnlyList<NamedTensor> tensors)
    {
        List<string?> memories = [.. tensors.Select(tensor => ModelState.OwnerOf(tensor.Name).Memory).Distinct()];
        return [.. tensors.OrderBy(tensor => memories.IndexOf(ModelState.OwnerOf(tensor.Name).Memory))];
    }

    private static IReadOnlyDictionary<string, string> MetadataOf(SafeTensorsContent client, SafeTensorsContent server)
    {
        foreach (var key in (string[])[ModelState.StepsKey, ModelState.OptimizerKey])
        {
            var (one, other) = (client.Metadata.GetValueOrDefault(key), server.Metadata.GetValueOrDefault(key));
            if (one != other)
                throw new StateException($"The client's state has the {key} '{one}', the server's '{other}'; "
                    + "only states of one place of a run can be joined");
        }

        return client.Metadata;
    }
}
