#include "jpeg_errors.h"

#include <cstdlib>

namespace {

using namespace imaging;

class JpegWriter {
 public:
  explicit JpegWriter(const Error& error) : errors_(error, "cannot be written as JPEG: ") {}
  JpegWriter(const JpegWriter&) = delete;
  ~JpegWriter() {
    jpeg_destroy_compress(&info_);
    std::free(buffer_);
  }

  bool write(const Source& source, int32_t quality, Bytes& file) {
    info_.err = &errors_.manager;
    if (!errors_.guarded([&] { write_rows(source, quality); })) return false;
    file.assign(buffer_, buffer_ + length_);
    return true;
  }

 private:
  void write_rows(const Source& source, int32_t quality) {
    jpeg_create_compress(&info_);
    jpeg_mem_dest(&info_, &buffer_, &length_);
    info_.image_width = static_cast<JDIMENSION>(source.width);
    info_.image_height = static_cast<JDIMENSION>(source.height);
    info_.input_components = source.channels;
    info_.in_color_space = source.channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&info_);
    jpeg_set_quality(&info_, quality, TRUE);
    jpeg_start_compress(&info_, TRUE);
    while (info_.next_scanline < info_.image_height) {
      auto row = const_cast<JSAMPROW>(source.row(static_cast<int32_t>(info_.next_scanline)));  // only read
      jpeg_write_scanlines(&info_, &row, 1);
    }
    jpeg_finish_compress(&info_);
  }

  JpegErrors errors_;
  jpeg_compress_struct info_{};
  unsigned char* buffer_ = nullptr;
  unsigned long length_ = 0;
};

}  // namespace

bool imaging::encode_jpeg(const Source& source, int32_t quality, Bytes& file, const Error& error) {
  return JpegWriter(error).write(source, quality, file);
}
