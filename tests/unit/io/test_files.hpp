/// Folders, files and archives for tests, gone afterwards.
#pragma once

#include "cbds/io/inputs.hpp"

#include <boost/filesystem.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cbds::io::test {

namespace fs = boost::filesystem;

class TestFolder {
public:
    TestFolder() : path_(fs::temp_directory_path() / fs::unique_path("cbds-test-%%%%%%%%%%%%")) { fs::create_directories(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    ~TestFolder() { fs::remove_all(path_); }

    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).native(); }
    [[nodiscard]] std::string path() const { return path_.native(); }

    /// Writes a file, and the folders above it.
    std::string write(const std::string& name, std::string_view bytes) const {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(at(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return at(name);
    }

    /// Names of everything in the folder.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (const fs::directory_entry& entry : fs::directory_iterator(path_)) names.push_back(entry.path().filename().native());
        return names;
    }

private:
    fs::path path_;
};

inline std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Reads a stream to its end, in pieces.
inline std::string read_all(ByteStream& stream, std::size_t piece = 1000) {
    std::string text;
    std::vector<char> buffer(piece);
    for (std::size_t length = piece; length == piece;) {
        length = stream.read(buffer);
        text.append(buffer.data(), length);
    }
    return text;
}

using Entries = std::vector<std::pair<std::string, std::string>>;

/// A zip of entries: name and content. A name that ends with `/` is a folder.
/// @param options  of libarchive's writer
std::string make_zip(const Entries& entries, const char* options = nullptr);
std::string make_gzip(std::string_view bytes);
std::string make_zstd(std::string_view bytes);

/// What an input gives: its bytes, or `error: ` and the message.
inline std::string result_of(Input& input) {
    try {
        return read_all(*input.open());
    } catch (const std::exception& error) {
        return std::string("error: ") + error.what();
    }
}

/// Name and result of every input.
inline Entries read_inputs(Inputs& inputs) {
    Entries results;
    while (auto input = inputs.next()) results.emplace_back(input->name(), result_of(*input));
    return results;
}

inline Entries read_paths(std::vector<std::string> paths, const Limits& limits = {}) {
    Inputs inputs({.paths = std::move(paths), .stdin_name = "-", .limits = limits});
    return read_inputs(inputs);
}

}  // namespace cbds::io::test
