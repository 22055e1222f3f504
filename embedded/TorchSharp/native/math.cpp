#include "shim.h"

using namespace shim;

#define UNARY(name, expression) \
  SHIM(Handle) ts_##name(Handle self) { \
    return result([&] { return expression; }); \
  }

#define IN_PLACE(name, expression) \
  SHIM(int32_t) ts_##name(Handle self) { \
    return done([&] { expression; }); \
  }

#define BINARY(name) \
  SHIM(Handle) ts_##name(Handle self, Handle other) { \
    return result([&] { return self->name(*other); }); \
  } \
  SHIM(Handle) ts_##name##_scalar(Handle self, Number other) { \
    return result([&] { return self->name(other.scalar()); }); \
  }

#define BINARY_IN_PLACE(name) \
  SHIM(int32_t) ts_##name(Handle self, Handle other) { \
    return done([&] { self->name(*other); }); \
  } \
  SHIM(int32_t) ts_##name##_scalar(Handle self, Number other) { \
    return done([&] { self->name(other.scalar()); }); \
  }

BINARY(mul)
BINARY(div)
BINARY(eq)
BINARY(ne)
BINARY(gt)
BINARY_IN_PLACE(mul_)
BINARY_IN_PLACE(div_)

UNARY(neg, self->neg())
UNARY(abs, self->abs())
UNARY(exp, self->exp())
UNARY(log, self->log())
UNARY(sqrt, self->sqrt())
UNARY(isfinite, self->isfinite())
UNARY(sum, self->sum())
UNARY(mean, self->mean())
UNARY(max, self->max())
UNARY(min, self->min())
UNARY(argmax, self->argmax())
IN_PLACE(zero_, self->zero_())

SHIM(Handle) ts_add(Handle self, Handle other, Number alpha) {
  return result([&] { return self->add(*other, alpha.scalar()); });
}

SHIM(Handle) ts_add_scalar(Handle self, Number other, Number alpha) {
  return result([&] { return self->add(other.scalar(), alpha.scalar()); });
}

SHIM(int32_t) ts_add_(Handle self, Handle other, Number alpha) {
  return done([&] { self->add_(*other, alpha.scalar()); });
}

SHIM(int32_t) ts_add_scalar_(Handle self, Number other, Number alpha) {
  return done([&] { self->add_(other.scalar(), alpha.scalar()); });
}

SHIM(Handle) ts_matmul(Handle self, Handle other) {
  return result([&] { return self->matmul(*other); });
}

SHIM(Handle) ts_sum_dim(Handle self, const int64_t* dim, int32_t count, int32_t keepdim) {
  return result([&] { return self->sum(dims(dim, count), keepdim != 0); });
}

SHIM(Handle) ts_mean_dim(Handle self, const int64_t* dim, int32_t count, int32_t keepdim) {
  return result([&] { return self->mean(dims(dim, count), keepdim != 0); });
}

SHIM(Handle) ts_argmax_dim(Handle self, int64_t dim, int32_t keepdim) {
  return result([&] { return self->argmax(dim, keepdim != 0); });
}

// 1 and 0 are answers; -1 says that it threw.
SHIM(int32_t) ts_allclose(Handle self, Handle other, double rtol, double atol, int32_t equal_nan) {
  bool answer = false;
  return done([&] { answer = self->allclose(*other, rtol, atol, equal_nan != 0); }) == 0 ? -1 : answer;
}

SHIM(int32_t) ts_equal(Handle self, Handle other) {
  bool answer = false;
  return done([&] { answer = self->equal(*other); }) == 0 ? -1 : answer;
}
