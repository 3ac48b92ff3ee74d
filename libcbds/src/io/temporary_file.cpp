#include "io/temporary_file.hpp"

#include "cbds/error.hpp"
#include "io/abandoned.hpp"
#include "io/temporary_registry.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <random>

namespace cbds::io {
namespace {

constexpr std::string_view kPrefix = ".cbds-";
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::size_t kRandom = 20;  // digits

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    if (slash == std::string::npos) return "";
    return path.substr(0, slash + 1);
}

}  // namespace

std::string temporary_name(const std::string& target) {
    std::random_device random;
    std::uniform_int_distribution<std::size_t> digit(0, kDigits.size() - 1);
    std::string name = folder_of(target).append(kPrefix);
    for (std::size_t i = 0; i < kRandom; ++i) name += kDigits[digit(random)];
    return name;
}

bool is_temporary_name(std::string_view name) noexcept {
    if (!name.starts_with(kPrefix)) return false;
    name.remove_prefix(kPrefix.size());
    if (name.ends_with('~')) name.remove_suffix(1);
    return name.size() == kRandom && name.find_first_not_of(kDigits) == std::string_view::npos;
}

void sync_folder_of(const std::string& path) {
    const std::string folder = folder_of(path);
    const Descriptor open_folder(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (open_folder) (void)::fsync(open_folder.get());
}

std::string exists_already(const std::string& path) { return path + ": exists already; use --overwrite to replace it"; }

TemporaryFile::TemporaryFile(const std::string& target, unsigned mode)
    : target_(target), path_(temporary_name(target)), slot_(register_temporary(path_)) {
    file_ = Descriptor(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode));
    const int error = errno;
    hold_temporary(file_.get());
    if (file_) return;
    forget_temporary(slot_);
    throw OutputError(target_ + ": " + (error == ENOENT ? "no such folder" : error_text(error)));
}

TemporaryFile::~TemporaryFile() {
    if (path_.empty()) return;
    ::unlink(path_.c_str());
    forget_temporary(slot_);
}

void TemporaryFile::take_place(bool overwrite) {
    if (::fsync(file_.get()) != 0 || !file_.close()) throw OutputError(target_ + ": cannot be written: " + error_text(errno));
    if (!rename_to_target(overwrite))
        throw OutputError(errno == EEXIST ? exists_already(target_) : target_ + ": cannot be made: " + error_text(errno));
    path_.clear();
    forget_temporary(slot_);
    sync_folder_of(target_);
}

bool TemporaryFile::rename_to_target(bool overwrite) const noexcept {
    if (overwrite) return ::rename(path_.c_str(), target_.c_str()) == 0;
    if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target_.c_str(), RENAME_NOREPLACE) == 0) return true;
    // Network file systems do not know that, but they know links, which do not replace either.
    if (errno != EINVAL && errno != ENOSYS) return false;
    if (::link(path_.c_str(), target_.c_str()) != 0) return false;
    ::unlink(path_.c_str());
    return true;
}

}  // namespace cbds::io
