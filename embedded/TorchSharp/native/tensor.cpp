#include "shim.h"

#include <ATen/Context.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <atomic>

using namespace shim;

namespace {
std::atomic<int64_t> live{0};
}

Handle shim::own(at::Tensor tensor) {
  auto* handle = new at::Tensor(std::move(tensor));
  live.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

SHIM(void) ts_free(Handle self) {
  delete self;
  live.fetch_sub(1, std::memory_order_relaxed);
}

SHIM(int64_t) ts_live() { return live.load(std::memory_order_relaxed); }

SHIM(Handle) ts_empty(const int64_t* size, int32_t rank, Options options) {
  return result([&] {
    return at::empty(dims(size, rank), options.tensor()).requires_grad_(options.requires_grad != 0);
  });
}

SHIM(Handle) ts_zeros(const int64_t* size, int32_t rank, Options options) {
  return result([&] {
    return at::zeros(dims(size, rank), options.tensor()).requires_grad_(options.requires_grad != 0);
  });
}

SHIM(Handle) ts_ones(const int64_t* size, int32_t rank, Options options) {
  return result([&] {
    return at::ones(dims(size, rank), options.tensor()).requires_grad_(options.requires_grad != 0);
  });
}

SHIM(Handle) ts_full(const int64_t* size, int32_t rank, Number value, Options options) {
  return result([&] {
    return at::full(dims(size, rank), value.scalar(), options.tensor()).requires_grad_(options.requires_grad != 0);
  });
}

// Down to ts_data: for the dense tensors made here they cannot throw, and they are done within nanoseconds, so that
// managed code leaves out the GC transition.
SHIM(int32_t) ts_rank(Handle self) { return static_cast<int32_t>(self->dim()); }
SHIM(int64_t) ts_numel(Handle self) { return self->numel(); }
SHIM(int32_t) ts_dtype(Handle self) { return static_cast<int32_t>(self->scalar_type()); }
SHIM(int32_t) ts_element_size(Handle self) { return static_cast<int32_t>(self->element_size()); }
SHIM(int32_t) ts_device_type(Handle self) { return static_cast<int32_t>(self->device().type()); }
SHIM(int32_t) ts_device_index(Handle self) { return static_cast<int32_t>(self->device().index()); }
SHIM(int32_t) ts_is_contiguous(Handle self) { return self->is_contiguous() ? 1 : 0; }

SHIM(void) ts_shape(Handle self, int64_t* sizes, int64_t* strides) {
  for (int64_t i = 0; i < self->dim(); i++) {
    sizes[i] = self->size(i);
    strides[i] = self->stride(i);
  }
}

SHIM(void*) ts_data(Handle self) { return self->data_ptr(); }

SHIM(Handle) ts_alias(Handle self) {
  return result([&] { return *self; });
}

SHIM(Handle) ts_clone(Handle self) {
  return result([&] { return self->clone(); });
}

SHIM(Handle) ts_contiguous(Handle self) {
  return result([&] { return self->contiguous(); });
}

SHIM(Handle) ts_to(Handle self, Options options, int32_t copy) {
  return result([&] { return self->to(options.device(), options.scalar_type(), false, copy != 0); });
}

SHIM(int32_t) ts_copy_(Handle self, Handle source, int32_t non_blocking) {
  return done([&] { self->copy_(*source, non_blocking != 0); });
}

SHIM(int32_t) ts_fill_(Handle self, Number value) {
  return done([&] { self->fill_(value.scalar()); });
}

SHIM(int32_t) ts_cuda_available() { return at::hasCUDA() ? 1 : 0; }
