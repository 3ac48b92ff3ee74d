#include "cbds/io/output_path.hpp"

#include "cbds/error.hpp"
#include "io/descriptor.hpp"
#include "io/output_target.hpp"
#include "io/temporary_registry.hpp"

#include <boost/filesystem.hpp>

#include <unistd.h>

#include <deque>
#include <optional>
#include <ostream>
#include <vector>

namespace cbds::io {
namespace {

/// A file that another one may get as its companion. Nobody needs it when the work is done.
class Companion {
public:
    explicit Companion(std::string path) : path_(std::move(path)), slot_(register_temporary(path_)) {}
    Companion(const Companion&) = delete;
    Companion& operator=(const Companion&) = delete;
    ~Companion() {
        ::unlink(path_.c_str());
        forget_temporary(slot_);
    }

private:
    std::string path_;
    std::size_t slot_;
};

std::string in_temporary_folder(const std::string& name) {
    boost::system::error_code error;
    return (boost::filesystem::temp_directory_path(error) / name).native();
}

void copy_file(const std::string& path, std::ostream& out) {
    const Descriptor file = open_to_read(path);
    std::vector<char> block(1 << 20);
    for (std::size_t length = block.size(); length == block.size();) {
        length = read_fully(file.get(), block.data(), block.size(), path);
        out.write(block.data(), static_cast<std::streamsize>(length));
    }
}

}  // namespace

class OutputPath::Reserved {
public:
    Reserved(std::string path, const OutputOptions& options, std::span<const std::string_view> companions, std::ostream* standard_output)
        : name_(std::move(path)), overwrite_(options.overwrite) {
        if (name_ == "-" || is_written_straight(name_)) {
            straight_.emplace(name_, options, standard_output);
            file_ = std::make_unique<TemporaryFile>(in_temporary_folder("copy"), 0600);
        } else {
            file_ = file_for(name_, options);
        }
        path_ = file_->path();
        for (const std::string_view ending : companions) companions_.emplace_back(path_ + std::string(ending));
    }

    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

    void commit() {
        companions_.clear();
        if (straight_) {
            copy_file(path_, straight_->stream());
            straight_->commit();
        } else {
            file_->take_place(overwrite_);
        }
        file_ = nullptr;
    }

private:
    std::string name_;
    std::optional<OutputFile> straight_;  ///< gets a copy
    bool overwrite_;
    std::unique_ptr<TemporaryFile> file_;
    std::string path_;
    std::deque<Companion> companions_;
};

OutputPath::OutputPath(std::string path, const OutputOptions& options, std::span<const std::string_view> companions,
                       std::ostream* standard_output)
    : reserved_(std::make_unique<Reserved>(std::move(path), options, companions, standard_output)) {}
OutputPath::OutputPath(OutputPath&&) noexcept = default;
OutputPath& OutputPath::operator=(OutputPath&&) noexcept = default;
OutputPath::~OutputPath() = default;

const std::string& OutputPath::name() const noexcept { return reserved_->name(); }
const std::string& OutputPath::path() const noexcept { return reserved_->path(); }
void OutputPath::commit() { reserved_->commit(); }

}  // namespace cbds::io
