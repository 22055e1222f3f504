#include "imaging.h"

#include <png.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace {

using namespace imaging;

// Beside the pixels nothing matters here; what is not read can neither be damaged nor unpack to gigabytes.
// tRNS is among them: alpha is left out, as Pillow's convert("RGB") and convert("L") do.
constexpr png_byte kIgnored[] =
    "bKGD\0cHRM\0eXIf\0gAMA\0hIST\0iCCP\0iTXt\0oFFs\0pCAL\0pHYs\0sBIT\0sCAL\0sPLT\0sRGB\0sTER\0tEXt\0tIME\0tRNS\0zTXt";
constexpr int kIgnoredCount = sizeof kIgnored / 5;

class PngReader {
 public:
  PngReader(Input file, const Limits& limits, const Error& error)
      : next_(file.bytes), left_(file.length), limits_(limits), allowance_(limits.max_bytes), error_(error) {}
  PngReader(const PngReader&) = delete;
  ~PngReader() {
    if (scratch_ != nullptr) png_free(png_, scratch_);
    png_destroy_read_struct(&png_, &info_, nullptr);
  }

  bool read_header(Header& header) {
    return open() && guarded([&] { begin(header); });
  }

  bool decode(const Target& target) {
    Header header{};
    return read_header(header) && fits(header, limits_, error_) && matches(header, target) &&
           guarded([&] { read_rows(target); });
  }

 private:
  // What is in front of each block that libpng was given, so that freeing it gives the allowance back.
  struct Block {
    alignas(std::max_align_t) int64_t bytes;
  };

  bool open() {
    png_ = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, this, fail, warn, this, allocate, release);
    info_ = png_ == nullptr ? nullptr : png_create_info_struct(png_);
    if (info_ != nullptr) return true;
    error_.set("libpng cannot be started with %lld bytes", static_cast<long long>(limits_.max_bytes));
    return false;
  }

  template <class Body>
  bool guarded(Body body) {
    if (setjmp(png_jmpbuf(png_)) != 0) return false;
    body();
    return true;
  }

  void begin(Header& header) {
    // Its own limit of a million would be told as damage; fits() says what is wrong, before anything is allocated.
    png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, nullptr, 0);
    png_set_keep_unknown_chunks(png_, PNG_HANDLE_CHUNK_NEVER, kIgnored, kIgnoredCount);
    png_set_read_fn(png_, this, read);
    png_read_info(png_, info_);
    header.format = kPng;
    header.width = static_cast<int32_t>(png_get_image_width(png_, info_));
    header.height = static_cast<int32_t>(png_get_image_height(png_, info_));
    header.channels = is_colour() ? 3 : 1;
  }

  // A palette counts as colour.
  bool is_colour() const { return (png_get_color_type(png_, info_) & PNG_COLOR_MASK_COLOR) != 0; }

  bool matches(const Header& header, const Target& target) {
    if (header.width != target.width || header.height != target.height) {
      error_.set("is %d x %d pixels; room was made for %d x %d", header.width, header.height, target.width,
                 target.height);
      return false;
    }
    allowance_ -= static_cast<int64_t>(target.row_bytes()) * target.height;
    return allowance_ >= 0 || too_large();
  }

  bool too_large() const {
    error_.set("needs more than the %lld bytes allowed for decoding", static_cast<long long>(limits_.max_bytes));
    return false;
  }

  void read_rows(const Target& target) {
    const auto colour = is_colour() || target.channels == 3;
    const auto passes = transform(target.channels);
    const auto row_bytes = static_cast<size_t>(target.width) * (colour ? 3 : 1);
    if (png_get_rowbytes(png_, info_) != row_bytes) png_error(png_, "has rows of an unexpected size");
    if (row_bytes == target.row_bytes())
      read_straight(target, passes);
    else if (passes == 1)
      read_grey(target, row_bytes);
    else
      read_interlaced_grey(target, row_bytes, passes);
    png_read_end(png_, nullptr);  // finds damage behind the last row
  }

  // To 8 bits a channel, grey or RGB, without alpha; returns how often all rows must be read.
  int transform(int32_t channels) {
    const auto type = png_get_color_type(png_, info_);
    if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png_);
    if (type == PNG_COLOR_TYPE_GRAY) png_set_expand_gray_1_2_4_to_8(png_);
    png_set_strip_16(png_);  // the high byte, as Pillow takes of RGB
    png_set_strip_alpha(png_);
    if (channels == 3) png_set_gray_to_rgb(png_);
    const auto passes = png_set_interlace_handling(png_);
    png_read_update_info(png_, info_);
    return passes;
  }

  void read_straight(const Target& target, int passes) {
    for (int pass = 0; pass < passes; pass++)
      for (int32_t y = 0; y < target.height; y++) png_read_row(png_, target.row(y), nullptr);
  }

  void read_grey(const Target& target, size_t row_bytes) {
    scratch_ = static_cast<png_bytep>(png_malloc(png_, row_bytes));
    for (int32_t y = 0; y < target.height; y++) {
      png_read_row(png_, scratch_, nullptr);
      grey_from_rgb(scratch_, target.row(y), target.width);
    }
  }

  // Passes fill in the same rows one after the other, so the whole image stays in colour until the last.
  void read_interlaced_grey(const Target& target, size_t row_bytes, int passes) {
    scratch_ = static_cast<png_bytep>(png_calloc(png_, row_bytes * static_cast<size_t>(target.height)));
    for (int pass = 0; pass < passes; pass++)
      for (int32_t y = 0; y < target.height; y++)
        png_read_row(png_, scratch_ + static_cast<size_t>(y) * row_bytes, nullptr);
    for (int32_t y = 0; y < target.height; y++)
      grey_from_rgb(scratch_ + static_cast<size_t>(y) * row_bytes, target.row(y), target.width);
  }

  static PngReader* of(png_voidp pointer) { return static_cast<PngReader*>(pointer); }

  static void read(png_structp png, png_bytep into, size_t count) {
    auto* reader = of(png_get_io_ptr(png));
    if (count > reader->left_) png_error(png, "the file ends early");
    std::memcpy(into, reader->next_, count);
    reader->next_ += count;
    reader->left_ -= count;
  }

  [[noreturn]] static void fail(png_structp png, png_const_charp what) {
    auto* reader = of(png_get_error_ptr(png));
    if (reader->exhausted_)
      reader->too_large();
    else
      reader->error_.set("is a damaged PNG: %s", what);
    png_longjmp(png, 1);
  }

  static void warn(png_structp, png_const_charp) {}

  static png_voidp allocate(png_structp png, png_alloc_size_t size) {
    auto* reader = of(png_get_mem_ptr(png));
    const auto available = reader->allowance_;
    if (available < 0 || size > static_cast<uint64_t>(available)) {
      reader->exhausted_ = true;
      return nullptr;
    }
    auto* block = static_cast<Block*>(std::malloc(sizeof(Block) + size));
    if (block == nullptr) return nullptr;
    block->bytes = static_cast<int64_t>(size);
    reader->allowance_ -= block->bytes;
    return block + 1;
  }

  static void release(png_structp png, png_voidp pointer) {
    if (pointer == nullptr) return;
    auto* block = static_cast<Block*>(pointer) - 1;
    of(png_get_mem_ptr(png))->allowance_ += block->bytes;
    std::free(block);
  }

  png_structp png_ = nullptr;
  png_infop info_ = nullptr;
  const uint8_t* next_;
  size_t left_;
  const Limits& limits_;
  int64_t allowance_;
  bool exhausted_ = false;
  png_bytep scratch_ = nullptr;
  const Error& error_;
};

}  // namespace

bool imaging::read_png_header(Input file, const Limits& limits, Header& header, const Error& error) {
  return PngReader(file, limits, error).read_header(header);
}

bool imaging::decode_png(Input file, const Limits& limits, const Target& target, const Error& error) {
  return PngReader(file, limits, error).decode(target);
}
