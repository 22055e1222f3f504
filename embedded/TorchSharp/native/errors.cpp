#include "shim.h"

#include <c10/util/Exception.h>
#include <cstring>
#include <string>

namespace {

thread_local std::string last_error;
thread_local bool has_error = false;

// libtorch appends where it threw and a C++ back-trace on further lines.
void remember(const char* what) {
  const char* end = std::strchr(what, '\n');
  last_error.assign(what, end == nullptr ? std::strlen(what) : static_cast<size_t>(end - what));
  has_error = true;
}

}  // namespace

void shim::remember_error() noexcept {
  try {
    throw;
  } catch (const c10::Error& error) {
    remember(error.what_without_backtrace());
  } catch (const std::exception& error) {
    remember(error.what());
  } catch (...) {
    remember("unknown native exception");
  }
}

// The message of this thread's last failure, valid until its next one; nullptr if there was none since the last call.
SHIM(const char*) ts_take_error() {
  if (!has_error) return nullptr;
  has_error = false;
  return last_error.c_str();
}
