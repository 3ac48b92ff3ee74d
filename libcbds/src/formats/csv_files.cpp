#include "formats/csv_files.hpp"

#include "cbds/error.hpp"
#include "io/ascii.hpp"
#include "io/file_input.hpp"
#include "io/packing.hpp"
#include "io/zip_walk.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <vector>

namespace cbds::formats {
namespace {

namespace fs = boost::filesystem;

constexpr std::string_view kCsvSuffix = ".csv";

bool is_csv(std::string_view path) {
    return path.size() > kCsvSuffix.size() && ascii::same_but_case(path.substr(path.size() - kCsvSuffix.size()), kCsvSuffix);
}

bool is_folder(const std::string& path) {
    boost::system::error_code error;
    return fs::is_directory(path, error);
}

bool is_zip(const std::string& path) {
    boost::system::error_code error;
    if (!fs::is_regular_file(path, error)) return false;
    return io::packing_of(io::read_first_bytes(io::open_to_read(path), path)) == io::Packing::zip;
}

std::vector<std::string> files_of_folder(const std::string& path) {
    std::vector<std::string> files;
    boost::system::error_code error;
    fs::directory_iterator at(path, error);
    for (; !error && at != fs::directory_iterator(); at.increment(error)) {
        boost::system::error_code unknown;
        const std::string name = at->path().filename().native();
        if (is_csv(name) && !io::is_hidden(name) && !fs::is_directory(at->path(), unknown)) files.push_back(at->path().native());
    }
    if (error) throw InputError(path + ": " + io::error_text(error.value()));
    std::ranges::sort(files);
    return files;
}

void visit_folder(const std::string& path, const std::function<bool(io::Input& file)>& use) {
    for (const std::string& file : files_of_folder(path)) {
        io::FileInput input(file, std::nullopt, {});
        if (!use(input)) return;
    }
}

void visit_zip(const std::string& path, const std::function<bool(io::Input& file)>& use) {
    const auto walk = std::make_shared<io::ZipWalk>(io::open_to_read(path), path, io::Limits{}, is_csv);
    std::uint64_t skipped = 0;
    while (const auto input = walk->next(skipped))
        if (!use(*input)) return;
}

}  // namespace

bool holds_files(const std::string& path) { return is_folder(path) || is_zip(path); }

void for_each_csv_file(const std::string& path, const std::function<bool(io::Input& file)>& use) {
    if (is_folder(path)) visit_folder(path, use);
    else visit_zip(path, use);
}

std::string_view table_name_of(std::string_view path) noexcept {
    if (const std::size_t slash = path.rfind('/'); slash != std::string_view::npos) path.remove_prefix(slash + 1);
    for (const std::string_view suffix : {std::string_view(".gz"), std::string_view(".zst"), kCsvSuffix})
        if (path.size() > suffix.size() && ascii::same_but_case(path.substr(path.size() - suffix.size()), suffix)) path.remove_suffix(suffix.size());
    return path;
}

}  // namespace cbds::formats
