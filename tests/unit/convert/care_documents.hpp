/// Documents and folders for the tests of split, merge, rename, strip and tidy.
#pragma once

#include "cbds/convert/rewrite.hpp"
#include "cbds/io/memory_input.hpp"
#include "cbds/sample/sample.hpp"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace cbds;

inline std::string sample_text(schema::Edition edition, std::uint64_t pupils = 8, std::uint64_t seed = 1, const std::string& phase = "PS") {
    sample::SampleOptions options;
    options.edition = edition;
    options.pupils = pupils;
    options.seed = seed;
    options.phase = phase;
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out);
    return out.str();
}

/// A transfer file with these pupils, in the layout of our writer.
inline std::string transfer_file(const std::string& pupils, const std::string& header = "") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CTfile>\n  <Header>\n    <DocumentName>Common Transfer File</DocumentName>\n"
           "    <CTFversion>26.0</CTFversion>\n" + header +
           "    <SourceSchool>\n      <LEA>201</LEA>\n      <Estab>3933</Estab>\n    </SourceSchool>\n"
           "    <DestSchool>\n      <LEA>201</LEA>\n      <Estab>4001</Estab>\n    </DestSchool>\n  </Header>\n  <CTFpupilData>\n" + pupils +
           "  </CTFpupilData>\n</CTfile>\n";
}

/// A folder of its own, gone with the object.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "cbds-care-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
        path_ += '/';
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { std::filesystem::remove_all(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }
    void put(const std::string& name, const std::string& text) const { std::ofstream(path_ + name, std::ios::binary) << text; }
    [[nodiscard]] std::string text(const std::string& name) const {
        std::ifstream in(path_ + name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& file : std::filesystem::directory_iterator(path_)) found.push_back(file.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }

private:
    std::string path_;
};

/// A text in place of another, once.
inline std::string with(std::string text, const std::string& from, const std::string& to) { return text.replace(text.find(from), from.size(), to); }

/// The editions of transfer files that the dictionary covers.
inline std::vector<schema::Edition> transfer_editions() {
    const schema::EditionRange range = schema::Dictionary::built_in().collection(schema::Collection::ctf).editions;
    std::vector<schema::Edition> editions;
    for (int version = range.since; version <= range.until; ++version) editions.push_back(schema::ctf_edition(version));
    return editions;
}

}  // namespace
