/// @file
/// Documents as tables: one for each repeated structure, linked by keys. CSV, SQLite, SQL and XLSX hold the same tables.
///
/// Which table and column an item goes to is said by the dictionary. Every table begins with key columns:
///
///   document   number of the document among those written together, from 1
///   record     number of the record in its document, from 1; not in the tables of the header and the school
///   number     number of the row among those of its table in the record (in the document, where there is no record)
///   within     the number of the row that it belongs to, where repeated structures stand inside each other
///
/// (document, record, number) is the key of a table with these columns; the tables of header, school and records have one
/// row for each and no `number`. A record has the column `roll` (`on`, `off`) where its collection has two rolls.
///
/// An absent element is an absent cell, an empty element an empty text: formats keep the two apart.
/// What tables cannot say - unknown elements, attributes, an unusual order, containers without content, other spellings
/// - stands in the table `extras`, a row a fact, so that the document can be written again exactly:
///
///   document, record (0: outside records), path, place, kind, name, value
///
///   kind       path                       place                      name            value
///   element    of the element above it    among its children, from 0  -              the element as XML
///   attribute  of the element             among its attributes       of the attribute its value
///   name       of the element             -                          as written      -
///   order      of the element             -                          -               names of the children, in their order
///   place      of an element              -                          -               -
///
/// A path counts repeated elements from 1: `Pupil/SENhistory/SEN[2]`. It begins with the part's own element, or with the
/// root for what encloses the parts. Where two elements of a part share a column, `place` says, by a path without counts,
/// that it holds the one that it usually does not. Names and paths are those of the dictionary, however they are written;
/// elements of the kind `element` are not counted in paths. The order of the root names header and school, and the
/// elements around records with the number of the first record in each: `Header School Pupils/PupilsOnRoll@1`; it is
/// said where they do not stand as usual: each roll once, one behind the other.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// What a column holds beside items.
enum class Key : std::uint8_t { none, document, record, number, within, roll };

struct Column {
    std::string name;
    Key key = Key::none;
    std::vector<schema::ElementId> elements;  ///< of an item: its elements, on roll and off roll; empty for a key
    schema::TypeId type = schema::kNoType;    ///< of the first of them; `kNoType` for a key
    std::size_t label_of = SIZE_MAX;          ///< this column holds the labels of that column's codes; SIZE_MAX: it does not
};

/// One table. Columns stand in the order of the dictionary, behind the keys.
struct Table {
    std::string name;
    schema::Part part = schema::Part::record;      ///< the part that its rows come from
    std::vector<schema::ElementId> elements;       ///< a row stands for one of these: on roll and off roll
    std::size_t above = SIZE_MAX;                  ///< index of the table that it belongs to; SIZE_MAX for a part's own table
    std::vector<Column> columns;

    [[nodiscard]] bool extras() const noexcept { return elements.empty(); }

    /// Index of a column by its name; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const noexcept;
};

/// The tables of a collection, over all its editions, in the order of the dictionary; `extras` is the last.
class TableLayout {
public:
    /// The dictionary must outlive the layout. @throws DictionaryError where its tables contradict each other
    TableLayout(const schema::Dictionary& dictionary, schema::Collection collection);

    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return *dictionary_; }
    [[nodiscard]] schema::Collection collection() const noexcept { return collection_; }
    [[nodiscard]] std::span<const Table> tables() const noexcept { return tables_; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view table) const noexcept;

    /// Where the rows or the values of an element go: a table and, for a value, its column.
    struct Target {
        std::uint16_t table = UINT16_MAX;   ///< UINT16_MAX: the element is a container without rows of its own
        std::uint16_t column = UINT16_MAX;  ///< UINT16_MAX: the element stands for a row; a repeated value has both, a row and its column
    };
    [[nodiscard]] Target target(schema::ElementId element) const noexcept { return targets_[element]; }

    /// Only the columns of these items (`UPN`, or `table.column`), in this order within each table, and the tables that have
    /// any; keys go with them where more than one table is left. A name alone is that of the record's own table where it
    /// has such a column, else of every table that has one. `extras` is left out.
    /// @throws UsageError naming an item that no table has, and the nearest name that one has
    [[nodiscard]] TableLayout select(std::span<const std::string> items) const;

    /// Only these tables, or what stands in these elements directly below a record, header or school (`SENhistory`). The tables
    /// that enclose them go with them, cut down to their keys and the items that tell their rows apart (`UPN`). `extras` is
    /// left out.
    /// @throws UsageError naming a section that there is not, and the nearest name
    [[nodiscard]] TableLayout select_sections(std::span<const std::string> sections) const;

    /// With a column of labels (`Ethnicity_label`) behind each column of a code set. Readers pass over them.
    [[nodiscard]] TableLayout with_labels() const;

    /// Whether it holds all that a document has: it was not cut down.
    [[nodiscard]] bool whole() const noexcept { return whole_; }

private:
    [[nodiscard]] TableLayout cut(std::span<const std::vector<std::size_t>> columns) const;

    const schema::Dictionary* dictionary_;
    bool whole_ = true;
    schema::Collection collection_;
    std::vector<Table> tables_;
    std::vector<Target> targets_;  ///< by element
};

/// A cell: absent, or a text, which may be empty.
using Cell = std::optional<std::string_view>;

inline constexpr std::uint64_t kNoRecord = UINT64_MAX;

/// Receives rows. Cells stand in the order of the table's columns; their texts are valid during the call only.
class RowSink {
public:
    virtual ~RowSink() = default;

    /// @param table   index into the layout's tables
    /// @param record  number of the record in its stretch of the document, from 0; `kNoRecord` outside records
    /// @param cells   those of the keys `document` and `record` are absent: whoever knows what stands before fills them in
    virtual void row(std::size_t table, std::uint64_t record, std::span<const Cell> cells) = 0;
};

}  // namespace cbds::formats
