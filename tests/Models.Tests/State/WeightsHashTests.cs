using SplitLearning.Data;
using SplitLearning.Models.State;

namespace SplitLearning.Models.Tests.State;

public sealed class WeightsHashTests
{
    private static readonly NamedTensor One = Tensor("a", 1, 2, 3, 4);
    private static readonly NamedTensor Other = Tensor("b", 5, 6, 7, 8);

    [Fact]
    public void Hash_IsOverNameThenBytesOfEachTensor() =>
        // printf 'a\1\2\3\4b\5\6\7\10' | sha256sum
        Assert.Equal("fffe8d161077f0cef8b971e1ad574ea2b274290023cd120d4f3d3dd223b3d5a3", WeightsHash.Of([One, Other]));

    [Fact]
    public void Hash_ChangesWithNameBytesAndOrder()
    {
        var hash = WeightsHash.Of([One, Other]);

        Assert.NotEqual(hash, WeightsHash.Of([Other, One]));
        Assert.NotEqual(hash, WeightsHash.Of([One, Other with { Name = "c" }]));
        Assert.NotEqual(hash, WeightsHash.Of([One, Tensor("b", 5, 6, 7, 9)]));
    }

    private static NamedTensor Tensor(string name, params byte[] bytes) =>
        new(name, new TensorData([1], TensorDtype.Float32, bytes));
}
