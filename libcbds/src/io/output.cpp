#include "cbds/io/output.hpp"

#include "cbds/error.hpp"
#include "io/descriptor_buffer.hpp"
#include "io/temporary_file.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>

#include <cerrno>
#include <optional>
#include <ostream>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

/// Names of descriptors that are open already: `/dev/stdout` may be a file that exists, and is written all the same.
bool names_descriptor(const std::string& path) {
    return path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

bool is_written_straight(const std::string& path, fs::file_type type) {
    return names_descriptor(path) || type == fs::character_file || type == fs::block_file || type == fs::fifo_file;
}

/// Where a link leads to, so that the file is replaced and not the link.
std::string behind_links(const std::string& path) {
    boost::system::error_code error;
    const fs::path real = fs::canonical(path, error);
    return error || !fs::is_symlink(path, error) ? path : real.native();
}

}  // namespace

/// The three ways to write: `straight_` a device, `file_` a file; neither is standard output.
class OutputFile::Target {
public:
    Target(std::string path, const OutputOptions& options, std::ostream* standard_output)
        : path_(std::move(path)), overwrite_(options.overwrite), standard_output_(standard_output) {
        if (path_ != "-") open(options);
        else if (standard_output_ == nullptr) throw OutputError("-: standard output cannot be written here");
    }

    std::ostream& stream() { return stream_ ? *stream_ : *standard_output_; }

    void commit() {
        stream().flush();
        if (!stream()) throw OutputError((stream_ ? path_ : "standard output") + ": cannot be written");
        if (file_) std::exchange(file_, nullptr)->take_place(overwrite_);
        if (straight_ && !straight_.close()) throw OutputError(path_ + ": cannot be written: " + error_text(errno));
    }

private:
    void open(const OutputOptions& options) {
        boost::system::error_code error;
        const fs::file_type type = fs::status(path_, error).type();
        if (type == fs::directory_file) throw OutputError(path_ + ": is a folder");
        if (is_written_straight(path_, type)) {
            straight_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY));
            if (!straight_) throw OutputError(path_ + ": " + error_text(errno));
        } else {
            const bool exists = fs::symlink_status(path_, error).type() != fs::file_not_found;
            if (exists && !error && !overwrite_) throw OutputError(exists_already(path_));
            file_ = std::make_unique<TemporaryFile>(behind_links(path_), options.personal ? 0600 : 0666);
        }
        buffer_ = std::make_unique<DescriptorBuffer>(file_ ? file_->descriptor() : straight_.get(), path_);
        stream_ = std::make_unique<std::ostream>(buffer_.get());
        // Only so do the buffer's exceptions come out of the stream.
        stream_->exceptions(std::ios::badbit);
    }

    std::string path_;
    bool overwrite_;
    std::ostream* standard_output_;
    Descriptor straight_;
    std::unique_ptr<TemporaryFile> file_;
    std::unique_ptr<DescriptorBuffer> buffer_;
    std::unique_ptr<std::ostream> stream_;
};

OutputFile::OutputFile(std::string path, const OutputOptions& options, std::ostream* standard_output)
    : target_(std::make_unique<Target>(std::move(path), options, standard_output)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

std::ostream& OutputFile::stream() { return target_->stream(); }
void OutputFile::commit() { target_->commit(); }

}  // namespace cbds::io
