#include "cbds/io/output_folder.hpp"

#include "cbds/error.hpp"
#include "io/abandoned.hpp"
#include "io/descriptor_buffer.hpp"
#include "io/output_folder_place.hpp"
#include "io/temporary_file.hpp"
#include "io/temporary_registry.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <ostream>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

constexpr std::size_t kBufferSize = std::size_t{64} << 10;  // there are many files

/// The path without slashes at its end; behind a link, where that leads to.
std::string place_of(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    boost::system::error_code error;
    if (fs::is_symlink(path, error)) {
        const fs::path real = fs::canonical(path, error);
        if (!error) path = real.native();
    }
    const std::string name = fs::path(path).filename().native();
    if (name.empty() || name == "." || name == ".." || name == "/") throw OutputError(path + ": cannot be replaced; name a folder below it");
    return path;
}

/// One file of the folder.
class FileInFolder {
public:
    FileInFolder(int folder, const std::string& name, const std::string& shown, unsigned mode)
        : shown_(shown), file_(::openat(folder, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)),
          buffer_(file_.get(), shown, kBufferSize), stream_(&buffer_) {
        if (!file_) throw OutputError(shown + ": " + error_text(errno));
        stream_.exceptions(std::ios::badbit);  // so that the buffer's exceptions come out
    }

    [[nodiscard]] std::ostream& stream() noexcept { return stream_; }

    void finish() {
        stream_.flush();
        if (::fsync(file_.get()) != 0 || !file_.close()) throw OutputError(shown_ + ": cannot be written: " + error_text(errno));
    }

private:
    std::string shown_;
    Descriptor file_;
    DescriptorBuffer buffer_;
    std::ostream stream_;
};

}  // namespace

class OutputFolder::Folder {
public:
    Folder(const std::string& path, const OutputOptions& options, std::string_view suffix)
        : name_(path), place_(place_of(path)), suffix_(suffix), options_(options) {
        check_place();
        path_ = temporary_name(place_);
        slot_ = register_temporary(path_, Temporary::folder);
        if (::mkdir(path_.c_str(), options.personal ? 0700 : 0777) == 0) folder_ = Descriptor(::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const int error = errno;
        hold_temporary(folder_.get());
        if (folder_) return;
        discard();
        throw OutputError(name_ + ": " + (error == ENOENT ? "no such folder" : error_text(error)));
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        if (!path_.empty()) discard();
    }

    std::ostream& file(const std::string& name) {
        const auto found = files_.find(name);
        if (found != files_.end()) return found->second.stream();
        return files_.try_emplace(name, folder_.get(), name, name_ + '/' + name, options_.personal ? 0600U : 0666U).first->second.stream();
    }

    void commit() {
        for (auto& [name, file] : files_) file.finish();
        if (::fsync(folder_.get()) != 0 && errno != EINVAL) throw OutputError(name_ + ": cannot be written: " + error_text(errno));
        const bool replace = check_place();
        if (!give_place(path_, place_, replace))
            throw OutputError(errno == EEXIST ? exists_already(name_) : name_ + ": cannot be made: " + error_text(errno));
        sync_folder_of(place_);
        // The temporary name is that of the folder that was replaced.
        const bool gone = !replace || remove_flat_folder(path_.c_str());
        forget_temporary(slot_);
        const std::string old = std::exchange(path_, std::string());
        if (!gone) throw OutputError(name_ + ": is complete, but the folder that it replaces could not be removed: " + old + '~');
    }

private:
    /// @returns whether there is a folder to be replaced
    bool check_place() const {
        boost::system::error_code error;
        const fs::file_type type = fs::symlink_status(place_, error).type();
        if (type == fs::file_not_found) return false;
        if (type != fs::directory_file) throw OutputError(name_ + ": is no folder; a folder is written");
        if (!options_.overwrite) throw OutputError(exists_already(name_));
        check_replaceable(place_, suffix_);
        return true;
    }

    void discard() noexcept {
        remove_flat_folder(path_.c_str());
        forget_temporary(slot_);
    }

    std::string name_;
    std::string place_;
    std::string suffix_;
    OutputOptions options_;
    std::string path_;  ///< for the time being
    std::size_t slot_ = 0;
    Descriptor folder_;
    std::map<std::string, FileInFolder> files_;
};

OutputFolder::OutputFolder(const std::string& path, const OutputOptions& options, std::string_view suffix)
    : folder_(std::make_unique<Folder>(path, options, suffix)) {}
OutputFolder::OutputFolder(OutputFolder&&) noexcept = default;
OutputFolder& OutputFolder::operator=(OutputFolder&&) noexcept = default;
OutputFolder::~OutputFolder() = default;

std::ostream& OutputFolder::file(const std::string& name) { return folder_->file(name); }
void OutputFolder::commit() { folder_->commit(); }

}  // namespace cbds::io
