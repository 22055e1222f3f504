#include "shim.h"

#include <ATen/Parallel.h>
#include <atomic>

namespace {
std::atomic<int32_t> wanted{0};
thread_local int32_t seen = -1;
}  // namespace

// OpenMP keeps the count for each thread. ATen's own loops pick up a changed count, but oneDNN and BLAS read OpenMP's
// value: without this the first product on a new thread would run, and round, with another count than the later ones.
void shim::join_thread_count() {
  const auto count = wanted.load(std::memory_order_acquire);
  if (seen == count) return;
  if (count == 0)
    at::init_num_threads();
  else
    at::set_num_threads(count);
  seen = count;
}

SHIM(int32_t) ts_set_num_threads(int32_t count) {
  return shim::done([&] {
    at::set_num_threads(count);
    wanted.store(count, std::memory_order_release);
    seen = count;
  });
}

SHIM(int32_t) ts_get_num_threads() {
  return shim::done([] {}) == 0 ? 0 : at::get_num_threads();
}

SHIM(int32_t) ts_set_num_interop_threads(int32_t count) {
  return shim::done([&] { at::set_num_interop_threads(count); });
}

SHIM(int32_t) ts_get_num_interop_threads() { return at::get_num_interop_threads(); }
