#include "io/output_folder_place.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "io/descriptor.hpp"

#include <boost/filesystem.hpp>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <cstring>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

bool is_dots(const char* name) { return name[0] == '.' && (name[1] == '\0' || (name[1] == '.' && name[2] == '\0')); }

/// Without readdir, which allocates: a signal may have come while others were allocating.
void remove_files(int folder) noexcept {
    alignas(dirent64) char block[4096];
    if (::lseek(folder, 0, SEEK_SET) != 0) return;
    for (ssize_t length = 0; (length = ::getdents64(folder, block, sizeof block)) > 0;) {
        for (ssize_t at = 0; at < length;) {
            const auto* const entry = reinterpret_cast<const dirent64*>(block + at);
            if (!is_dots(entry->d_name)) ::unlinkat(folder, entry->d_name, 0);
            at += entry->d_reclen;
        }
    }
}

bool remove_renamed(const char* path) noexcept {
    constexpr int kRounds = 100;  // as often as a thread may make a file between two steps of this one
    const Descriptor folder(::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    bool gone = false;
    for (int round = 0; folder && !gone && round < kRounds; ++round) {
        remove_files(folder.get());
        gone = ::rmdir(path) == 0;
    }
    return gone;
}

bool is_of_kind(const fs::directory_entry& entry, std::string_view suffix) {
    boost::system::error_code error;
    const std::string name = entry.path().filename().native();
    return entry.symlink_status(error).type() == fs::regular_file && name.size() > suffix.size() &&
           ascii::same_but_case(std::string_view(name).substr(name.size() - suffix.size()), suffix);
}

bool knows_no_such_rename(int error) { return error == EINVAL || error == ENOSYS; }

}  // namespace

bool remove_flat_folder(const char* path) noexcept {
    char gone[PATH_MAX];
    const std::size_t length = std::strlen(path);
    if (length + 2 > sizeof gone) return false;
    std::memcpy(gone, path, length);
    std::memcpy(gone + length, "~", 2);
    // Where that fails the folder may have been renamed by one who was interrupted here.
    static_cast<void>(::rename(path, gone));
    return remove_renamed(gone);
}

void check_replaceable(const std::string& path, std::string_view suffix) {
    boost::system::error_code error;
    std::string other;
    fs::directory_iterator at(path, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        const std::string name = at->path().filename().native();
        if (!is_of_kind(*at, suffix) && (other.empty() || name < other)) other = name;
    }
    if (error) throw OutputError(path + ": cannot be looked into: " + error_text(error.value()));
    if (!other.empty())
        throw OutputError(path + ": is not replaced, because it holds '" + other + "' and not only " + std::string(suffix) +
                          " files; name another folder, or remove it yourself");
}

bool exchange_by_renames(const std::string& one, const std::string& other, const std::string& spare) noexcept {
    if (::rename(other.c_str(), spare.c_str()) != 0) return false;
    if (::rename(one.c_str(), other.c_str()) == 0) return ::rename(spare.c_str(), one.c_str()) == 0;
    const int error = errno;
    static_cast<void>(::rename(spare.c_str(), other.c_str()));
    errno = error;
    return false;
}

bool give_place(const std::string& folder, const std::string& place, bool replace) noexcept {
    const unsigned way = replace ? RENAME_EXCHANGE : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, folder.c_str(), AT_FDCWD, place.c_str(), way) == 0) return true;
    if (!knows_no_such_rename(errno)) return false;
    // Network file systems. What cannot be asked of them at once is asked in steps.
    if (replace) return exchange_by_renames(folder, place, folder + '+');
    if (::access(place.c_str(), F_OK) == 0) {
        errno = EEXIST;
        return false;
    }
    return ::rename(folder.c_str(), place.c_str()) == 0;
}

}  // namespace cbds::io
