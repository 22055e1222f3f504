#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randint.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/randperm.h>
#include <mutex>

using namespace shim;

SHIM(int32_t) ts_manual_seed(int64_t seed) {
  return done([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

SHIM(GeneratorHandle) ts_generator_default() {
  return pointer([] { return new at::Generator(at::globalContext().defaultGenerator(at::kCPU)); });
}

SHIM(GeneratorHandle) ts_generator_new(int64_t seed) {
  return pointer([&] { return new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed))); });
}

SHIM(void) ts_generator_free(GeneratorHandle self) { delete self; }

SHIM(int64_t) ts_generator_initial_seed(GeneratorHandle self) { return static_cast<int64_t>(self->current_seed()); }

SHIM(int32_t) ts_generator_seed(GeneratorHandle self, int64_t seed) {
  return done([&] {
    std::lock_guard<std::mutex> lock(self->mutex());
    self->set_current_seed(static_cast<uint64_t>(seed));
  });
}

SHIM(Handle) ts_generator_state(GeneratorHandle self) {
  return result([&] {
    std::lock_guard<std::mutex> lock(self->mutex());
    return self->get_state();
  });
}

SHIM(int32_t) ts_generator_set_state(GeneratorHandle self, Handle state) {
  return done([&] {
    std::lock_guard<std::mutex> lock(self->mutex());
    self->set_state(*state);
  });
}

SHIM(Handle) ts_rand(const int64_t* size, int32_t rank, Options options, GeneratorHandle generator) {
  return result([&] {
    return at::rand(dims(size, rank), maybe(generator), options.tensor())
        .requires_grad_(options.requires_grad != 0);
  });
}

SHIM(Handle) ts_randn(const int64_t* size, int32_t rank, Options options, GeneratorHandle generator) {
  return result([&] {
    return at::randn(dims(size, rank), maybe(generator), options.tensor())
        .requires_grad_(options.requires_grad != 0);
  });
}

SHIM(Handle) ts_randint(int64_t low, int64_t high, const int64_t* size, int32_t rank, Options options,
                        GeneratorHandle generator) {
  return result([&] { return at::randint(low, high, dims(size, rank), maybe(generator), options.tensor()); });
}

SHIM(Handle) ts_randperm(int64_t count, Options options, GeneratorHandle generator) {
  return result([&] { return at::randperm(count, maybe(generator), options.tensor()); });
}

SHIM(int32_t) ts_uniform_(Handle self, double low, double high, GeneratorHandle generator) {
  return done([&] { self->uniform_(low, high, maybe(generator)); });
}

SHIM(int32_t) ts_normal_(Handle self, double mean, double deviation, GeneratorHandle generator) {
  return done([&] { self->normal_(mean, deviation, maybe(generator)); });
}

SHIM(int32_t) ts_bernoulli_(Handle self, double p, GeneratorHandle generator) {
  return done([&] { self->bernoulli_(p, maybe(generator)); });
}
