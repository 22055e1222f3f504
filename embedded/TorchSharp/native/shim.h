// What every file of the shim shares: the handle type, the exception barrier and the argument types.
// Only ATen's core and single-operator headers are included: torch/torch.h alone compiles for a minute.
#pragma once
#define TORCH_ASSERT_ONLY_METHOD_OPERATORS
#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>
#include <cstdint>
#include <utility>

#define SHIM(type) extern "C" __attribute__((visibility("default"))) type

using Handle = at::Tensor*;
using GeneratorHandle = at::Generator*;

namespace shim {

// Must be called inside a catch block: keeps the message for ts_take_error of the same thread.
void remember_error() noexcept;

// A new handle; the caller's managed object owns it and gives it back through ts_free.
Handle own(at::Tensor tensor);

// Makes the calling thread use the thread count that ts_set_num_threads was given on any thread.
void join_thread_count();

inline at::IntArrayRef dims(const int64_t* values, int32_t count) {
  return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline at::Tensor maybe(Handle handle) { return handle == nullptr ? at::Tensor() : *handle; }

inline at::Generator maybe(GeneratorHandle handle) {
  return handle == nullptr ? at::Generator() : *handle;
}

// A number as .NET has it: whole numbers stay whole, so that int64 tensors keep their type.
struct Number {
  double real;
  int64_t whole;
  int32_t is_whole;

  at::Scalar scalar() const { return is_whole != 0 ? at::Scalar(whole) : at::Scalar(real); }
};

// Height and width.
struct Pair {
  int64_t values[2];

  at::IntArrayRef dims() const { return at::IntArrayRef(values, 2); }
};

// Element type and place of a new tensor; the numbers are libtorch's own.
struct Options {
  int32_t dtype;
  int32_t device_type;
  int32_t device_index;
  int32_t requires_grad;

  at::ScalarType scalar_type() const { return static_cast<at::ScalarType>(dtype); }
  at::Device device() const {
    const auto type = static_cast<at::DeviceType>(device_type);
    return at::Device(type, type == at::kCPU ? -1 : static_cast<at::DeviceIndex>(device_index));
  }
  at::TensorOptions tensor() const { return at::TensorOptions().dtype(scalar_type()).device(device()); }
};

// Runs body, which returns a pointer; nullptr says that it threw, or that body said so.
template <class Body>
auto pointer(Body body) noexcept -> decltype(body()) {
  try {
    join_thread_count();
    return body();
  } catch (...) {
    remember_error();
    return nullptr;
  }
}

// Runs body, which returns a tensor; nullptr says that it threw.
template <class Body>
Handle result(Body body) noexcept {
  return pointer([&] { return own(body()); });
}

// Runs body, which returns nothing; false says that it threw.
template <class Body>
int32_t done(Body body) noexcept {
  try {
    join_thread_count();
    body();
    return 1;
  } catch (...) {
    remember_error();
    return 0;
  }
}

}  // namespace shim
