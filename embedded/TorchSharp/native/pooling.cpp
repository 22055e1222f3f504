#include "shim.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

using namespace shim;

// The common pooling, 2 x 2 with stride 2, has a loop of its own: libtorch 1.13 takes the largest of four values by
// branches that no processor can predict, which costs a fifth of the time of a small convolutional network. Values and
// gradients are libtorch's to the last bit: of equal values the first is taken, a later NaN before all others.
namespace {

#if defined(__x86_64__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#endif
#ifndef FOR_EACH_PROCESSOR
#define FOR_EACH_PROCESSOR
#endif
#define VECTORISED __attribute__((optimize("O3")))

// One row of windows: largest values, and which of the four each is: 0 and 1 in the upper row, 2 and 3 in the lower.
FOR_EACH_PROCESSOR VECTORISED void largest(
    const float* __restrict upper, const float* __restrict lower, float* __restrict values,
    int32_t* __restrict places, int64_t windows) {
  for (int64_t i = 0; i < windows; i++) {
    float value = upper[2 * i];
    int32_t place = 0;
    const float others[3] = {upper[2 * i + 1], lower[2 * i], lower[2 * i + 1]};
    for (int32_t other = 0; other < 3; other++) {
      const bool takes = (others[other] > value) | (others[other] != others[other]);
      value = takes ? others[other] : value;
      place = takes ? other + 1 : place;
    }
    values[i] = value;
    places[i] = place;
  }
}

// The way back: each gradient goes to its place, zeros to the other three.
FOR_EACH_PROCESSOR VECTORISED void spread(
    const float* __restrict gradients, const int32_t* __restrict places, float* __restrict upper,
    float* __restrict lower, int64_t windows) {
  for (int64_t i = 0; i < windows; i++) {
    const float gradient = gradients[i] + 0.0f; // libtorch adds it to zero: so there is no negative zero
    upper[2 * i] = places[i] == 0 ? gradient : 0.0f;
    upper[2 * i + 1] = places[i] == 1 ? gradient : 0.0f;
    lower[2 * i] = places[i] == 2 ? gradient : 0.0f;
    lower[2 * i + 1] = places[i] == 3 ? gradient : 0.0f;
  }
}

struct Halved {
  at::Tensor values, places;
};

Halved halve(const at::Tensor& input) {
  const auto height = input.size(2) / 2, width = input.size(3) / 2, planes = input.size(0) * input.size(1);
  Halved halved{at::empty({input.size(0), input.size(1), height, width}, input.options()),
                at::empty({planes, height, width}, input.options().dtype(at::kInt))};
  const auto* from = input.data_ptr<float>();
  auto* values = halved.values.data_ptr<float>();
  auto* places = halved.places.data_ptr<int32_t>();
  for (int64_t plane = 0; plane < planes; plane++, from += input.size(2) * input.size(3))
    for (int64_t row = 0; row < height; row++, values += width, places += width)
      largest(from + 2 * row * input.size(3), from + (2 * row + 1) * input.size(3), values, places, width);
  return halved;
}

struct HalvingMaxPool : torch::autograd::Function<HalvingMaxPool> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input) {
    auto halved = halve(input);
    context->saved_data["sizes"] = input.sizes();
    context->save_for_backward({halved.places});
    return halved.values;
  }

  static torch::autograd::variable_list backward(
      torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
    const auto sizes = context->saved_data["sizes"].toIntVector();
    const auto height = sizes[2] / 2, width = sizes[3] / 2, planes = sizes[0] * sizes[1];
    const auto outer = gradients[0].contiguous();
    const auto places = context->get_saved_variables()[0];
    // An odd row or column at the edge is in no window.
    const bool has_edge = ((sizes[2] | sizes[3]) & 1) != 0;
    const auto inner = has_edge ? at::zeros(sizes, outer.options()) : at::empty(sizes, outer.options());
    const auto* gradient = outer.data_ptr<float>();
    const auto* place = places.data_ptr<int32_t>();
    auto* into = inner.data_ptr<float>();
    for (int64_t plane = 0; plane < planes; plane++, into += sizes[2] * sizes[3])
      for (int64_t row = 0; row < height; row++, gradient += width, place += width)
        spread(gradient, place, into + 2 * row * sizes[3], into + (2 * row + 1) * sizes[3], width);
    return {inner};
  }
};

bool is(const Pair& pair, int64_t value) { return pair.values[0] == value && pair.values[1] == value; }

bool halves(const at::Tensor& input, const Pair& kernel, const Pair& stride, const Pair& padding, const Pair& dilation,
            int32_t ceil_mode) {
  return is(kernel, 2) && is(stride, 2) && is(padding, 0) && is(dilation, 1) && ceil_mode == 0 && input.is_cpu() &&
         input.scalar_type() == at::kFloat && input.dim() == 4 && input.size(2) > 1 && input.size(3) > 1 &&
         input.numel() > 0 && input.is_contiguous();
}

}  // namespace

SHIM(Handle) ts_max_pool2d(Handle input, Pair kernel, Pair stride, Pair padding, Pair dilation, int32_t ceil_mode) {
  return result([&] {
    return halves(*input, kernel, stride, padding, dilation, ceil_mode)
        ? HalvingMaxPool::apply(*input)
        : at::max_pool2d(*input, kernel.dims(), stride.dims(), padding.dims(), dilation.dims(), ceil_mode != 0);
  });
}

SHIM(Handle) ts_avg_pool2d(Handle input, Pair kernel, Pair stride, Pair padding, int32_t ceil_mode,
                           int32_t count_include_pad) {
  return result([&] {
    return at::avg_pool2d(
        *input, kernel.dims(), stride.dims(), padding.dims(), ceil_mode != 0, count_include_pad != 0);
  });
}

SHIM(Handle) ts_adaptive_avg_pool2d(Handle input, Pair size) {
  return result([&] { return at::adaptive_avg_pool2d(*input, size.dims()); });
}
