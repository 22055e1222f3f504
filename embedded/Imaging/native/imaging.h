// What every file of the shim shares: the types that cross to .NET, and the error text.
// libjpeg and libpng report errors by longjmp. Between setjmp and longjmp no C++ object with a destructor may live on
// the stack, so everything that must be freed belongs to an object that was made before: a reader or a writer.
#pragma once
#include <cstdint>
#include <cstdio>
#include <exception>
#include <vector>

#define SHIM(type) extern "C" __attribute__((visibility("default"))) type

namespace imaging {

// Same layout as ImageLimits in Interop/Native.cs.
struct Limits {
  int32_t max_side;   // pixels
  int64_t max_bytes;  // decoded image and all that decoding it needs
};

enum Format : int32_t { kPng = 1, kJpeg = 2 };

// Same layout as NativeHeader in Interop/Native.cs.
struct Header {
  int32_t format;
  int32_t width;
  int32_t height;
  int32_t channels;  // 1 grey, 3 colour; alpha does not count
};

struct Input {
  const uint8_t* bytes;
  size_t length;
};

// Where decoded pixels go: [height, width, channels], of the caller.
struct Target {
  uint8_t* pixels;
  int32_t width;
  int32_t height;
  int32_t channels;

  size_t row_bytes() const { return static_cast<size_t>(width) * static_cast<size_t>(channels); }
  uint8_t* row(int32_t y) const { return pixels + static_cast<size_t>(y) * row_bytes(); }
};

// Pixels to encode: [height, width, channels].
struct Source {
  const uint8_t* pixels;
  int32_t width;
  int32_t height;
  int32_t channels;

  const uint8_t* row(int32_t y) const {
    return pixels + static_cast<size_t>(y) * static_cast<size_t>(width) * static_cast<size_t>(channels);
  }
};

using Bytes = std::vector<uint8_t>;

// The caller's buffer for one line of text about what is wrong.
struct Error {
  char* text;
  int32_t capacity;

  template <class... Arguments>
  void set(const char* format, Arguments... arguments) const {
    std::snprintf(text, static_cast<size_t>(capacity), format, arguments...);
  }
};

// Grey of a row of red, green and blue bytes by ITU-R 601, in the fixed point of Pillow's mode "L".
inline void grey_from_rgb(const uint8_t* rgb, uint8_t* grey, int32_t count) {
  for (int32_t i = 0; i < count; i++, rgb += 3)
    grey[i] = static_cast<uint8_t>((rgb[0] * 19595u + rgb[1] * 38470u + rgb[2] * 7471u + 0x8000u) >> 16);
}

// False, with the reason, where an image is larger than allowed.
bool fits(const Header& header, const Limits& limits, const Error& error);

bool read_png_header(Input file, const Limits& limits, Header& header, const Error& error);
bool read_jpeg_header(Input file, const Limits& limits, Header& header, const Error& error);
bool decode_png(Input file, const Limits& limits, const Target& target, const Error& error);
bool decode_jpeg(Input file, const Limits& limits, const Target& target, const Error& error);
bool encode_png(const Source& source, Bytes& file, const Error& error);
bool encode_jpeg(const Source& source, int32_t quality, Bytes& file, const Error& error);

}  // namespace imaging
