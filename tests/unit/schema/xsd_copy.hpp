/// @file
/// A copy of the invented dictionary of `fixtures`, with one change, in a folder of its own.
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace cbds::schema {

inline const std::string kFixtures = std::string(CBDS_SOURCE_DIR) + "/tests/unit/schema/fixtures";

/// The folder goes when the copy does.
class XsdCopy {
public:
    XsdCopy() {
        std::string name = (std::filesystem::temp_directory_path() / "cbds-xsd-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
        folder_ = name;
        std::filesystem::copy(kFixtures, folder_);
    }
    ~XsdCopy() { std::filesystem::remove_all(folder_); }
    XsdCopy(const XsdCopy&) = delete;
    XsdCopy& operator=(const XsdCopy&) = delete;

    [[nodiscard]] std::string folder() const { return folder_.string(); }

    /// Replaces a text that the file must hold.
    void change(const std::string& file, const std::string& from, const std::string& to) const {
        std::ifstream in(folder_ / file);
        std::stringstream text;
        text << in.rdbuf();
        std::string changed = text.str();
        const std::size_t place = changed.find(from);
        if (place == std::string::npos) throw std::runtime_error(file + " has no " + from);
        changed.replace(place, from.size(), to);
        std::ofstream(folder_ / file) << changed;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace cbds::schema
