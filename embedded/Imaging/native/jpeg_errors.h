// libjpeg's error manager with a way out.
#pragma once
#include "imaging.h"

#include <jpeglib.h>

#include <jerror.h>

#include <csetjmp>

namespace imaging {

struct JpegErrors {
  jpeg_error_mgr manager;  // first: libjpeg hands out its address, and this object has the same
  std::jmp_buf escape;
  const Error* error;
  const char* prefix;

  JpegErrors(const Error& target, const char* what) : manager{}, error(&target), prefix(what) {
    jpeg_std_error(&manager);
    manager.error_exit = leave;
    manager.emit_message = judge;
    manager.output_message = [](j_common_ptr) {};
  }
  JpegErrors(const JpegErrors&) = delete;

  // Says what is wrong in our own words, and leaves.
  [[noreturn]] static void refuse(j_common_ptr info, const char* why) {
    auto& errors = *reinterpret_cast<JpegErrors*>(info->err);
    errors.error->set("%s%s", errors.prefix, why);
    std::longjmp(errors.escape, 1);
  }

  [[noreturn]] static void leave(j_common_ptr info) {
    char message[JMSG_LENGTH_MAX];
    info->err->format_message(info, message);
    refuse(info, message);
  }

  // libjpeg goes on after damage and fills in grey; here damaged data are an error, as they are for Pillow.
  static void judge(j_common_ptr info, int level) {
    if (level >= 0) return;  // only a trace
    switch (info->err->msg_code) {
      case JWRN_JPEG_EOF:
        refuse(info, "the file ends early");
      case JWRN_HIT_MARKER:
      case JWRN_HUFF_BAD_CODE:
      case JWRN_ARITH_BAD_CODE:
      case JWRN_MUST_RESYNC:
      case JWRN_NOT_SEQUENTIAL:
      case JWRN_BOGUS_PROGRESSION:
        leave(info);
      default:
        break;  // oddities that cost no pixel, such as bytes between two markers
    }
  }

  // Runs body; false where it left through an error.
  template <class Body>
  bool guarded(Body body) {
    if (setjmp(escape) != 0) return false;
    body();
    return true;
  }
};

}  // namespace imaging
