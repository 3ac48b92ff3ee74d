#include "io/test_files.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <doctest/doctest.h>

namespace cbds::io::test {
namespace {

/// A writer of libarchive that writes to a text.
class Writer {
public:
    Writer() : archive_(archive_write_new()) {}
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() { archive_write_free(archive_); }

    [[nodiscard]] archive* get() const { return archive_; }

    void open() {
        archive_write_set_bytes_in_last_block(archive_, 1);
        const auto write = [](archive*, void* text, const void* bytes, std::size_t length) {
            static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), length);
            return static_cast<la_ssize_t>(length);
        };
        REQUIRE(archive_write_open(archive_, &text_, nullptr, write, nullptr) == ARCHIVE_OK);
    }

    void add(const std::string& name, std::string_view bytes) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, name.ends_with('/') ? AE_IFDIR : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        REQUIRE(archive_write_header(archive_, entry) == ARCHIVE_OK);
        REQUIRE(archive_write_data(archive_, bytes.data(), bytes.size()) == static_cast<la_ssize_t>(bytes.size()));
        archive_entry_free(entry);
    }

    std::string finish() {
        REQUIRE(archive_write_close(archive_) == ARCHIVE_OK);
        return text_;
    }

private:
    archive* archive_;
    std::string text_;
};

std::string pack(std::string_view bytes, int (*add_filter)(archive*)) {
    Writer writer;
    archive_write_set_format_raw(writer.get());
    REQUIRE(add_filter(writer.get()) == ARCHIVE_OK);
    writer.open();
    writer.add("document", bytes);
    return writer.finish();
}

}  // namespace

std::string make_zip(const Entries& entries, const char* options) {
    Writer writer;
    archive_write_set_format_zip(writer.get());
    if (options != nullptr) {
        REQUIRE(archive_write_set_options(writer.get(), options) == ARCHIVE_OK);
        archive_write_set_passphrase(writer.get(), "secret");
    }
    writer.open();
    for (const auto& [name, bytes] : entries) writer.add(name, bytes);
    return writer.finish();
}

std::string make_gzip(std::string_view bytes) { return pack(bytes, archive_write_add_filter_gzip); }
std::string make_zstd(std::string_view bytes) { return pack(bytes, archive_write_add_filter_zstd); }

}  // namespace cbds::io::test
