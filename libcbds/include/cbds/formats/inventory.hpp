/// @file
/// What a document is and how much it holds, without judging it.
#pragma once

#include "cbds/formats/identify.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/xml/document_reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cbds::formats {

/// A section of the records: an element directly below them.
struct SectionCount {
    std::string name;        ///< `SENhistory`
    std::uint64_t count = 0; ///< how many records have it
};

/// Records of one roll.
struct RecordCount {
    std::string name;        ///< `PupilOnRoll`
    std::uint64_t count = 0;
    std::vector<SectionCount> sections;  ///< in the order of the dictionary, those that occur
};

struct Inventory {
    std::string name;
    std::optional<schema::Collection> collection;
    schema::Edition edition;      ///< as the document names it, where there is a collection
    std::string la;               ///< of the school that made it, as written; the same for the next three
    std::string estab;
    std::string school_name;
    std::string time_stamp;
    std::string encoding;         ///< in which it was read
    bool byte_order_mark = false;
    std::uint64_t bytes = 0;      ///< of the decompressed original
    std::uint64_t records = 0;
    std::vector<RecordCount> rolls;
    std::string problem;          ///< why it could not be read to its end; empty where it could
    bool unreadable = false;      ///< its bytes could not be read
};

/// Reads a document and counts. What is wrong with it is told in `problem`, nothing is thrown for it.
[[nodiscard]] Inventory take_inventory(const schema::Dictionary& dictionary, io::Input& input, const xml::ReadOptions& options,
                                       std::optional<schema::Edition> edition, std::optional<io::Encoding> encoding);

}  // namespace cbds::formats
