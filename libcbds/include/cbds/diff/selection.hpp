/// @file
/// Which changes are told: `--only`, `--ignore`, `--funding`, `--header`.
///
/// Selecting is by names of items (`SENtype`), of sections (`SENneeds`: an element and all that is in it), by paths from
/// the root or the end of one (`School/URN`), and by kinds of change (`added`, `item-changed`). A name is one of any
/// collection, or an alias; where none is spelled like it, letter case does not count.
///
/// - Only kinds are asked for: all items. Only items: all changes of these items, and no record as a whole. Both: these
///   kinds, and of items these; all changes of these items where the kinds are of records alone.
/// - What is ignored is not told, even where it is asked for.
/// - Unknown elements and attributes belong to the element that they stand in.
/// - Header noise is told where `--header` or the item's own name asks for it. Namespaces and places of a schema are such noise.
#pragma once

#include "cbds/diff/difference.hpp"

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace cbds::diff {

struct SelectionOptions {
    std::vector<std::string> only;    ///< `--only`; empty: all
    std::vector<std::string> ignore;  ///< `--ignore`
    bool funding = false;             ///< `--funding`: items that money follows, and who joined, left, moved
    bool header_noise = false;        ///< `--header`: time stamp, serial number and software too
};

class Selection {
public:
    /// The dictionary must outlive it.
    /// @throws UsageError for a name that is no item, section or kind of change of any collection, with what may have been
    ///         meant; where nothing is left that could be told
    Selection(const schema::Dictionary& dictionary, const SelectionOptions& options);

    [[nodiscard]] bool takes(ChangeKind kind) const noexcept { return kinds_[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] bool takes(const ItemChange& change) const noexcept;

    /// Leaves of a difference what is selected. @returns whether anything is left to be told
    [[nodiscard]] bool apply(RecordDifference& difference) const;

private:
    using Paths = std::unordered_map<std::string_view, schema::ElementId>;

    void ignore_noise(const std::vector<bool>& named);
    void check() const;
    [[nodiscard]] bool takes_place(std::string_view path) const noexcept;

    std::bitset<kChangeKinds> kinds_;
    std::vector<bool> elements_;  ///< by row of the dictionary
    Paths paths_;                 ///< of all rows
    bool header_noise_ = false;
};

}  // namespace cbds::diff
