using System.Security.Cryptography;
using System.Text;

namespace SplitLearning.Models.State;

/// <summary>The fingerprint of a model: equal weights, equal hash, however the model was cut.</summary>
public static class WeightsHash
{
    /// <summary>SHA-256 over name (UTF-8) and raw little-endian bytes of each tensor, lower-case hex.</summary>
    /// <param name="weights">All parameters and buffers in layer order: the client's, then the server's.</param>
    public static string Of(IEnumerable<NamedTensor> weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in weights)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(tensor.Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
