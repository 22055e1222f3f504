using System.Diagnostics.CodeAnalysis;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An n-dimensional array in libtorch's memory.</summary>
    /// <remarks>
    /// Belongs to the dispose scope that is open when it is made, if any, else to the caller. Operations without
    /// a trailing underscore give a new tensor, which may share its memory with this one where PyTorch says so.
    /// </remarks>
    public partial class Tensor : IDisposable
    {
        private readonly TensorHandle _handle;

        internal Tensor(nint handle)
            : this(new TensorHandle(handle))
        {
        }

        private protected Tensor(TensorHandle handle)
        {
            _handle = handle;
            DisposeScopeManager.ThreadSingleton.Current?.Attach(this);
        }

        /// <summary>Tensors that managed code holds now.</summary>
        public static long TotalCount => TensorHandle.Total;

        /// <summary>Most tensors that managed code ever held at once.</summary>
        public static long PeakCount => TensorHandle.Peak;

        public bool IsInvalid => _handle.IsClosed || _handle.IsInvalid;

        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <exception cref="ObjectDisposedException">The tensor was disposed.</exception>
        internal TensorHandle Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
                return _handle;
            }
        }

        [SuppressMessage("Usage", "CA2215", Justification = "There is no base.")]
        public void Dispose()
        {
            OwningDisposeScope?.MarkAsDisposed(this);
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (disposing) _handle.Dispose();
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(DisposeScope? scope)
        {
            OwningDisposeScope?.MoveToOther(scope, this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Another owner of the same native tensor.</summary>
        public Tensor alias() => Wrap(Native.ts_alias(Handle));

        internal static Tensor Wrap(nint result) => result == 0 ? throw Native.Failure() : new Tensor(result);

        /// <summary>Gives this object's native tensor to a new owner; this one is invalid afterwards.</summary>
        internal nint MoveHandle()
        {
            var copy = Native.ts_alias(Handle);
            if (copy == 0) throw Native.Failure();
            Dispose();
            return copy;
        }

        private Tensor Done(int done)
        {
            Native.Check(done);
            return this;
        }
    }
}
