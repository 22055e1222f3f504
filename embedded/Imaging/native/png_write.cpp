#include "imaging.h"

#include <png.h>

namespace {

using namespace imaging;

class PngWriter {
 public:
  PngWriter(Bytes& file, const Error& error) : file_(file), error_(error) {}
  PngWriter(const PngWriter&) = delete;
  ~PngWriter() { png_destroy_write_struct(&png_, &info_); }

  bool write(const Source& source) {
    png_ = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, fail, nullptr);
    info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
    if (info_ == nullptr) {
      error_.set("libpng cannot be started");
      return false;
    }
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    write_rows(source);
    return true;
  }

 private:
  void write_rows(const Source& source) {
    const auto type = source.channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY;
    png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_write_fn(png_, this, append, nullptr);
    png_set_IHDR(png_, info_, static_cast<png_uint_32>(source.width), static_cast<png_uint_32>(source.height), 8, type,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png_, info_);
    for (int32_t y = 0; y < source.height; y++) png_write_row(png_, source.row(y));
    png_write_end(png_, nullptr);
  }

  static void append(png_structp png, png_bytep bytes, size_t count) {
    auto& file = static_cast<PngWriter*>(png_get_io_ptr(png))->file_;
    auto enough = true;
    try {
      file.insert(file.end(), bytes, bytes + count);
    } catch (const std::exception&) {
      enough = false;  // an exception must not pass through libpng
    }
    if (!enough) png_error(png, "not enough memory");
  }

  [[noreturn]] static void fail(png_structp png, png_const_charp what) {
    static_cast<PngWriter*>(png_get_error_ptr(png))->error_.set("cannot be written as PNG: %s", what);
    png_longjmp(png, 1);
  }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  Bytes& file_;
  const Error& error_;
};

}  // namespace

bool imaging::encode_png(const Source& source, Bytes& file, const Error& error) {
  return PngWriter(file, error).write(source);
}
