#include "io/file_stream.hpp"

#include "cbds/error.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace cbds::io {

FileStream::FileStream(Descriptor file, std::string name, std::string first_bytes)
    : file_(std::move(file)), name_(std::move(name)), first_bytes_(std::move(first_bytes)) {
    // Asks for a longer read-ahead. What cannot seek refuses, and is read all the same.
    (void)::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    struct stat status{};
    const off_t at = ::lseek(file_.get(), 0, SEEK_CUR);
    seekable_ = at >= 0 && ::fstat(file_.get(), &status) == 0 && S_ISREG(status.st_mode);
    if (seekable_) start_ = static_cast<std::uint64_t>(at) - first_bytes_.size();
}

std::size_t FileStream::read(std::span<char> buffer) {
    const std::size_t known = std::min(first_bytes_.size(), buffer.size());
    if (known != 0) std::memcpy(buffer.data(), first_bytes_.data(), known);
    first_bytes_.erase(0, known);
    return known + read_fully(file_.get(), buffer.data() + known, buffer.size() - known, name_);
}

std::size_t FileStream::read_at(std::uint64_t offset, std::span<char> buffer) {
    std::size_t done = 0;
    while (done < buffer.size()) {
        const auto place = static_cast<off_t>(start_ + offset + done);
        const ssize_t length = ::pread(file_.get(), buffer.data() + done, buffer.size() - done, place);
        if (length < 0 && errno == EINTR) continue;
        if (length < 0) throw InputError(name_ + ": " + error_text(errno));
        if (length == 0) break;
        done += static_cast<std::size_t>(length);
    }
    return done;
}

}  // namespace cbds::io
