/// @file
/// Any spreadsheet as a document: a map says which item each of its columns is (cbds-map(5)).
///
///   edition = "ctf@26.0"
///   [header]
///   "SourceSchool/LEA" = "201"
///   [items]
///   UPN = "UPN"
///   DOB = {column = "Date of birth", date = "DD/MM/YYYY"}
///   Sex = {column = "Gender", codes = {Male = "M", Female = "F"}}
///
/// A row of the spreadsheet is a record. What cannot be read as the map says is told by row and column, all of it at
/// once; nothing is guessed.
#pragma once

#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/document_sink.hpp"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cbds::formats {

/// How the value of one item is made from a row.
struct MappedItem {
    std::string item;                   ///< as the map names it
    std::vector<std::string> path;      ///< names from the record down: `SENneeds`, `SENneed`, `SENtype`
    std::vector<unsigned> instances;    ///< of each of these, which, from 1
    schema::ElementId element = schema::kNoElement;
    std::vector<std::string> columns;   ///< whose cells are joined; empty for a constant
    std::string join = " ";
    std::string split;                  ///< the cell is cut where this stands; empty: it is not
    unsigned part = 1;                  ///< which of the pieces
    std::string date;                   ///< form of a date: `DD/MM/YYYY`; empty for none
    std::vector<std::pair<std::string, std::string>> codes;  ///< what a cell says, and the code for it
    bool labels = false;                ///< cells hold the labels of the code set
    std::string constant;               ///< where there are no columns
    std::string otherwise;              ///< for an empty cell
};

/// A map, read and checked.
class ColumnMap {
public:
    /// @throws InputError where the file cannot be read, UsageError with its line for what it should not say
    static ColumnMap load(const std::string& path, const schema::Dictionary& dictionary);

    schema::Edition edition;
    char delimiter = '\0';                     ///< 0: found out
    std::optional<io::Encoding> encoding;
    std::vector<std::pair<std::string, std::string>> header;  ///< path below the header, value
    std::vector<std::pair<std::string, std::string>> school;  ///< path below the school block of a census, value
    std::string roll_column;                   ///< empty: all are on roll
    std::vector<std::string> off_roll;         ///< what it says of those who left
    std::vector<MappedItem> items;
    std::vector<MappedItem> off_roll_items;    ///< the same for those who left, as far as that record has them
};

/// Reads a CSV file as the map says.
/// @param note  told of columns that the map does not use, and of each cell that cannot be read; may be empty
/// @throws DocumentError where cells cannot be read or columns are missing, InputError
void read_mapped_csv(io::ByteStream& stream, const std::string& name, const ColumnMap& map, const schema::Dictionary& dictionary,
                     const std::function<void(const ReadingNote&)>& note, DocumentSink& sink);

/// A map for the headings of a CSV file, to be looked through: an item for each heading that is an item's name or is known
/// from the exports of management information systems, the others as comments.
/// @throws DocumentError, InputError
[[nodiscard]] std::string suggest_map(io::ByteStream& stream, const std::string& name, schema::Edition edition, const schema::Dictionary& dictionary);

}  // namespace cbds::formats
