#include "io/archive_handle.hpp"

#include "cbds/error.hpp"
#include "io/packing.hpp"

#include <archive.h>

#include <new>

namespace cbds::io {
namespace {

/// `20 GiB`, `64 MiB`, `100 bytes`: the largest unit that fits exactly.
std::string in_units(std::uint64_t bytes) {
    static constexpr std::string_view kUnits[] = {" bytes", " KiB", " MiB", " GiB"};
    std::size_t unit = 0;
    for (; unit < 3 && bytes != 0 && bytes % 1024 == 0; ++unit) bytes /= 1024;
    return std::to_string(bytes).append(kUnits[unit]);
}

}  // namespace

void FreeArchive::operator()(archive* handle) const noexcept { archive_read_free(handle); }

ArchiveHandle new_archive_handle() {
    ArchiveHandle handle(archive_read_new());
    if (!handle) throw std::bad_alloc();
    return handle;
}

void fail_unpacking(archive* handle, std::string_view name) {
    const char* words = archive_error_string(handle);
    throw InputError(std::string(name) + ": the archive is damaged or cut off" + (words ? std::string(" (") + words + ")" : ""));
}

void refuse_nested(std::string_view name) {
    throw InputError(std::string(name) + ": an archive inside an archive is not read; unpack it first");
}

void ExpansionLimit::check(std::uint64_t expanded, std::uint64_t compressed) const {
    if (expanded > limits_.max_expansion)
        throw InputError(name_ + ": expands to more than " + in_units(limits_.max_expansion) + ", the limit for a document in an archive");
    if (expanded > limits_.free_expansion && expanded - limits_.free_expansion > limits_.max_ratio * compressed)
        throw InputError(name_ + ": expands to more than " + std::to_string(limits_.max_ratio) + " times its size (and " +
                         in_units(limits_.free_expansion) + "), the limit for a document in an archive");
}

std::string first_bytes_of_document(ByteStream& unpacked, std::string_view name) {
    std::string first_bytes(kPackingBytes, '\0');
    first_bytes.resize(unpacked.read(first_bytes));
    if (packing_of(first_bytes) != Packing::none) refuse_nested(name);
    return first_bytes;
}

}  // namespace cbds::io
