#include "io/descriptor.hpp"

#include "cbds/error.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace cbds::io {
namespace {

/// More than this the system does not transfer at once.
constexpr std::size_t kMostAtOnce = std::size_t{1} << 30;

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

bool Descriptor::close() noexcept { return ::close(std::exchange(number_, -1)) == 0; }

std::string error_text(int error) {
    if (error == ENOENT) return "no such file";
    std::string text = std::generic_category().message(error);
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

Descriptor open_to_read(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (!file) throw InputError(path + ": " + error_text(errno));
    return file;
}

std::size_t read_fully(int descriptor, char* to, std::size_t size, std::string_view name) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(descriptor, to + done, std::min(size - done, kMostAtOnce));
        if (got == 0) break;
        if (got > 0) done += static_cast<std::size_t>(got);
        else if (errno != EINTR) throw InputError(std::string(name) + ": cannot be read: " + error_text(errno));
    }
    return done;
}

bool write_fully(int descriptor, std::string_view bytes) noexcept {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), std::min(bytes.size(), kMostAtOnce));
        if (written >= 0) bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR) return false;
    }
    return true;
}

}  // namespace cbds::io
