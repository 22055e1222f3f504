namespace SplitLearning.Data.Datasets.Mixture;

/// <summary>Samples of clients whose labels come from several linear models; it is known which.</summary>
public interface IMixture : IDataset
{
    /// <summary>What they were drawn from.</summary>
    MixtureTruth Truth { get; }
}
