#include "shim.h"

#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

using namespace shim;

SHIM(int32_t) ts_requires_grad(Handle self) { return self->requires_grad() ? 1 : 0; }
SHIM(int32_t) ts_is_leaf(Handle self) { return self->is_leaf() ? 1 : 0; }

SHIM(int32_t) ts_set_requires_grad(Handle self, int32_t value) {
  return done([&] { self->requires_grad_(value != 0); });
}

SHIM(int32_t) ts_retain_grad(Handle self) {
  return done([&] { self->retain_grad(); });
}

// nullptr without an error says that there is no gradient.
SHIM(Handle) ts_grad(Handle self) {
  return pointer([&]() -> Handle {
    const auto& grad = self->grad();
    return grad.defined() ? own(grad) : nullptr;
  });
}

SHIM(int32_t) ts_set_grad(Handle self, Handle grad) {
  return done([&] { self->mutable_grad() = maybe(grad); });
}

SHIM(int32_t) ts_backward(Handle self, Handle gradient, int32_t retain_graph, int32_t create_graph) {
  return done([&] { self->backward(maybe(gradient), retain_graph != 0, create_graph != 0); });
}

SHIM(Handle) ts_detach(Handle self) {
  return result([&] { return self->detach(); });
}

SHIM(int32_t) ts_detach_(Handle self) {
  return done([&] { self->detach_(); });
}

SHIM(int32_t) ts_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }
SHIM(void) ts_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }
SHIM(int32_t) ts_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

// The guard belongs to the thread that made it: leave on the same thread, innermost first.
SHIM(c10::InferenceMode*) ts_enter_inference_mode(int32_t enabled) {
  return pointer([&] { return new c10::InferenceMode(enabled != 0); });
}

SHIM(void) ts_leave_inference_mode(c10::InferenceMode* guard) { delete guard; }
