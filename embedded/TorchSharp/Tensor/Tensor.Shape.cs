using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                Native.ts_shape(Handle, sizes, stackalloc long[sizes.Length]);
                return sizes;
            }
        }

        public long ndim => Native.ts_rank(Handle);

        public long Dimensions => ndim;

        public long NumberOfElements => Native.ts_numel(Handle);

        public long dim() => ndim;

        public long numel() => NumberOfElements;

        public long[] size() => shape;

        /// <param name="dim">Counted from the end when negative.</param>
        public long size(int dim) => shape[dim < 0 ? dim + (int)ndim : dim];

        public long[] stride()
        {
            var strides = new long[ndim];
            Native.ts_shape(Handle, stackalloc long[strides.Length], strides);
            return strides;
        }

        public bool is_contiguous() => Native.ts_is_contiguous(Handle) != 0;

        public Tensor contiguous() => Wrap(Native.ts_contiguous(Handle));

        public Tensor reshape(params long[] shape) => Wrap(Native.ts_reshape(Handle, shape, shape.Length));

        public Tensor view(params long[] shape) => Wrap(Native.ts_view(Handle, shape, shape.Length));

        public Tensor permute(params long[] permutation) =>
            Wrap(Native.ts_permute(Handle, permutation, permutation.Length));

        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Wrap(Native.ts_flatten(Handle, start_dim, end_dim));

        public Tensor transpose(long dim0, long dim1) => Wrap(Native.ts_transpose(Handle, dim0, dim1));

        public Tensor t() => transpose(0, ndim < 2 ? 0 : 1);

        public Tensor squeeze(long dim) => Wrap(Native.ts_squeeze(Handle, dim));

        public Tensor unsqueeze(long dim) => Wrap(Native.ts_unsqueeze(Handle, dim));

        public Tensor select(long dim, long index) => Wrap(Native.ts_select(Handle, dim, index));

        public Tensor narrow(long dim, long start, long length) => Wrap(Native.ts_narrow(Handle, dim, start, length));

        public Tensor slice(long dim, long start, long finish, long step) =>
            Wrap(Native.ts_slice(Handle, dim, start, finish, step));

        public Tensor index_select(long dim, Tensor index) =>
            Wrap(Native.ts_index_select(Handle, dim, index.Handle));

        /// <summary>Element or sub-tensor at these indices of the first dimensions; a view.</summary>
        public Tensor this[params long[] indices]
        {
            get
            {
                var result = alias();
                foreach (var index in indices)
                {
                    using var outer = result;
                    result = outer.select(0, index);
                }

                return result;
            }
        }
    }
}
