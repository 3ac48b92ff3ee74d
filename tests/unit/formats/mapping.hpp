/// @file
/// Spreadsheets in memory, read as a map says.
#pragma once

#include "cbds/error.hpp"
#include "cbds/formats/document_sink.hpp"
#include "cbds/formats/map.hpp"
#include "cbds/io/memory_input.hpp"
#include "io/test_files.hpp"

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::test {

struct MapSink final : formats::DocumentSink {
    std::ostream& begin(std::string_view) override { return stream; }
    void end() override { complete = true; }

    std::ostringstream stream;
    bool complete = false;
};

struct Mapped {
    std::string xml;  ///< empty where the document did not become complete
    std::string problem;
    std::vector<std::string> notes;
};

inline const schema::Dictionary& map_dictionary() { return schema::Dictionary::built_in(); }

inline formats::ColumnMap load_map(std::string_view text) {
    const io::test::TestFolder folder;
    return formats::ColumnMap::load(folder.write("map.toml", text), map_dictionary());
}

/// What is wrong with a map: `line: reason`; empty where nothing is.
inline std::string map_problem(std::string_view text) {
    try {
        static_cast<void>(load_map(text));
        return {};
    } catch (const UsageError& error) {
        const std::string message = error.what();
        const std::size_t name = message.find("map.toml:");
        return name == std::string::npos ? message : message.substr(name + 9);
    }
}

inline Mapped mapped(std::string_view map_text, std::string_view csv) {
    const formats::ColumnMap map = load_map(map_text);
    Mapped result;
    MapSink sink;
    io::MemoryStream stream(csv);
    const auto note = [&](const formats::ReadingNote& each) {
        result.notes.push_back(std::to_string(each.row) + " " + each.column + ": " + each.message);
    };
    try {
        formats::read_mapped_csv(stream, "pupils.csv", map, map_dictionary(), note, sink);
    } catch (const DocumentError& error) {
        result.problem = error.what();
    }
    if (sink.complete) result.xml = sink.stream.str();
    return result;
}

/// A map of transfer files with these items.
inline std::string ctf_map(std::string_view items) { return "edition = \"ctf@26.0\"\n[items]\n" + std::string(items); }

/// What stands between a tag and its end, the first of that name; `none` where there is none.
inline std::string inside(const std::string& xml, const std::string& name) {
    const std::size_t begin = xml.find('<' + name + '>');
    if (begin == std::string::npos) return "none";
    const std::size_t from = begin + name.size() + 2;
    return xml.substr(from, xml.find("</" + name + '>', from) - from);
}

}  // namespace cbds::test
