// The functions that .NET calls. Nothing leaves them but a result: every failure is a text in the caller's buffer.
#include "imaging.h"

#include <cstring>
#include <memory>
#include <new>

using namespace imaging;

namespace {

constexpr uint8_t kPngSignature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr uint8_t kJpegSignature[] = {0xFF, 0xD8, 0xFF};

template <size_t Count>
bool begins_with(Input file, const uint8_t (&signature)[Count]) {
  return file.length >= Count && std::memcmp(file.bytes, signature, Count) == 0;
}

Input input_of(const uint8_t* file, int64_t length) { return Input{file, static_cast<size_t>(length)}; }

// 0 for anything else, with the reason.
int32_t format_of(Input file, const Error& error) {
  if (begins_with(file, kPngSignature)) return kPng;
  if (begins_with(file, kJpegSignature)) return kJpeg;
  if (file.length == 0) {
    error.set("is empty");
    return 0;
  }
  char first[3 * 8 + 1] = "";
  for (size_t i = 0; i < file.length && i < 8; i++) std::snprintf(first + 3 * i, 4, " %02X", file.bytes[i]);
  error.set("is neither PNG nor JPEG: it begins with%s", first);
  return 0;
}

template <class Body>
int32_t guarded(const Error& error, Body body) noexcept {
  try {
    return body() ? 1 : 0;
  } catch (const std::bad_alloc&) {
    error.set("not enough memory");
  } catch (const std::exception& exception) {
    error.set("%s", exception.what());
  } catch (...) {
    error.set("unknown native exception");
  }
  return 0;
}

template <class Body>
Bytes* encoded(const Error& error, Body body) noexcept {
  Bytes* result = nullptr;
  guarded(error, [&] {
    auto file = std::make_unique<Bytes>();
    if (body(*file)) result = file.release();
    return result != nullptr;
  });
  return result;
}

}  // namespace

bool imaging::fits(const Header& header, const Limits& limits, const Error& error) {
  if (header.width > limits.max_side || header.height > limits.max_side) {
    error.set("is %d x %d pixels; %d a side are allowed", header.width, header.height, limits.max_side);
    return false;
  }
  return true;
}

SHIM(int32_t) im_identify(
    const uint8_t* file, int64_t length, const Limits* limits, Header* header, char* text, int32_t capacity) {
  const Error error{text, capacity};
  return guarded(error, [&] {
    const auto input = input_of(file, length);
    header->format = format_of(input, error);
    if (header->format == 0) return false;
    const auto read = header->format == kPng ? read_png_header : read_jpeg_header;
    return read(input, *limits, *header, error) && fits(*header, *limits, error);
  });
}

// Pixels must have room for width * height * channels bytes; the file must have exactly that width and height.
SHIM(int32_t) im_decode(
    const uint8_t* file, int64_t length, const Limits* limits, int32_t width, int32_t height, int32_t channels,
    uint8_t* pixels, char* text, int32_t capacity) {
  const Error error{text, capacity};
  return guarded(error, [&] {
    const auto input = input_of(file, length);
    const auto format = format_of(input, error);
    if (format == 0) return false;
    const auto decode = format == kPng ? decode_png : decode_jpeg;
    return decode(input, *limits, Target{pixels, width, height, channels}, error);
  });
}

SHIM(Bytes*) im_encode_png(
    const uint8_t* pixels, int32_t width, int32_t height, int32_t channels, char* text, int32_t capacity) {
  const Error error{text, capacity};
  return encoded(error, [&](Bytes& file) { return encode_png({pixels, width, height, channels}, file, error); });
}

SHIM(Bytes*) im_encode_jpeg(
    const uint8_t* pixels, int32_t width, int32_t height, int32_t channels, int32_t quality, char* text,
    int32_t capacity) {
  const Error error{text, capacity};
  return encoded(
      error, [&](Bytes& file) { return encode_jpeg({pixels, width, height, channels}, quality, file, error); });
}

SHIM(int64_t) im_bytes_length(const Bytes* bytes) { return static_cast<int64_t>(bytes->size()); }

SHIM(const uint8_t*) im_bytes_data(const Bytes* bytes) { return bytes->data(); }

SHIM(void) im_bytes_free(Bytes* bytes) { delete bytes; }
