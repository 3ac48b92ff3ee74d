/// @file
/// How the bytes of an input are packed, by its first bytes: names of files lie, and standard input has none.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cbds::io {

enum class Packing : std::uint8_t { none, gzip, zstd, zip, empty_zip };

/// So many bytes are enough to tell.
inline constexpr std::size_t kPackingBytes = 4;

[[nodiscard]] Packing packing_of(std::string_view first_bytes) noexcept;

/// The name ends like an archive's: .gz, .zst, .zip, in any letter case.
[[nodiscard]] bool has_archive_suffix(std::string_view name) noexcept;

/// The name ends like a document's: .xml, .una, in any letter case.
[[nodiscard]] bool has_document_suffix(std::string_view name) noexcept;

/// The file, or a folder around it, is one that people do not see: `.hidden.xml`, what a Mac adds to a zip.
[[nodiscard]] bool is_hidden(std::string_view path) noexcept;

}  // namespace cbds::io
