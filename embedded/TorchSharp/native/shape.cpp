#include "shim.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/stack.h>
#include <vector>

using namespace shim;

namespace {

std::vector<at::Tensor> list(const Handle* tensors, int32_t count) {
  std::vector<at::Tensor> values;
  values.reserve(static_cast<size_t>(count));
  for (int32_t i = 0; i < count; i++) values.push_back(*tensors[i]);
  return values;
}

}  // namespace

SHIM(Handle) ts_reshape(Handle self, const int64_t* size, int32_t rank) {
  return result([&] { return self->reshape(dims(size, rank)); });
}

SHIM(Handle) ts_view(Handle self, const int64_t* size, int32_t rank) {
  return result([&] { return self->view(dims(size, rank)); });
}

SHIM(Handle) ts_permute(Handle self, const int64_t* order, int32_t rank) {
  return result([&] { return self->permute(dims(order, rank)); });
}

SHIM(Handle) ts_flatten(Handle self, int64_t start, int64_t end) {
  return result([&] { return self->flatten(start, end); });
}

SHIM(Handle) ts_transpose(Handle self, int64_t first, int64_t second) {
  return result([&] { return self->transpose(first, second); });
}

SHIM(Handle) ts_squeeze(Handle self, int64_t dim) {
  return result([&] { return self->squeeze(dim); });
}

SHIM(Handle) ts_unsqueeze(Handle self, int64_t dim) {
  return result([&] { return self->unsqueeze(dim); });
}

SHIM(Handle) ts_select(Handle self, int64_t dim, int64_t index) {
  return result([&] { return self->select(dim, index); });
}

SHIM(Handle) ts_narrow(Handle self, int64_t dim, int64_t start, int64_t length) {
  return result([&] { return self->narrow(dim, start, length); });
}

SHIM(Handle) ts_slice(Handle self, int64_t dim, int64_t start, int64_t finish, int64_t step) {
  return result([&] { return self->slice(dim, start, finish, step); });
}

SHIM(Handle) ts_index_select(Handle self, int64_t dim, Handle index) {
  return result([&] { return self->index_select(dim, *index); });
}

SHIM(Handle) ts_cat(const Handle* tensors, int32_t count, int64_t dim) {
  return result([&] { return at::cat(list(tensors, count), dim); });
}

SHIM(Handle) ts_stack(const Handle* tensors, int32_t count, int64_t dim) {
  return result([&] { return at::stack(list(tensors, count), dim); });
}
