/// @file
/// The document in a gzip or zstd archive.
#pragma once

#include "io/archive_handle.hpp"
#include "io/gzip_check.hpp"
#include "io/packing.hpp"

#include <exception>
#include <optional>
#include <vector>

namespace cbds::io {

class UnpackedStream final : public ByteStream {
public:
    /// @throws InputError
    UnpackedStream(std::unique_ptr<ByteStream> packed, Packing packing, std::string name, const Limits& limits);

    std::size_t read(std::span<char> buffer) override;

private:
    static std::ptrdiff_t give_packed(archive* handle, void* self, const void** bytes) noexcept;
    void begin();
    std::size_t read_some(std::span<char> buffer);
    void finish();
    [[noreturn]] void fail();

    std::unique_ptr<ByteStream> packed_;
    std::string name_;
    ExpansionLimit limit_;
    std::vector<char> block_;
    std::exception_ptr read_error_;  ///< must not pass through libarchive, which is C
    std::optional<GzipCheck> check_;
    ArchiveHandle archive_;
    std::string first_bytes_;
    std::uint64_t expanded_ = 0;
    bool ended_ = false;
};

}  // namespace cbds::io
