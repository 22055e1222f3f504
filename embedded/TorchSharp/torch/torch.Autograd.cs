using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Records no operations until disposed.</summary>
    /// <remarks>The mode belongs to the thread: dispose on the same one, and do not await in between.</remarks>
    public static IDisposable no_grad() => new GradMode(enabled: false);

    /// <inheritdoc cref="no_grad"/>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <inheritdoc cref="no_grad"/>
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static bool is_grad_enabled() => Native.ts_grad_mode() != 0;

    /// <summary>Like <see cref="no_grad"/>; tensors made in it can never take part in autograd.</summary>
    /// <inheritdoc cref="no_grad" path="/remarks"/>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_inference_mode_enabled() => Native.ts_inference_mode() != 0;

    private sealed class GradMode : IDisposable
    {
        private readonly int _before = Native.ts_grad_mode();

        internal GradMode(bool enabled) => Native.ts_set_grad_mode(enabled ? 1 : 0);

        public void Dispose() => Native.ts_set_grad_mode(_before);
    }

    private sealed class InferenceMode(bool enabled) : IDisposable
    {
        private nint _guard = Native.ts_enter_inference_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _guard, 0) is var guard and not 0) Native.ts_leave_inference_mode(guard);
        }
    }
}
