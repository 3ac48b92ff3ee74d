#include "io/file_stream.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cstring>

namespace cbds::io {

FileStream::FileStream(Descriptor file, std::string name, std::string first_bytes)
    : file_(std::move(file)), name_(std::move(name)), first_bytes_(std::move(first_bytes)) {
    // Asks for a longer read-ahead. What cannot seek refuses, and is read all the same.
    (void)::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
}

std::size_t FileStream::read(std::span<char> buffer) {
    const std::size_t known = std::min(first_bytes_.size(), buffer.size());
    if (known != 0) std::memcpy(buffer.data(), first_bytes_.data(), known);
    first_bytes_.erase(0, known);
    return known + read_fully(file_.get(), buffer.data() + known, buffer.size() - known, name_);
}

}  // namespace cbds::io
