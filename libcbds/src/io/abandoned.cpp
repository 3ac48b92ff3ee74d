#include "io/abandoned.hpp"

#include "io/descriptor.hpp"
#include "io/output_folder_place.hpp"
#include "io/temporary_file.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

/// Where it is not to be known whether someone holds it, someone does.
bool is_held(int descriptor) noexcept { return ::flock(descriptor, LOCK_EX | LOCK_NB) != 0; }

void remove_one(const std::string& path) noexcept {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW));
    struct stat status = {};
    if (!file || ::fstat(file.get(), &status) != 0 || is_held(file.get())) return;
    if (S_ISDIR(status.st_mode)) static_cast<void>(remove_flat_folder(path.c_str()));
    else if (S_ISREG(status.st_mode)) ::unlink(path.c_str());
}

}  // namespace

void hold_temporary(int descriptor) noexcept { static_cast<void>(::flock(descriptor, LOCK_EX | LOCK_NB)); }

void remove_abandoned(const std::string& folder) noexcept {
    try {
        boost::system::error_code error;
        std::vector<std::string> paths;
        for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator(); at.increment(error))
            if (is_temporary_name(at->path().filename().native())) paths.push_back(at->path().native());
        for (const std::string& path : paths) remove_one(path);
    } catch (const std::exception&) {
        return;  // no memory to list them with
    }
}

}  // namespace cbds::io
