using TorchSharp;
using static TorchSharp.torch;

namespace Embedded.TorchSharp.Tests;

public sealed class TensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Tensor_FromArrayAndShape_HasThem()
    {
        var matrix = tensor([1f, 2, 3, 4, 5, 6], [2, 3]);

        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(ScalarType.Float32, matrix.dtype);
        Assert.Equal((2, 6, 4), (matrix.ndim, matrix.numel(), matrix.element_size()));
        Assert.Equal((2, 3), (matrix.size(0), matrix.size(-1)));
        Assert.Equal("[2x3], type = Float32, device = cpu", matrix.ToString());
    }

    [Fact]
    public void Tensor_FromArrayThatDoesNotFill_IsRefusedWithBothSizes()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor([1f, 2], [3]));

        Assert.Equal("8 bytes do not fill shape [3] of Float32.", error.Message);
    }

    [Fact]
    public void FromArray_TwoDimensions_KeepsRowsAndColumns()
    {
        var matrix = from_array(new long[,] { { 1, 2, 3 }, { 4, 5, 6 } });

        Assert.Equal([2, 3], matrix.shape);
        Assert.Equal(6, matrix[1, 2].item<long>());
    }

    [Fact]
    public void Bytes_Written_AreTheElements()
    {
        var target = empty([2], int64);

        target.bytes = new byte[] { 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0 };

        Assert.Equal([1L, 256L], target.data<long>().ToArray());
    }

    [Fact]
    public void Bytes_OfOtherLength_AreRefused()
    {
        var target = zeros([2]);

        var error = Assert.Throws<ArgumentException>(() => target.bytes = new byte[7]);

        Assert.Equal("7 bytes do not fill a tensor of 8 bytes.", error.Message);
    }

    [Fact]
    public void Bytes_OfTransposedTensor_AreRefused() =>
        Assert.Throws<InvalidOperationException>(() => zeros([2, 3]).t().bytes.Length);

    [Fact]
    public void Data_OfTransposedTensor_FollowsStrides()
    {
        var transposed = tensor([1f, 2, 3, 4, 5, 6], [2, 3]).t();
        var data = transposed.data<float>();

        data[2, 1] = 60;

        Assert.Equal([1f, 4, 2, 5, 3, 60], data.ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 60], [.. data]);
        Assert.Equal(60, data[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[6]);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[0, 2]);
    }

    [Fact]
    public void Data_CopiedInAndOut_MovesWhatBothSidesHave()
    {
        var data = zeros([4]).data<float>();
        var target = new float[3];

        data.CopyFrom([1f, 2, 3], arrayIndex: 1, tensorIndex: 2);
        data.CopyTo(target, arrayIndex: 1, tensorIndex: 2);

        Assert.Equal([0f, 0, 2, 3], data.ToArray());
        Assert.Equal([0f, 2, 3], target);
    }

    [Fact]
    public void Item_OfOtherTypeOrCount_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor([1f]).item<double>());

        Assert.Equal("Double is not compatible with Float32.", error.Message);
        Assert.Throws<ArgumentException>(() => zeros([2]).item<float>());
        Assert.Equal(1.0, tensor([1f]).ToDouble());
    }

    [Fact]
    public void Views_Written_ChangeTheirSource()
    {
        var source = zeros([2, 3]);

        source.view(6).narrow(0, 1, 2).fill_(1);
        source.reshape(3, 2).select(0, 2).add_(2);
        source.slice(1, 0, 3, 2)[0].add_(10);
        source.flatten()[3].add_(5);

        Assert.Equal([10f, 1, 11, 5, 2, 2], source.data<float>().ToArray());
    }

    [Fact]
    public void Clone_Written_LeavesItsSource()
    {
        var source = zeros([2]);

        source.clone().fill_(1);
        source.to(float64).fill_(1);

        Assert.Equal([0f, 0], source.data<float>().ToArray());
    }

    [Fact]
    public void Shapes_Changed_KeepElementsInOrder()
    {
        var source = tensor([1f, 2, 3, 4, 5, 6], [1, 2, 3]);

        Assert.Equal([3, 1, 2], source.permute(2, 0, 1).shape);
        Assert.Equal([1, 3, 2], source.transpose(1, 2).shape);
        Assert.Equal([2, 3], source.squeeze(0).shape);
        Assert.Equal([1, 2, 3, 1], source.unsqueeze(-1).shape);
        Assert.Equal([1, 6], source.flatten(start_dim: 1).shape);
        Assert.Equal([1f, 4, 2, 5, 3, 6], source.transpose(1, 2).contiguous().data<float>().ToArray());
    }

    [Fact]
    public void IndexSelect_Rows_GivesThemInTheAskedOrder()
    {
        var rows = tensor([1f, 2, 3, 4, 5, 6], [3, 2]).index_select(0, tensor([2L, 0]));

        Assert.Equal([5f, 6, 1, 2], rows.data<float>().ToArray());
    }

    [Fact]
    public void CatAndStack_TwoRows_JoinOrPileThem()
    {
        var (first, second) = (tensor([1f, 2]), tensor([3f, 4]));

        Assert.Equal([4], cat([first, second]).shape);
        Assert.Equal([2, 2], stack([first, second]).shape);
        Assert.Equal([1f, 3, 2, 4], stack([first, second], dim: 1).data<float>().ToArray());
    }

    [Fact]
    public void LikeFactories_OfInt64_KeepShapeAndType()
    {
        var source = tensor([1L, 2]);

        Assert.True(ones_like(source).Equals(tensor([1L, 1])));
        Assert.True(zeros_like(source).Equals(tensor([0L, 0])));
        Assert.Equal(ScalarType.Int64, empty_like(source).dtype);
    }
}
