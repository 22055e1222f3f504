#include "shim.h"

#include <c10/core/GradMode.h>

using namespace shim;

struct SgdOptions {
  double rate;
  double momentum;
  double dampening;
  double weight_decay;
  int32_t nesterov;
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

}  // namespace

// One step over all parameters; those without a gradient stay. A buffer that is nullptr is created on its first step.
SHIM(int32_t) ts_sgd_step(const Handle* parameters, Handle* buffers, int32_t count, SgdOptions options) {
  return done([&] {
    c10::AutoGradMode no_grad(false);
    for (int32_t i = 0; i < count; i++) sgd(*parameters[i], buffers[i], options);
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
