/// @file
/// Two documents of one collection compared: records matched, items compared by their types.
///
/// Each document is read once as a stream; of a record an entry of 56 bytes stays in memory (hashes of its UPN, FormerUPN,
/// ULN, name with birth date and of its contents, and where it stands), and while records are matched a few numbers more.
/// Only records that differ are read again, from the file itself, or from a temporary copy where it cannot be read from any
/// place (archives, pipes). Records that stand in both documents byte by byte are parsed in the first one only.
///
/// Text between the elements of a container, where none belongs, is not compared.
///
/// Order does not count: of records, of the entries of repeated structures, of attributes; nor do layout, encoding and line
/// ends. Entries of repeated structures are found by their keys (schema::ElementRow::key), repeated values by value.
#pragma once

#include "cbds/diff/difference.hpp"
#include "cbds/diff/selection.hpp"
#include "cbds/io/stream.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cbds::diff {

struct CompareOptions {
    std::optional<schema::Edition> edition;    ///< `--edition`: both are read as
    std::optional<io::Encoding> encoding;      ///< `--encoding`
    unsigned jobs = 1;
    bool ignore_case = false;                  ///< letter case of values does not count
    bool ignore_space = false;                 ///< nor do blanks, wherever they stand
    bool as_written = false;                   ///< values are compared byte by byte, names as they are written, in their order: for a patch
    const Selection* selection = nullptr;      ///< what is told; null: everything but header noise, as written that too
    std::function<void(std::uint64_t)> progress;  ///< told how many bytes were read since the last call; may be empty
};

/// How often each item stands in the records of a document, by row of the dictionary; an empty value counts. Records that
/// could not be matched are left out.
using ItemTotals = std::vector<std::uint64_t>;

struct CompareResult {
    DocumentSide before;
    DocumentSide after;
    schema::Collection collection{};
    Summary summary;
    ItemTotals old_items;  ///< only where they were asked for
    ItemTotals new_items;
};

class Comparison {
public:
    /// The dictionary and the selection must outlive it.
    Comparison(const schema::Dictionary& dictionary, CompareOptions options);
    Comparison(const Comparison&) = delete;
    Comparison& operator=(const Comparison&) = delete;
    ~Comparison();

    /// Compares one pair. Calls of the sink: begin_pair, outside, records, ambiguities. Not end_pair: findings may follow.
    /// @param count_items  fill in the totals of items, and tell what is outside of the records even if nothing differs there
    /// @throws DocumentError, naming file and place, where one is not well formed, is of no collection, or they are of two;
    ///         InputError where one cannot be read, or changed while it was read; what the sink throws
    CompareResult compare(io::Input& before, io::Input& after, DifferenceSink& sink, bool count_items = false);

private:
    class Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace cbds::diff
