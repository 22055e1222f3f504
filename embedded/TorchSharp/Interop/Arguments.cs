using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>shim.h: Number.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeNumber(double Real, long Whole, int IsWhole);

/// <summary>shim.h: Options.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeOptions(int Dtype, int DeviceType, int DeviceIndex, int RequiresGrad)
{
    internal static NativeOptions Of(
        torch.ScalarType? dtype, torch.Device? device, bool requiresGrad = false,
        torch.ScalarType @default = torch.ScalarType.Float32) => new(
            (int)(dtype ?? @default), (int)(device?.type ?? global::TorchSharp.DeviceType.CPU), device?.index ?? -1,
            requiresGrad ? 1 : 0);
}

/// <summary>nn.cpp: Pair.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativePair(long Height, long Width)
{
    public static implicit operator NativePair((long Height, long Width) pair) => new(pair.Height, pair.Width);
}

/// <summary>optim.cpp: SgdOptions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeSgdOptions(
    double Rate, double Momentum, double Dampening, double WeightDecay, int Nesterov, int Maximize);

/// <summary>optim.cpp: AdamOptions.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct NativeAdamOptions(
    double Rate, double Beta1, double Beta2, double Eps, double WeightDecay, int Decoupled, int Maximize);
