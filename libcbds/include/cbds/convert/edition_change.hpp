/// @file
/// Change of edition: a Common Transfer File of 21.0 made one of 26.0, a return of one year that of another, and back.
///
/// What an edition has - elements, codes, how often - is read from the dictionary. What took the place of what is rows of
/// libcbds/data/edition_changes.csv: other names, other codes, items that became lists. The rest is these rules:
/// - What the edition lacks is left out, and is a loss. A name or a code that was only replaced by another is none.
/// - A code that the edition lacks is widened where the rows say so. Otherwise the item is left out, and with it what
///   cannot stand without it; where that would be the record itself, the value stays as it is. All of this is a loss.
/// - Nothing is invented: what the edition asks for and the document does not tell is reported, and stays missing.
/// - A value that was wrong in its own edition stays as it is. So do unknown elements and attributes.
/// - Attendance goes by the day of the session. Marks of a transfer file stay what they are on their days; totals of a
///   return follow the codes of the period that its edition collects. J and J1 are never made of each other.
#pragma once

#include "cbds/convert/loss.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/element.hpp"

#include <cstdint>
#include <memory>

namespace cbds::convert {

/// Whether a return may become one of another term, which collects other items.
enum class OtherTerm : std::uint8_t { refused, allowed };

/// Changes parts from one edition to another. Compiled once; may be used by several threads at once.
class EditionChange {
public:
    /// The dictionary must outlive it. `from` may be an edition that the dictionary does not cover.
    /// @throws UsageError where the two are of different collections, `to` is not covered, or the terms differ
    ///         and `other_term` refuses it
    EditionChange(const schema::Dictionary& dictionary, schema::Edition from, schema::Edition to,
                  OtherTerm other_term = OtherTerm::refused);
    EditionChange(EditionChange&&) noexcept;
    ~EditionChange();

    [[nodiscard]] schema::Edition from() const noexcept;
    [[nodiscard]] schema::Edition to() const noexcept;

    /// Changes one part in place: the header, the school block or a record, with its elements tied to their rows.
    /// @param record  number of the record, for what is told to the sink; `kNoRecordNumber` for header and school block
    void change(xml::Element& part, std::uint64_t record, LossSink& sink) const;

private:
    class Implementation;
    std::unique_ptr<const Implementation> implementation_;
};

}  // namespace cbds::convert
