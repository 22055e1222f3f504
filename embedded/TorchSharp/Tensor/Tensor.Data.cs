using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public ScalarType dtype => (ScalarType)Native.ts_dtype(Handle);

        public Device device => new(device_type, device_index);

        public DeviceType device_type => (DeviceType)Native.ts_device_type(Handle);

        public int device_index => Native.ts_device_index(Handle);

        public long ElementSize => Native.ts_element_size(Handle);

        public long element_size() => ElementSize;

        /// <summary>The elements' memory, row-major; valid while the tensor is. Setting copies into it.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the CPU.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous())
                    throw new InvalidOperationException("bytes needs a contiguous tensor; call contiguous() first.");

                return new Span<byte>((void*)DataPointer(), checked((int)(NumberOfElements * ElementSize)));
            }

            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                    throw new ArgumentException($"{value.Length} bytes do not fill a tensor of {target.Length} bytes.");

                value.CopyTo(target);
            }
        }

        /// <summary>The elements in row-major order, in place.</summary>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType<T>();
            return new TensorAccessor<T>(this);
        }

        /// <summary>The only element of this tensor.</summary>
        /// <exception cref="ArgumentException">There are more or none, or the type is another.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"item needs a tensor of one element; this one has {NumberOfElements}.");

            using var local = device_type == DeviceType.CPU ? null : cpu();
            return (local ?? this).data<T>()[0];
        }

        public Tensor clone() => Wrap(Native.ts_clone(Handle));

        public Tensor cpu() => to(CPU);

        public Tensor cuda() => to(CUDA);

        public Tensor to(ScalarType type, bool copy = false) =>
            Wrap(Native.ts_to(Handle, NativeOptions.Of(type, device), copy ? 1 : 0));

        public Tensor to(Device device, bool copy = false) =>
            Wrap(Native.ts_to(Handle, NativeOptions.Of(dtype, device), copy ? 1 : 0));

        public Tensor to_type(ScalarType type, bool copy = false) => to(type, copy);

        public Tensor copy_(Tensor source, bool non_blocking = false) =>
            Done(Native.ts_copy_(Handle, source.Handle, non_blocking ? 1 : 0));

        public Tensor fill_(Scalar value) => Done(Native.ts_fill_(Handle, value.Value));

        public Tensor zero_() => Done(Native.ts_zero_(Handle));

        /// <summary>Type, shape and place, for people.</summary>
        public override string ToString() => IsInvalid
            ? "disposed tensor"
            : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        internal nint DataPointer() => device_type == DeviceType.CPU
            ? Native.ts_data(Handle)
            : throw new InvalidOperationException($"Data on {device} cannot be read in place; call cpu() first.");

        private void ValidateType<T>()
            where T : unmanaged
        {
            if (TypeOf<T>() != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not compatible with {dtype}.");
        }
    }
}
