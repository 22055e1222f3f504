using System.Security.Cryptography;
using System.Text;
using SplitLearning.Models.Architectures;
using SplitLearning.Models.Layers;

namespace SplitLearning.Models.Tests.Architectures;

/// <summary>Names and shapes are torchvision's, so that pre-trained weights fit: golden/make_networks.py.</summary>
public sealed class TorchvisionNamesTests
{
    [Fact]
    public void AlexNet_AllTensors_AreNamedAsTorchvisions() =>
        Assert.Equal(GoldenNetwork.NamesSha256("alexnet"), HashOf(AlexNet.Architecture));

    [Fact]
    public void Vgg16Bn_Features_AreNamedAsTorchvisions() => Assert.Equal(
        GoldenNetwork.NamesSha256("vgg16-bn features"),
        HashOf(Vgg16Bn.Architecture, name => name.StartsWith("features.", StringComparison.Ordinal)));

    [Fact]
    public void MobileNetV2_AllTensors_AreNamedAsTorchvisions() =>
        Assert.Equal(GoldenNetwork.NamesSha256("mobilenet-v2"), HashOf(MobileNetV2.Architecture));

    private static string HashOf(Architecture architecture, Func<string, bool>? which = null)
    {
        var lines =
            from row in ModelSummary.Of(architecture).State
            let name = architecture.TorchvisionNameOf(row.Name)
            where which?.Invoke(name) ?? true
            select string.Join(' ', [name, .. row.Shape.Select(size => $"{size}")]);
        var text = string.Join('\n', lines.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
