#include "io/spool.hpp"

#include "cbds/error.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace cbds::io {

Descriptor nameless_file() {
    boost::system::error_code error;
    const std::string folder = boost::filesystem::temp_directory_path(error).native();
    Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file) return file;
    // Not every file system can do that.
    std::string path = folder + "/cbds-XXXXXX";
    file = Descriptor(::mkostemp(path.data(), O_CLOEXEC));
    if (file) ::unlink(path.c_str());
    return file;
}

Descriptor spool(ByteStream& stream, const std::string& name, std::uint64_t most) {
    Descriptor file = nameless_file();
    std::vector<char> block(1 << 20);
    std::size_t length = block.size();
    bool good = static_cast<bool>(file);
    for (std::uint64_t total = 0; good && length == block.size();) {
        length = stream.read(block);
        total += length;
        if (total > most) throw InputError(name + ": the archive is too large to be read from a pipe");
        good = write_fully(file.get(), {block.data(), length});
    }
    if (!good) throw InputError(name + ": no temporary file for a copy of it: " + error_text(errno));
    return file;
}

}  // namespace cbds::io
