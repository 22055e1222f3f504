#include "shim.h"

#include <ATen/ops/batch_norm.h>
#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/cross_entropy_loss.h>
#include <ATen/ops/dropout.h>
#include <ATen/ops/hardtanh.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/nll_loss.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/softmax.h>

using namespace shim;

SHIM(Handle) ts_conv2d(Handle input, Handle weight, Handle bias, Pair stride, Pair padding, Pair dilation,
                       int64_t groups) {
  return result([&] {
    return at::conv2d(*input, *weight, maybe(bias), stride.dims(), padding.dims(), dilation.dims(), groups);
  });
}

SHIM(Handle) ts_linear(Handle input, Handle weight, Handle bias) {
  return result([&] { return at::linear(*input, *weight, maybe(bias)); });
}

SHIM(Handle) ts_relu(Handle self) {
  return result([&] { return at::relu(*self); });
}

SHIM(int32_t) ts_relu_(Handle self) {
  return done([&] { at::relu_(*self); });
}

SHIM(Handle) ts_hardtanh(Handle self, double low, double high) {
  return result([&] { return at::hardtanh(*self, low, high); });
}

SHIM(int32_t) ts_hardtanh_(Handle self, double low, double high) {
  return done([&] { at::hardtanh_(*self, low, high); });
}

SHIM(Handle) ts_batch_norm(Handle input, Handle weight, Handle bias, Handle mean, Handle variance, int32_t training,
                           double momentum, double eps) {
  return result([&] {
    return at::batch_norm(*input, maybe(weight), maybe(bias), maybe(mean), maybe(variance), training != 0,
                          momentum, eps, true);
  });
}

SHIM(Handle) ts_dropout(Handle input, double p, int32_t training) {
  return result([&] { return at::dropout(*input, p, training != 0); });
}

SHIM(int32_t) ts_dropout_(Handle input, double p, int32_t training) {
  return done([&] { at::dropout_(*input, p, training != 0); });
}

SHIM(Handle) ts_log_softmax(Handle input, int64_t dim) {
  return result([&] { return at::log_softmax(*input, dim); });
}

SHIM(Handle) ts_softmax(Handle input, int64_t dim) {
  return result([&] { return at::softmax(*input, dim); });
}

SHIM(Handle) ts_cross_entropy(Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index,
                              double label_smoothing) {
  return result([&] {
    return at::cross_entropy_loss(*input, *target, maybe(weight), reduction, ignore_index, label_smoothing);
  });
}

SHIM(Handle) ts_nll_loss(Handle input, Handle target, Handle weight, int64_t reduction, int64_t ignore_index) {
  return result([&] { return at::nll_loss(*input, *target, maybe(weight), reduction, ignore_index); });
}

SHIM(Handle) ts_binary_cross_entropy_with_logits(Handle input, Handle target, Handle weight, Handle pos_weight,
                                                 int64_t reduction) {
  return result([&] {
    return at::binary_cross_entropy_with_logits(
        *input, *target, maybe(weight), maybe(pos_weight), reduction);
  });
}
