#include "cbds/error.hpp"
#include "cbds/io/output_folder.hpp"
#include "io/descriptor_buffer.hpp"
#include "io/spool.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include <cerrno>
#include <exception>
#include <map>
#include <new>
#include <optional>
#include <ostream>
#include <vector>

namespace cbds::io {
namespace {

constexpr std::size_t kBufferSize = std::size_t{64} << 10;

/// What is to become one entry.
class SpooledEntry {
public:
    explicit SpooledEntry(const std::string& name) : file_(nameless_file()), buffer_(file_.get(), name, kBufferSize), stream_(&buffer_) {
        if (!file_) throw OutputError(name + ": no temporary file for it: " + error_text(errno));
        stream_.exceptions(std::ios::badbit);  // so that the buffer's exceptions come out
    }

    [[nodiscard]] std::ostream& stream() noexcept { return stream_; }

    /// @returns its size, the file being at its start
    [[nodiscard]] std::int64_t finish() {
        stream_.flush();
        const off_t size = ::lseek(file_.get(), 0, SEEK_CUR);
        ::lseek(file_.get(), 0, SEEK_SET);
        return size;
    }

    [[nodiscard]] std::size_t read(std::vector<char>& block, const std::string& name) {
        return read_fully(file_.get(), block.data(), block.size(), name);
    }

private:
    Descriptor file_;
    DescriptorBuffer buffer_;
    std::ostream stream_;
};

struct FreeWriter {
    void operator()(archive* handle) const noexcept { archive_write_free(handle); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};

/// libarchive's writer into a stream.
class ZipWriter {
public:
    explicit ZipWriter(std::ostream& out) : out_(out), handle_(archive_write_new()) {
        if (!handle_) throw std::bad_alloc();
        check(archive_write_set_format_zip(handle_.get()));
        check(archive_write_set_bytes_in_last_block(handle_.get(), 1));
        check(archive_write_open(handle_.get(), this, nullptr, put, nullptr));
    }

    void begin(const std::string& name, std::int64_t size) {
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        if (!entry) throw std::bad_alloc();
        archive_entry_set_pathname(entry.get(), name.c_str());
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        archive_entry_set_size(entry.get(), size);
        // No date is set: in any time zone that is before 1980 and written as the first day of that year.
        check(archive_write_header(handle_.get(), entry.get()));
    }

    void add(std::string_view bytes) {
        if (archive_write_data(handle_.get(), bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size())) fail();
    }

    void end() { check(archive_write_close(handle_.get())); }

private:
    static la_ssize_t put(archive*, void* self, const void* bytes, std::size_t length) noexcept {
        auto& writer = *static_cast<ZipWriter*>(self);
        try {
            writer.out_.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(length));
            return writer.out_ ? static_cast<la_ssize_t>(length) : -1;
        } catch (...) {
            writer.error_ = std::current_exception();  // must not pass through libarchive, which is C
            return -1;
        }
    }

    void check(int result) {
        if (result < ARCHIVE_WARN) fail();
    }

    [[noreturn]] void fail() {
        if (error_) std::rethrow_exception(error_);
        const char* const words = archive_error_string(handle_.get());
        throw OutputError(std::string("the zip cannot be written: ") + (words ? words : "no memory is left"));
    }

    std::ostream& out_;
    std::exception_ptr error_;
    std::unique_ptr<archive, FreeWriter> handle_;
};

}  // namespace

class ZipOutput::Entries {
public:
    explicit Entries(OutputFile file) : file_(std::move(file)) {}

    std::ostream& file(const std::string& name) { return entries_.try_emplace(name, name).first->second.stream(); }

    void commit() {
        ZipWriter zip(file_.stream());
        std::vector<char> block(std::size_t{1} << 18);
        for (auto& [name, entry] : entries_) {
            zip.begin(name, entry.finish());
            for (std::size_t length = 0; (length = entry.read(block, name)) != 0;) zip.add({block.data(), length});
        }
        zip.end();
        file_.commit();
    }

private:
    OutputFile file_;
    std::map<std::string, SpooledEntry> entries_;
};

ZipOutput::ZipOutput(OutputFile file) : entries_(std::make_unique<Entries>(std::move(file))) {}
ZipOutput::ZipOutput(ZipOutput&&) noexcept = default;
ZipOutput& ZipOutput::operator=(ZipOutput&&) noexcept = default;
ZipOutput::~ZipOutput() = default;

std::ostream& ZipOutput::file(const std::string& name) { return entries_->file(name); }
void ZipOutput::commit() { entries_->commit(); }

}  // namespace cbds::io
