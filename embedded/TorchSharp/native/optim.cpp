#include "shim.h"

#include <c10/core/GradMode.h>
#include <cmath>

using namespace shim;

struct SgdOptions {
  double rate;
  double momentum;
  double dampening;
  double weight_decay;
  int32_t nesterov;
  int32_t maximize;
};

struct AdamOptions {
  double rate;
  double beta1;
  double beta2;
  double eps;
  double weight_decay;
  int32_t decoupled;  // AdamW: the decay shrinks the parameter and does not pass through the averages
  int32_t maximize;
};

namespace {

// The operations, and so the roundings, of PyTorch's single-tensor SGD in their order.
void sgd(at::Tensor& parameter, Handle& buffer, const SgdOptions& options) {
  auto step = parameter.grad();
  if (!step.defined()) return;
  if (options.maximize != 0) step = step.neg();
  if (options.weight_decay != 0) step = step.add(parameter, options.weight_decay);
  if (options.momentum != 0) {
    if (buffer == nullptr)
      buffer = own(step.clone().detach());
    else
      buffer->mul_(options.momentum).add_(step, 1 - options.dampening);
    step = options.nesterov != 0 ? step.add(*buffer, options.momentum) : *buffer;
  }
  parameter.add_(step, -options.rate);
}

// The same for Adam and AdamW without amsgrad.
void adam(at::Tensor& parameter, at::Tensor& average, at::Tensor& square, int64_t& steps, const AdamOptions& options) {
  auto gradient = parameter.grad();
  if (!gradient.defined()) return;
  steps++;
  if (options.maximize != 0) gradient = gradient.neg();
  if (options.weight_decay != 0) {
    if (options.decoupled != 0)
      parameter.mul_(1 - options.rate * options.weight_decay);
    else
      gradient = gradient.add(parameter, options.weight_decay);
  }
  average.mul_(options.beta1).add_(gradient, 1 - options.beta1);
  square.mul_(options.beta2).addcmul_(gradient, gradient, 1 - options.beta2);
  const double count = static_cast<double>(steps);
  const double correction = 1 - std::pow(options.beta1, count);
  const double square_correction = std::sqrt(1 - std::pow(options.beta2, count));
  const auto deviation = square.sqrt().div_(square_correction).add_(options.eps);
  parameter.addcdiv_(average, deviation, -(options.rate / correction));
}

}  // namespace

// One step over all parameters; those without a gradient stay. A buffer that is nullptr is created on its first step.
SHIM(int32_t) ts_sgd_step(const Handle* parameters, Handle* buffers, int32_t count, SgdOptions options) {
  return done([&] {
    c10::AutoGradMode no_grad(false);
    for (int32_t i = 0; i < count; i++) sgd(*parameters[i], buffers[i], options);
  });
}

// One step over all parameters; those without a gradient stay, and so do their steps.
SHIM(int32_t) ts_adam_step(const Handle* parameters, const Handle* averages, const Handle* squares, int64_t* steps,
                           int32_t count, AdamOptions options) {
  return done([&] {
    c10::AutoGradMode no_grad(false);
    for (int32_t i = 0; i < count; i++) adam(*parameters[i], *averages[i], *squares[i], steps[i], options);
  });
}

SHIM(int32_t) ts_zero_grads(const Handle* parameters, int32_t count, int32_t set_to_none) {
  return done([&] {
    c10::AutoGradMode no_grad(false);
    for (int32_t i = 0; i < count; i++) {
      auto& grad = parameters[i]->mutable_grad();
      if (!grad.defined()) continue;
      if (set_to_none != 0)
        grad = at::Tensor();
      else
        grad.detach_().zero_();
    }
  });
}
