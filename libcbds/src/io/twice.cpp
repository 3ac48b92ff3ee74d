#include "cbds/io/twice.hpp"

#include "cbds/error.hpp"
#include "io/file_stream.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <cerrno>
#include <limits>

namespace cbds::io {

struct ReadTwice::Copy {
    Descriptor file;
    std::string name;
};

ReadTwice::ReadTwice(ByteStream& stream, std::string name) : copy_(std::make_unique<Copy>()) {
    copy_->file = spool(stream, name, std::numeric_limits<std::uint64_t>::max());
    copy_->name = std::move(name);
}

ReadTwice::ReadTwice(ReadTwice&&) noexcept = default;
ReadTwice& ReadTwice::operator=(ReadTwice&&) noexcept = default;
ReadTwice::~ReadTwice() = default;

std::unique_ptr<ByteStream> ReadTwice::open() const {
    Descriptor again(::dup(copy_->file.get()));
    // The position is shared with the duplicate, which is why there is one reader at a time.
    if (!again || ::lseek(again.get(), 0, SEEK_SET) != 0) throw InputError(copy_->name + ": " + error_text(errno));
    return std::make_unique<FileStream>(std::move(again), copy_->name);
}

}  // namespace cbds::io
