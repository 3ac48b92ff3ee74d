#include "cbds/io/inputs.hpp"

#include "cbds/error.hpp"
#include "io/file_input.hpp"
#include "io/file_stream.hpp"
#include "io/folder.hpp"
#include "io/spool.hpp"
#include "io/zip_walk.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <deque>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

struct stat status_of(const Descriptor& file) {
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0) status.st_mode = 0;
    return status;
}

/// Bytes from the present place of a regular file to its end.
std::optional<std::uint64_t> size_left(const Descriptor& file) {
    const struct stat status = status_of(file);
    const off_t place = ::lseek(file.get(), 0, SEEK_CUR);
    if (!S_ISREG(status.st_mode) || place < 0) return std::nullopt;
    return static_cast<std::uint64_t>(std::max<off_t>(status.st_size - place, 0));
}

}  // namespace

class Inputs::Walk {
public:
    explicit Walk(const InputOptions& options)
        : stdin_name_(options.stdin_name), suffixes_(options.suffixes), wanted_(options.wanted), limits_(options.limits) {
        for (const std::string& path : options.paths) add(path);
        files_ = paths_.size();
    }

    std::unique_ptr<Input> next() {
        auto input = next_found();
        for (; input && wanted_ && !wanted_(input->name()); input = next_found()) ++skipped_;
        return input;
    }

    const std::string& path() const noexcept { return path_; }
    std::uint64_t skipped() const noexcept { return skipped_; }
    std::size_t files() const noexcept { return files_; }

    std::uint64_t bytes() const {
        std::uint64_t sum = 0;
        boost::system::error_code error;
        for (const FoundPath& path : paths_) {
            const std::uintmax_t size = fs::file_size(path.path, error);
            if (!error) sum += size;
        }
        return sum;
    }

private:
    std::unique_ptr<Input> next_found() {
        for (;;) {
            if (zip_) {
                if (auto entry = next_entry()) return entry;
                zip_.reset();
            }
            if (paths_.empty()) return nullptr;
            const FoundPath path = std::move(paths_.front());
            paths_.pop_front();
            path_ = path.path;
            if (auto input = look_at(path)) return input;
        }
    }

    void add(const std::string& path) {
        boost::system::error_code error;
        if (path == "-" || !fs::is_directory(path, error)) {
            paths_.push_back({path, ""});
            return;
        }
        FolderListing listing = list_folder(path, suffixes_);
        paths_.insert(paths_.end(), std::make_move_iterator(listing.found.begin()), std::make_move_iterator(listing.found.end()));
        skipped_ += listing.skipped;
    }

    std::unique_ptr<Input> next_entry() {
        try {
            return zip_->next(skipped_);
        } catch (const InputError& error) {
            zip_.reset();
            return std::make_unique<FailedInput>(name_of_zip_, error.what());
        }
    }

    /// @returns nothing for a zip, whose entries come next
    std::unique_ptr<Input> look_at(const FoundPath& path) {
        const std::string name = path.path == "-" ? stdin_name_ : path.path;
        try {
            if (!path.error.empty()) throw InputError(name + ": " + path.error);
            return path.path == "-" ? look_at_stdin() : look_at_file(path.path);
        } catch (const InputError& error) {
            return std::make_unique<FailedInput>(name, error.what());
        }
    }

    std::unique_ptr<Input> look_at_file(const std::string& path) {
        Descriptor file = open_to_read(path);
        const struct stat status = status_of(file);
        if (!S_ISREG(status.st_mode)) return look_at_pipe(std::move(file), path);
        const Packing packing = packing_of(read_first_bytes(file, path));
        if (packing == Packing::zip) return enter_zip(std::move(file), path);
        if (packing == Packing::empty_zip) return nullptr;
        std::optional<std::uint64_t> size;
        if (packing == Packing::none) size = static_cast<std::uint64_t>(status.st_size);
        return std::make_unique<FileInput>(path, size, limits_);
    }

    std::unique_ptr<Input> look_at_stdin() {
        if (std::exchange(stdin_read_, true)) throw InputError(stdin_name_ + ": standard input can be read once only");
        Descriptor file(::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
        if (!file) throw InputError(stdin_name_ + ": standard input cannot be read: " + error_text(errno));
        return look_at_pipe(std::move(file), stdin_name_);
    }

    std::unique_ptr<Input> look_at_pipe(Descriptor file, const std::string& name) {
        std::optional<std::uint64_t> size = size_left(file);
        const std::string first_bytes = read_first_bytes(file, name);
        const Packing packing = packing_of(first_bytes);
        if (packing == Packing::zip) {
            FileStream stream(std::move(file), name, first_bytes);
            return enter_zip(spool(stream, name, limits_.max_expansion), name);
        }
        if (packing == Packing::empty_zip) return nullptr;
        if (packing != Packing::none) size.reset();
        return std::make_unique<OnceInput>(name, size, std::move(file), first_bytes, limits_);
    }

    std::unique_ptr<Input> enter_zip(Descriptor file, const std::string& name) {
        zip_ = std::make_shared<ZipWalk>(std::move(file), name, limits_, nullptr, suffixes_);
        name_of_zip_ = name;
        return nullptr;
    }

    std::string stdin_name_;
    std::vector<std::string> suffixes_;
    std::function<bool(const std::string& name)> wanted_;
    Limits limits_;
    std::deque<FoundPath> paths_;
    std::string path_;  ///< where the input given last is
    std::size_t files_ = 0;
    std::uint64_t skipped_ = 0;
    bool stdin_read_ = false;
    std::shared_ptr<ZipWalk> zip_;
    std::string name_of_zip_;
};

Inputs::Inputs(const InputOptions& options) : walk_(std::make_unique<Walk>(options)) {}
Inputs::Inputs(Inputs&&) noexcept = default;
Inputs& Inputs::operator=(Inputs&&) noexcept = default;
Inputs::~Inputs() = default;

std::unique_ptr<Input> Inputs::next() { return walk_->next(); }
const std::string& Inputs::path() const noexcept { return walk_->path(); }
std::uint64_t Inputs::skipped() const noexcept { return walk_->skipped(); }
std::size_t Inputs::files() const noexcept { return walk_->files(); }
std::uint64_t Inputs::bytes() const { return walk_->bytes(); }

}  // namespace cbds::io
