#include "run_lock.hpp"

#include "cbds/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace cbds::cli {

RunLock::RunLock(const std::string& path) {
    if (path.empty()) return;
    descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor_ < 0) throw OutputError("--lock " + path + ": " + (errno == ENOENT ? "no such folder" : std::strerror(errno)));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const bool held = errno == EWOULDBLOCK;
    const std::string reason = held ? "another run holds it; nothing was done" : std::strerror(errno);
    ::close(descriptor_);
    throw UsageError("--lock " + path + ": " + reason);
}

RunLock::~RunLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace cbds::cli
