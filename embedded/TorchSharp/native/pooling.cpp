#include "shim.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cstring>
#include <utility>

using namespace shim;

// The common pooling, 2 x 2 with stride 2, has a loop of its own: libtorch 1.13 takes the largest of four values by
// branches that no processor can predict, which costs a fifth of the time of a small convolutional network. Values and
// gradients are libtorch's to the last bit: of equal values the first is taken, a later NaN before all others.
namespace {

#if defined(__x86_64__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#endif
#endif
#ifndef FOR_EACH_PROCESSOR
#define FOR_EACH_PROCESSOR
#endif
#define INLINE static inline __attribute__((always_inline))

// So many windows at once, a power of two from 4. The numbers are 0 to one less than that.
template <int windows, class Numbers = std::make_integer_sequence<int, windows>>
struct Many;

template <int windows, int... number>
struct Many<windows, std::integer_sequence<int, number...>> {
  typedef float Floats __attribute__((vector_size(windows * sizeof(float))));
  typedef int32_t Ints __attribute__((vector_size(windows * sizeof(int32_t))));
  static constexpr int64_t count = windows;

  INLINE void split(const float* from, Floats& evens, Floats& odds) {
    Floats low, high;
    std::memcpy(&low, from, sizeof low);
    std::memcpy(&high, from + count, sizeof high);
    evens = __builtin_shufflevector(low, high, (2 * number)...);
    odds = __builtin_shufflevector(low, high, (2 * number + 1)...);
  }

  INLINE void join(const Floats& evens, const Floats& odds, float* into) {
    const Floats low = __builtin_shufflevector(evens, odds, (number / 2 + number % 2 * windows)...);
    const Floats high = __builtin_shufflevector(evens, odds, ((windows + number) / 2 + number % 2 * windows)...);
    std::memcpy(into, &low, sizeof low);
    std::memcpy(into + count, &high, sizeof high);
  }
};

using Eight = Many<8>; // no more: rows of small images are short
using Four = Many<4>;

struct One {
  using Floats = float;
  using Ints = int32_t;
  static constexpr int64_t count = 1;

  INLINE void split(const float* from, Floats& evens, Floats& odds) {
    evens = from[0];
    odds = from[1];
  }

  INLINE void join(const Floats& evens, const Floats& odds, float* into) {
    into[0] = evens;
    into[1] = odds;
  }
};

// The last block overlaps the one before where the windows do not fill it.
template <class Lanes, class Block>
INLINE void each_block(int64_t windows, Block block) {
  for (int64_t i = 0; i < windows; i += Lanes::count) block(std::min(i, windows - Lanes::count));
}

template <class Lanes>
INLINE void take(typename Lanes::Floats& value, typename Lanes::Ints& place, const typename Lanes::Floats& other,
                 int32_t at) {
  const typename Lanes::Ints takes = (other > value) | (other != other);
  value = takes ? other : value;
  place = takes ? typename Lanes::Ints{} + at : place;
}

template <class Lanes>
INLINE void largest_by(const float* upper, const float* lower, float* values, int32_t* places, int64_t windows) {
  each_block<Lanes>(windows, [=](int64_t i) __attribute__((always_inline)) {
    typename Lanes::Floats value, second, third, fourth;
    typename Lanes::Ints place{};
    Lanes::split(upper + 2 * i, value, second);
    Lanes::split(lower + 2 * i, third, fourth);
    take<Lanes>(value, place, second, 1);
    take<Lanes>(value, place, third, 2);
    take<Lanes>(value, place, fourth, 3);
    std::memcpy(values + i, &value, sizeof value);
    std::memcpy(places + i, &place, sizeof place);
  });
}

template <class Lanes>
INLINE void spread_by(const float* gradients, const int32_t* places, float* upper, float* lower, int64_t windows) {
  each_block<Lanes>(windows, [=](int64_t i) __attribute__((always_inline)) {
    typename Lanes::Floats gradient, none{};
    typename Lanes::Ints place;
    std::memcpy(&gradient, gradients + i, sizeof gradient);
    std::memcpy(&place, places + i, sizeof place);
    gradient = none + gradient; // libtorch adds it to zero: so there is no negative zero
    Lanes::join(place == 0 ? gradient : none, place == 1 ? gradient : none, upper + 2 * i);
    Lanes::join(place == 2 ? gradient : none, place == 3 ? gradient : none, lower + 2 * i);
  });
}

// One row of windows: largest values, and which of the four each is: 0 and 1 in the upper row, 2 and 3 in the lower.
FOR_EACH_PROCESSOR void largest(
    const float* upper, const float* lower, float* values, int32_t* places, int64_t windows) {
  if (windows >= Eight::count)
    largest_by<Eight>(upper, lower, values, places, windows);
  else if (windows >= Four::count)
    largest_by<Four>(upper, lower, values, places, windows);
  else
    largest_by<One>(upper, lower, values, places, windows);
}

// The way back: each gradient goes to its place, zeros to the other three.
FOR_EACH_PROCESSOR void spread(
    const float* gradients, const int32_t* places, float* upper, float* lower, int64_t windows) {
  if (windows >= Eight::count)
    spread_by<Eight>(gradients, places, upper, lower, windows);
  else if (windows >= Four::count)
    spread_by<Four>(gradients, places, upper, lower, windows);
  else
    spread_by<One>(gradients, places, upper, lower, windows);
}

struct Halved {
  at::Tensor values, places;
};

// Without a way back the places of one row are overwritten by those of the next.
Halved halve(const at::Tensor& input, bool keeps_places) {
  const auto height = input.size(2) / 2, width = input.size(3) / 2, planes = input.size(0) * input.size(1);
  Halved halved{at::empty({input.size(0), input.size(1), height, width}, input.options()),
                at::empty({keeps_places ? planes * height : 1, width}, input.options().dtype(at::kInt))};
  const auto* from = input.data_ptr<float>();
  auto* values = halved.values.data_ptr<float>();
  auto* places = halved.places.data_ptr<int32_t>();
  for (int64_t plane = 0; plane < planes; plane++, from += input.size(2) * input.size(3))
    for (int64_t row = 0; row < height; row++, values += width, places += keeps_places ? width : 0)
      largest(from + 2 * row * input.size(3), from + (2 * row + 1) * input.size(3), values, places, width);
  return halved;
}

struct HalvingMaxPool : torch::autograd::Function<HalvingMaxPool> {
  static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& input) {
    auto halved = halve(input, true);
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
    if (!halves(*input, kernel, stride, padding, dilation, ceil_mode))
      return at::max_pool2d(*input, kernel.dims(), stride.dims(), padding.dims(), dilation.dims(), ceil_mode != 0);
    const bool has_way_back = input->requires_grad() && c10::GradMode::is_enabled();
    return has_way_back ? HalvingMaxPool::apply(*input) : halve(*input, false).values;
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
