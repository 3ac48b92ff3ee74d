/// @file
/// What all archives have in common: libarchive's handle, its errors as ours, the limits on expansion.
#pragma once

#include "cbds/io/limits.hpp"
#include "cbds/io/stream.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct archive;

namespace cbds::io {

struct FreeArchive {
    void operator()(archive* handle) const noexcept;
};
using ArchiveHandle = std::unique_ptr<archive, FreeArchive>;

[[nodiscard]] ArchiveHandle new_archive_handle();

/// @throws InputError always: the name, and libarchive's words for what is wrong
[[noreturn]] void fail_unpacking(archive* handle, std::string_view name);

/// @throws InputError always
[[noreturn]] void refuse_nested(std::string_view name);

/// Watches over the expansion of one document.
class ExpansionLimit {
public:
    ExpansionLimit(const Limits& limits, std::string_view name) : limits_(limits), name_(name) {}

    /// @throws InputError where a limit is exceeded
    void check(std::uint64_t expanded, std::uint64_t compressed) const;

private:
    Limits limits_;
    std::string name_;
};

/// Takes the first bytes off a stream and refuses an archive.
/// @returns the bytes, which belong before those that are still to be read
/// @throws InputError
[[nodiscard]] std::string first_bytes_of_document(ByteStream& unpacked, std::string_view name);

}  // namespace cbds::io
