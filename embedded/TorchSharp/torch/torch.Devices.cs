using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>Kinds of devices by libtorch's numbers.</summary>
public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    public static readonly Device CUDA = new(DeviceType.CUDA, 0);

    /// <param name="type"><c>cpu</c> or <c>cuda</c>.</param>
    /// <param name="index">Number of the device; -1 for the one and only.</param>
    public static Device device(DeviceType type, int index = -1) => new(type, index);

    public static class cuda
    {
        public static bool is_available() => Native.ts_cuda_available() != 0;
    }

    /// <summary>Where a tensor's data lies.</summary>
    public sealed record Device(DeviceType type, int index = -1)
    {
        public override string ToString() =>
            (index < 0 ? $"{type}" : $"{type}:{index}").ToLowerInvariant();
    }
}
