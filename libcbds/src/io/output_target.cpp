#include "io/output_target.hpp"

#include "cbds/error.hpp"

#include <boost/filesystem.hpp>

namespace cbds::io {
namespace {

namespace fs = boost::filesystem;

/// Names of descriptors that are open already: `/dev/stdout` may be a file that exists, and is written all the same.
bool names_descriptor(const std::string& path) {
    return path == "/dev/stdout" || path == "/dev/stderr" || path.starts_with("/dev/fd/") || path.starts_with("/proc/self/fd/");
}

/// Where a link leads to, so that the file is replaced and not the link.
std::string behind_links(const std::string& path) {
    boost::system::error_code error;
    const fs::path real = fs::canonical(path, error);
    return error || !fs::is_symlink(path, error) ? path : real.native();
}

}  // namespace

bool is_written_straight(const std::string& path) {
    boost::system::error_code error;
    const fs::file_type type = fs::status(path, error).type();
    if (type == fs::directory_file) throw OutputError(path + ": is a folder");
    return names_descriptor(path) || type == fs::character_file || type == fs::block_file || type == fs::fifo_file;
}

std::unique_ptr<TemporaryFile> file_for(const std::string& path, const OutputOptions& options) {
    boost::system::error_code error;
    const bool exists = fs::symlink_status(path, error).type() != fs::file_not_found;
    if (exists && !error && !options.overwrite) throw OutputError(exists_already(path));
    return std::make_unique<TemporaryFile>(behind_links(path), options.personal ? 0600 : 0666);
}

}  // namespace cbds::io
