#include "formats/xlsx_package.hpp"

#include "cbds/error.hpp"
#include "io/archive_handle.hpp"
#include "io/ascii.hpp"
#include "io/file_input.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <cerrno>

namespace cbds::formats {
namespace {

/// Old Excel files and encrypted new ones begin so.
constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0";

io::ArchiveHandle open_archive(const io::Descriptor& file, const std::string& name) {
    io::ArchiveHandle archive = io::new_archive_handle();
    // Only the reader that begins with the list of contents, at the end: the other one takes what is left of a
    // cut off archive for the whole.
    archive_read_support_format_zip_seekable(archive.get());
    if (::lseek(file.get(), 0, SEEK_SET) != 0 || archive_read_open_fd(archive.get(), file.get(), 64 * 1024) != ARCHIVE_OK)
        io::fail_unpacking(archive.get(), name);
    return archive;
}

/// @returns null at the end
archive_entry* next_entry(archive* handle, const std::string& name) {
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(handle, &entry);
    if (result == ARCHIVE_EOF) return nullptr;
    if (result < ARCHIVE_WARN) io::fail_unpacking(handle, name);
    return entry;
}

/// Paths of parts are ASCII; what is not is no part.
std::string path_of(archive_entry* entry) {
    const char* path = archive_entry_pathname(entry);
    return path == nullptr ? "" : path;
}

class PartStream final : public io::ByteStream {
public:
    PartStream(io::ArchiveHandle archive, const std::string& name, const io::Limits& limits)
        : archive_(std::move(archive)), name_(name), limit_(limits, name), start_(position()) {}

    std::size_t read(std::span<char> buffer) override {
        std::size_t done = 0;
        while (done < buffer.size()) {
            const la_ssize_t length = archive_read_data(archive_.get(), buffer.data() + done, buffer.size() - done);
            if (length < 0) io::fail_unpacking(archive_.get(), name_);
            if (length == 0) break;
            done += static_cast<std::size_t>(length);
            expanded_ += static_cast<std::uint64_t>(length);
            limit_.check(expanded_, position() - start_);
        }
        return done;
    }

private:
    [[nodiscard]] std::uint64_t position() const noexcept { return static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), -1)); }

    io::ArchiveHandle archive_;
    std::string name_;
    io::ExpansionLimit limit_;
    std::uint64_t start_;
    std::uint64_t expanded_ = 0;
};

void check_first_bytes(const io::Descriptor& file, const std::string& name) {
    if (::lseek(file.get(), 0, SEEK_SET) != 0) throw InputError(name + ": " + io::error_text(errno));
    const std::string first_bytes = io::read_first_bytes(file, name);
    if (first_bytes.starts_with(kCompoundFile))
        throw DocumentError("is an Excel file of the old kind or has a password; save it as .xlsx without one");
    if (io::packing_of(first_bytes) != io::Packing::zip) throw DocumentError("is no workbook (.xlsx)");
}

}  // namespace

XlsxPackage::XlsxPackage(io::Descriptor file, std::string name, const io::Limits& limits)
    : file_(std::move(file)), name_(std::move(name)), limits_(limits) {
    check_first_bytes(file_, name_);
    list_parts();
}

void XlsxPackage::list_parts() {
    const io::ArchiveHandle archive = open_archive(file_, name_);
    while (archive_entry* entry = next_entry(archive.get(), name_)) {
        if (parts_.size() == limits_.max_entries)
            throw InputError(name_ + ": has more than " + std::to_string(limits_.max_entries) + " entries, the limit for an archive");
        parts_.push_back(path_of(entry));
    }
}

std::unique_ptr<io::ByteStream> XlsxPackage::open(std::string_view path) const {
    io::ArchiveHandle archive = open_archive(file_, name_);
    while (archive_entry* entry = next_entry(archive.get(), name_))
        if (ascii::same_but_case(path_of(entry), path))
            return std::make_unique<PartStream>(std::move(archive), name_ + '/' + std::string(path), limits_);
    return nullptr;
}

}  // namespace cbds::formats
