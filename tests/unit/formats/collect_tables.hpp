/// @file
/// Sets of COLLECT's tables in memory: read, written, compared.
#pragma once

#include "cbds/formats/collect.hpp"
#include "formats/json_round_trip.hpp"
#include "io/test_files.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace cbds::test {

using Tables = std::map<std::string, std::string>;

/// What a set was read as.
struct CollectReading {
    std::vector<std::string> documents;
    std::vector<formats::ReadingNote> notes;

    [[nodiscard]] std::size_t count(std::string_view words) const {
        return static_cast<std::size_t>(std::count_if(notes.begin(), notes.end(), [=](const formats::ReadingNote& each) {
            return each.message.find(words) != std::string::npos;
        }));
    }
    [[nodiscard]] const formats::ReadingNote& note(std::string_view words) const {
        return *std::find_if(notes.begin(), notes.end(),
                             [=](const formats::ReadingNote& each) { return each.message.find(words) != std::string::npos; });
    }
};

inline CollectReading read_path(const std::string& path, formats::CollectReadOptions options = {}) {
    CollectReading reading;
    options.note = [&](const formats::ReadingNote& note) { reading.notes.push_back(note); };
    TextSink sink;
    formats::read_collect(path, schema::Dictionary::built_in(), options, sink);
    reading.documents = std::move(sink.documents);
    return reading;
}

inline CollectReading read_tables(const Tables& tables, formats::CollectReadOptions options = {}) {
    const io::test::TestFolder folder;
    for (const auto& [name, text] : tables) folder.write(name, text);
    return read_path(folder.path(), std::move(options));
}

inline Tables tables_in(const std::string& folder) {
    Tables tables;
    for (const auto& entry : io::test::fs::directory_iterator(folder))
        tables[entry.path().filename().native()] = io::test::content(entry.path().native());
    return tables;
}

struct CollectWriting {
    Tables tables;
    std::vector<formats::FormatLoss> losses;

    [[nodiscard]] const formats::FormatLoss* loss(std::string_view item, std::string_view reason) const {
        const auto found = std::find_if(losses.begin(), losses.end(), [=](const formats::FormatLoss& each) {
            return each.item == item && each.reason == reason;
        });
        return found == losses.end() ? nullptr : &*found;
    }
};

inline CollectWriting write_tables(const std::string& xml, unsigned jobs = 1) {
    const io::test::TestFolder folder;
    formats::CollectWriter writer(std::make_unique<io::OutputFolder>(folder.at("out"), io::OutputOptions{}));
    xml::ReadOptions options;
    options.jobs = jobs;
    write_document(xml, writer, options);
    writer.commit();
    return {tables_in(folder.at("out")), writer.losses()};
}

}  // namespace cbds::test
