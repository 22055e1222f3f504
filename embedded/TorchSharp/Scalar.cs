using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number on its way into a tensor operation; whole numbers keep integer tensors integer.</summary>
public readonly struct Scalar
{
    private readonly NativeNumber _value;

    private Scalar(NativeNumber value) => _value = value;

    internal NativeNumber Value => _value;

    public static implicit operator Scalar(int value) => (long)value;

    public static implicit operator Scalar(long value) => new(new NativeNumber(value, value, 1));

    public static implicit operator Scalar(float value) => (double)value;

    public static implicit operator Scalar(double value) => new(new NativeNumber(value, 0, 0));
}
