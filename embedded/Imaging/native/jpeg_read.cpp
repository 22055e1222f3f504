#include "jpeg_errors.h"

namespace {

using namespace imaging;

// A small progressive file can ask for thousands of passes over a large image; encoders write about ten.
constexpr int kMaxScans = 100;

class JpegReader {
 public:
  JpegReader(Input file, const Limits& limits, const Error& error)
      : file_(file), limits_(limits), error_(error), errors_(error, "is a damaged JPEG: ") {}
  JpegReader(const JpegReader&) = delete;
  ~JpegReader() { jpeg_destroy_decompress(&info_); }

  bool read_header(Header& header) {
    info_.err = &errors_.manager;
    return errors_.guarded([&] { begin(header); }) && is_supported(header);
  }

  bool decode(const Target& target) {
    Header header{};
    if (!read_header(header) || !fits(header, limits_, error_) || !has_room(header, target)) return false;
    const auto converts = header.channels == 3 && target.channels == 1;
    if (converts) row_.resize(static_cast<size_t>(target.width) * 3);
    return errors_.guarded([&] { read_rows(target, converts); });
  }

 private:
  void begin(Header& header) {
    jpeg_create_decompress(&info_);
    progress_.progress_monitor = limit_scans;
    info_.progress = &progress_;
    jpeg_mem_src(&info_, file_.bytes, static_cast<unsigned long>(file_.length));
    jpeg_read_header(&info_, TRUE);
    header.format = kJpeg;
    header.width = static_cast<int32_t>(info_.image_width);
    header.height = static_cast<int32_t>(info_.image_height);
    header.channels = info_.num_components;
  }

  bool is_supported(const Header& header) const {
    if (info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK)
      error_.set("is a JPEG in CMYK, for printing; grey or RGB is expected");
    else if (header.channels != 1 && header.channels != 3)
      error_.set("is a JPEG of %d components; 1 (grey) or 3 (colour) are expected", header.channels);
    else
      return true;
    return false;
  }

  bool has_room(const Header& header, const Target& target) {
    if (header.width != target.width || header.height != target.height) {
      error_.set("is %d x %d pixels; room was made for %d x %d", header.width, header.height, target.width,
                 target.height);
      return false;
    }
    const auto left = limits_.max_bytes - static_cast<int64_t>(target.row_bytes()) * target.height;
    if (left <= 0 || left < coefficient_bytes()) {
      error_.set("needs more than the %lld bytes allowed for decoding", static_cast<long long>(limits_.max_bytes));
      return false;
    }
    info_.mem->max_memory_to_use = static_cast<long>(left);
    return true;
  }

  // A progressive image is held as coefficients until its last scan; a baseline one passes by in strips.
  int64_t coefficient_bytes() {
    if (jpeg_has_multiple_scans(&info_) == FALSE) return 0;
    int64_t blocks = 0;
    for (int i = 0; i < info_.num_components; i++) {
      const auto& component = info_.comp_info[i];
      blocks += int64_t{component.width_in_blocks} * component.height_in_blocks;
    }
    return blocks * DCTSIZE2 * static_cast<int64_t>(sizeof(JCOEF));
  }

  void read_rows(const Target& target, bool converts) {
    info_.out_color_space = converts || target.channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_start_decompress(&info_);
    while (info_.output_scanline < info_.output_height) {
      auto* into = target.row(static_cast<int32_t>(info_.output_scanline));
      JSAMPROW row = converts ? row_.data() : into;
      if (jpeg_read_scanlines(&info_, &row, 1) != 1) JpegErrors::refuse(common(), "the file ends early");
      if (converts) grey_from_rgb(row, into, target.width);
    }
    jpeg_finish_decompress(&info_);  // finds a missing end
  }

  j_common_ptr common() { return reinterpret_cast<j_common_ptr>(&info_); }

  static void limit_scans(j_common_ptr info) {
    if (reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kMaxScans)
      JpegErrors::refuse(info, "it has more than 100 scans");
  }

  Input file_;
  const Limits& limits_;
  const Error& error_;
  JpegErrors errors_;
  jpeg_decompress_struct info_{};
  jpeg_progress_mgr progress_{};
  Bytes row_;
};

}  // namespace

bool imaging::read_jpeg_header(Input file, const Limits& limits, Header& header, const Error& error) {
  return JpegReader(file, limits, error).read_header(header);
}

bool imaging::decode_jpeg(Input file, const Limits& limits, const Target& target, const Error& error) {
  return JpegReader(file, limits, error).decode(target);
}
