using SplitLearning.Data;

namespace SplitLearning.Models.Training;

/// <summary>Tells how probable each class is; changes nothing.</summary>
public interface IPredictor : IDisposable
{
    /// <param name="inputs">float32 [B, ...sample shape].</param>
    /// <returns>For each sample a probability a class, 0 to 1.</returns>
    IReadOnlyList<double[]> Predict(TensorData inputs);
}
