namespace TorchSharp;

/// <summary>Reads single elements whatever their type.</summary>
public static class TensorExtensionMethods
{
    public static float ToSingle(this torch.Tensor value) => (float)value.ToDouble();

    public static double ToDouble(this torch.Tensor value)
    {
        using var converted = value.to(torch.ScalarType.Float64);
        return converted.item<double>();
    }

    public static int ToInt32(this torch.Tensor value) => checked((int)value.ToInt64());

    public static long ToInt64(this torch.Tensor value)
    {
        using var converted = value.to(torch.ScalarType.Int64);
        return converted.item<long>();
    }

    public static bool ToBoolean(this torch.Tensor value) => value.ToInt64() != 0;
}
