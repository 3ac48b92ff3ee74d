#include "io/unpacked_stream.hpp"

#include "cbds/error.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <type_traits>

namespace cbds::io {

static_assert(std::is_same_v<la_ssize_t, std::ptrdiff_t>);

UnpackedStream::UnpackedStream(std::unique_ptr<ByteStream> packed, Packing packing, std::string name, const Limits& limits)
    : packed_(std::move(packed)), name_(std::move(name)), limit_(limits, name_), block_(256 * 1024), archive_(new_archive_handle()) {
    if (packing == Packing::gzip) check_.emplace();
    // Naming the filter, rather than letting libarchive guess, keeps it from unpacking twice.
    archive_read_append_filter(archive_.get(), packing == Packing::gzip ? ARCHIVE_FILTER_GZIP : ARCHIVE_FILTER_ZSTD);
    archive_read_support_format_raw(archive_.get());
    archive_read_support_format_empty(archive_.get());
    begin();
    first_bytes_ = first_bytes_of_document(*this, name_);
}

void UnpackedStream::begin() {
    // An archive that is broken at once looks empty to libarchive, but for the error that it leaves.
    const int opened = archive_read_open(archive_.get(), this, nullptr, give_packed, nullptr);
    if (opened != ARCHIVE_OK || archive_error_string(archive_.get()) != nullptr) fail();
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) finish();
    else if (result != ARCHIVE_OK) fail();
}

std::ptrdiff_t UnpackedStream::give_packed(archive* handle, void* self, const void** bytes) noexcept {
    auto& stream = *static_cast<UnpackedStream*>(self);
    try {
        const std::size_t length = stream.packed_->read(stream.block_);
        if (stream.check_) stream.check_->see_packed({stream.block_.data(), length});
        *bytes = stream.block_.data();
        return static_cast<std::ptrdiff_t>(length);
    } catch (...) {
        stream.read_error_ = std::current_exception();
        archive_set_error(handle, EIO, "read error");
        return -1;
    }
}

std::size_t UnpackedStream::read(std::span<char> buffer) {
    const std::size_t known = std::min(first_bytes_.size(), buffer.size());
    if (known != 0) std::memcpy(buffer.data(), first_bytes_.data(), known);
    first_bytes_.erase(0, known);
    std::size_t done = known;
    while (done < buffer.size() && !ended_) done += read_some(buffer.subspan(done));
    return done;
}

std::size_t UnpackedStream::read_some(std::span<char> buffer) {
    const la_ssize_t length = archive_read_data(archive_.get(), buffer.data(), buffer.size());
    if (length < 0) fail();
    const auto got = static_cast<std::size_t>(length);
    expanded_ += got;
    limit_.check(expanded_, static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), -1)));
    if (check_) check_->see_unpacked({buffer.data(), got});
    if (got == 0) finish();
    return got;
}

void UnpackedStream::finish() {
    ended_ = true;
    if (check_ && !check_->intact()) throw InputError(name_ + ": the archive is damaged or cut off (its check sum is wrong)");
}

void UnpackedStream::fail() {
    if (read_error_) std::rethrow_exception(read_error_);
    fail_unpacking(archive_.get(), name_);
}

}  // namespace cbds::io
