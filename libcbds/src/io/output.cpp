#include "cbds/io/output.hpp"

#include "cbds/error.hpp"
#include "io/descriptor_buffer.hpp"
#include "io/file_stream.hpp"
#include "io/output_target.hpp"
#include "io/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <ostream>
#include <vector>

namespace cbds::io {

/// The ways to write: `straight_` a device, `file_` a file; neither is standard output. What is `spooled_` goes to one of the
/// others when it is complete.
class OutputFile::Target {
public:
    Target(std::string path, const OutputOptions& options, std::ostream* standard_output)
        : path_(std::move(path)), overwrite_(options.overwrite), standard_output_(standard_output) {
        if (path_ != "-") open(options);
        else if (standard_output_ == nullptr) throw OutputError("-: standard output cannot be written here");
        if (options.spooled && !file_) open_spool();
    }

    std::ostream& stream() { return spool_stream_ ? *spool_stream_ : last_stream(); }

    void commit() {
        if (spool_stream_) empty_spool();
        stream().flush();
        if (!stream()) throw OutputError((stream_ ? path_ : "standard output") + ": cannot be written");
        if (file_) std::exchange(file_, nullptr)->take_place(overwrite_);
        if (straight_ && !straight_.close()) throw OutputError(path_ + ": cannot be written: " + error_text(errno));
    }

private:
    std::ostream& last_stream() { return stream_ ? *stream_ : *standard_output_; }

    void open_spool() {
        spooled_ = nameless_file();
        if (!spooled_) throw OutputError(path_ + ": no temporary file for it: " + error_text(errno));
        spool_buffer_ = std::make_unique<DescriptorBuffer>(spooled_.get(), "temporary file");
        spool_stream_ = std::make_unique<std::ostream>(spool_buffer_.get());
        spool_stream_->exceptions(std::ios::badbit);
    }

    void empty_spool() {
        spool_stream_->flush();
        spool_stream_.reset();
        if (::lseek(spooled_.get(), 0, SEEK_SET) != 0) throw OutputError(path_ + ": " + error_text(errno));
        std::vector<char> block(std::size_t{1} << 18);
        FileStream spool(std::move(spooled_), path_);
        while (const std::size_t length = spool.read(block)) last_stream().write(block.data(), static_cast<std::streamsize>(length));
    }

    void open(const OutputOptions& options) {
        if (is_written_straight(path_)) {
            straight_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY));
            if (!straight_) throw OutputError(path_ + ": " + error_text(errno));
        } else {
            file_ = file_for(path_, options);
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
    Descriptor spooled_;
    std::unique_ptr<DescriptorBuffer> spool_buffer_;
    std::unique_ptr<std::ostream> spool_stream_;
};

OutputFile::OutputFile(std::string path, const OutputOptions& options, std::ostream* standard_output)
    : target_(std::make_unique<Target>(std::move(path), options, standard_output)) {}
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;
OutputFile::~OutputFile() = default;

std::ostream& OutputFile::stream() { return target_->stream(); }
void OutputFile::commit() { target_->commit(); }

}  // namespace cbds::io
