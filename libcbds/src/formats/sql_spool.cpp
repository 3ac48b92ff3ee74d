#include "formats/sql_spool.hpp"

#include "cbds/error.hpp"
#include "io/spool.hpp"

#include <unistd.h>

#include <cerrno>
#include <ostream>
#include <vector>

namespace cbds::formats {
namespace {

constexpr std::size_t kMostInMemory = 256 << 10;

}  // namespace

void SqlSpool::append(std::string_view bytes) {
    bytes_ += bytes;
    if (bytes_.size() > kMostInMemory) write_out();
}

void SqlSpool::copy_to(std::ostream& out) {
    if (!file_) {
        out << bytes_;
        return;
    }
    write_out();
    std::vector<char> block(kMostInMemory);
    bool good = ::lseek(file_.get(), 0, SEEK_SET) == 0;
    for (std::size_t length = block.size(); good && length == block.size();) {
        length = io::read_fully(file_.get(), block.data(), block.size(), "temporary file");
        out.write(block.data(), static_cast<std::streamsize>(length));
    }
    if (!good) throw OutputError("temporary file: cannot be read again: " + io::error_text(errno));
}

void SqlSpool::write_out() {
    if (!file_) file_ = io::nameless_file();
    if (!file_ || !io::write_fully(file_.get(), bytes_)) throw OutputError("temporary file: cannot be written: " + io::error_text(errno));
    bytes_.clear();
}

}  // namespace cbds::formats
