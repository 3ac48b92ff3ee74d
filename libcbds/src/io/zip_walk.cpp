#include "io/zip_walk.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "io/packing.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <locale.h>

namespace cbds::io {
namespace {

/// libarchive turns names into the encoding of the locale, for this thread and meanwhile UTF-8.
class Utf8Locale {
public:
    Utf8Locale() : locale_(newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)), before_(locale_ ? uselocale(locale_) : nullptr) {}
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;
    ~Utf8Locale() {
        if (!locale_) return;
        uselocale(before_);
        freelocale(locale_);
    }

private:
    locale_t locale_;
    locale_t before_;
};

std::string path_of(archive_entry* entry) {
    const char* path = archive_entry_pathname(entry);
    return path ? path : "";
}

bool is_file(archive_entry* entry) { return archive_entry_filetype(entry) == AE_IFREG; }

class EntryStream final : public ByteStream {
public:
    EntryStream(std::shared_ptr<ZipWalk> walk, std::uint64_t number, const std::string& name, const Limits& limits)
        : walk_(std::move(walk)), number_(number), name_(name), limit_(limits, name), start_(walk_->position()) {
        first_bytes_ = first_bytes_of_document(*this, name_);
    }

    std::size_t read(std::span<char> buffer) override {
        const std::size_t known = std::min(first_bytes_.size(), buffer.size());
        if (known != 0) std::memcpy(buffer.data(), first_bytes_.data(), known);
        first_bytes_.erase(0, known);
        std::size_t done = known;
        while (done < buffer.size()) {
            const std::size_t got = walk_->read(number_, name_, buffer.subspan(done));
            if (got == 0) break;
            done += got;
            expanded_ += got;
            limit_.check(expanded_, walk_->position() - start_);
        }
        return done;
    }

private:
    std::shared_ptr<ZipWalk> walk_;
    std::uint64_t number_;
    std::string name_;
    ExpansionLimit limit_;
    std::uint64_t start_;
    std::uint64_t expanded_ = 0;
    std::string first_bytes_;
};

class EntryInput final : public Input {
public:
    EntryInput(std::shared_ptr<ZipWalk> walk, std::uint64_t number, std::string name, archive_entry* entry, const Limits& limits)
        : walk_(std::move(walk)), number_(number), name_(std::move(name)), limits_(limits),
          encrypted_(archive_entry_is_encrypted(entry) != 0) {
        if (archive_entry_size_is_set(entry) != 0) size_ = static_cast<std::uint64_t>(archive_entry_size(entry));
    }

    const std::string& name() const noexcept override { return name_; }
    std::optional<std::uint64_t> size() const noexcept override { return size_; }

    std::unique_ptr<ByteStream> open() override {
        if (encrypted_) throw InputError(name_ + ": the entry is encrypted; unpack the archive with its password first");
        if (has_archive_suffix(name_)) refuse_nested(name_);
        if (!walk_) throw InputError(name_ + ": an entry of an archive can be read once only");
        return std::make_unique<EntryStream>(std::exchange(walk_, nullptr), number_, name_, limits_);
    }

private:
    std::shared_ptr<ZipWalk> walk_;
    std::uint64_t number_;
    std::string name_;
    Limits limits_;
    std::optional<std::uint64_t> size_;
    bool encrypted_;
};

}  // namespace

ZipWalk::ZipWalk(Descriptor file, std::string name, const Limits& limits, bool (*wanted)(std::string_view path),
                 std::vector<std::string> suffixes)
    : file_(std::move(file)), name_(std::move(name)), limits_(limits), wanted_(wanted), suffixes_(std::move(suffixes)) {
    open();
    survey();
    open();
}

void ZipWalk::open() {
    archive_ = new_archive_handle();
    // Only the reader that begins with the list of contents, at the end: the other one takes what is left of a
    // cut off archive for the whole.
    archive_read_support_format_zip_seekable(archive_.get());
    if (::lseek(file_.get(), 0, SEEK_SET) != 0 || archive_read_open_fd(archive_.get(), file_.get(), 64 * 1024) != ARCHIVE_OK)
        fail_unpacking(archive_.get(), name_);
}

archive_entry* ZipWalk::next_entry() {
    const Utf8Locale utf8;
    archive_entry* entry = nullptr;
    const int result = archive_read_next_header(archive_.get(), &entry);
    if (result == ARCHIVE_EOF) return nullptr;
    if (result < ARCHIVE_WARN) fail_unpacking(archive_.get(), name_);
    return entry;
}

void ZipWalk::survey() {
    std::uint64_t entries = 0;
    std::uint64_t files = 0;
    while (archive_entry* entry = next_entry()) {
        if (++entries > limits_.max_entries)
            throw InputError(name_ + ": has more than " + std::to_string(limits_.max_entries) + " entries, the limit for an archive");
        if (is_file(entry) && !is_hidden(path_of(entry))) ++files;
    }
    single_ = files == 1;
}

bool ZipWalk::is_wanted(std::string_view path) const {
    if (wanted_ != nullptr) return wanted_(path);
    const bool other = std::ranges::any_of(suffixes_, [=](std::string_view suffix) { return ascii::ends_with(path, suffix); });
    return single_ || other || has_document_suffix(path) || has_archive_suffix(path);
}

std::unique_ptr<Input> ZipWalk::next(std::uint64_t& skipped) {
    while (archive_entry* entry = next_entry()) {
        ++number_;
        const std::string path = path_of(entry);
        if (archive_entry_filetype(entry) == AE_IFDIR) continue;
        if (is_file(entry) && !is_hidden(path) && is_wanted(path))
            return std::make_unique<EntryInput>(shared_from_this(), number_, name_ + '/' + path, entry, limits_);
        ++skipped;
    }
    ++number_;
    return nullptr;
}

std::size_t ZipWalk::read(std::uint64_t number, std::string_view name, std::span<char> buffer) {
    if (number != number_) throw InputError(std::string(name) + ": the next entry of the archive was asked for before this one was read");
    const la_ssize_t length = archive_read_data(archive_.get(), buffer.data(), buffer.size());
    if (length < 0) fail_unpacking(archive_.get(), name);
    return static_cast<std::size_t>(length);
}

std::uint64_t ZipWalk::position() const noexcept { return static_cast<std::uint64_t>(archive_filter_bytes(archive_.get(), -1)); }

}  // namespace cbds::io
