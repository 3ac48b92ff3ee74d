/// @file
/// The dictionary in memory: plain rows for items, types, code sets and their editions.
///
/// The XML Schema files of `xsd/` are the dictionary. They are compiled to these rows when the program is
/// built, and by the same compiler when it runs with `--xsd-dir`. Element types that several parents share
/// (an address, a list of telephones) are expanded, so that a row stands for one path and a path has one row.
/// A row holds for the union of all editions; `schema::Plan` cuts it down to one.
///
/// Every text of a row is a view into storage that lives as long as the dictionary. Rows are never changed.
#pragma once

#include "cbds/schema/edition.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace cbds::schema {

/// Index of a row of `Dictionary::elements`. Rows of a collection stand together, parents before children.
using ElementId = std::uint16_t;
inline constexpr ElementId kNoElement = std::numeric_limits<ElementId>::max();

using TypeId = std::uint16_t;
inline constexpr TypeId kNoType = std::numeric_limits<TypeId>::max();

/// How sure a fact is. In rising order, so that the weakest of several is their minimum.
enum class Confidence : std::uint8_t { guess, likely, certain };

/// What a value tells about a person: `direct` identifies (name, UPN, address), `quasi` does so together
/// with others (birth date, postcode, ethnicity), `sensitive` must not be disclosed (SEN, exclusions).
enum class Privacy : std::uint8_t { none, quasi, sensitive, direct };

/// What an element holds: a value, children in a fixed order, children in any order, or anything.
enum class Content : std::uint8_t { value, sequence, all, any };

/// The role of an element in its document. Header, school block and records are the parts in which a
/// document is read; what encloses them is its frame.
enum class Part : std::uint8_t { inside, frame, header, school, record };

/// Which roll of the school a record is on.
enum class Roll : std::uint8_t { none, on, off };

/// The built-in type of XML Schema on which a simple type rests.
enum class Base : std::uint8_t { text, token, date, date_time, time, boolean, integer, decimal, year };

/// The identifiers whose structure is checked beyond a pattern (cbds/identifiers).
enum class Identifier : std::uint8_t { none, upn, uln, uci, urn, laestab, ukprn, trn, nino, uprn, postcode, email };

/// Bits of `ElementRow::phases`; a set of phases is a sum. Names as in the code set: NS PS MP MS SS AT SP PR.
using PhaseSet = std::uint8_t;
inline constexpr PhaseSet kAllPhases = 255;

/// One allowed code of a code set.
struct CodeRow {
    std::string_view code;
    std::string_view label;
    std::array<EditionRange, kCollections> editions;  ///< by collection; an empty range: not used there
    Confidence confidence = Confidence::certain;
};

/// A simple type: a base and the facets that restrict it.
struct TypeRow {
    std::string_view name;           ///< as in `types.xsd` or `codes.xsd`
    std::string_view documentation;  ///< one sentence
    std::string_view form;           ///< how a value is written, in the words of a message; may be empty
    std::string_view set_numbers;    ///< numbers of the code set: `CS010 D00024`; empty for none
    std::string_view pattern;        ///< as XML Schema writes it; empty for none
    Base base = Base::text;
    Identifier identifier = Identifier::none;
    Confidence confidence = Confidence::certain;  ///< of the code set or the facets
    std::uint16_t min_length = 0;                 ///< in characters
    std::uint16_t max_length = 65535;
    std::uint8_t fraction_digits = 255;           ///< of a decimal
    std::int64_t min_value = std::numeric_limits<std::int64_t>::min();  ///< of an integer or a decimal, both included
    std::int64_t max_value = std::numeric_limits<std::int64_t>::max();
    std::uint16_t first_code = 0;  ///< index into `Dictionary::codes`
    std::uint16_t code_count = 0;  ///< 0: no code set
};

/// "At least `min` times in these editions": an exception from `ElementRow::min`.
struct OccurrenceRow {
    EditionRange editions;
    std::uint8_t min = 0;
};

inline constexpr std::uint16_t kUnbounded = std::numeric_limits<std::uint16_t>::max();

/// One item or container at one path of a collection.
struct ElementRow {
    std::string_view name;           ///< exactly as written in a document
    std::string_view path;           ///< from the root: `CTfile/CTFpupilData/Pupil/UPN`
    std::string_view documentation;  ///< what the item is, one sentence
    std::string_view numbers;        ///< CBDS item numbers, the current one first: `N00001 100001`
    std::string_view aliases;        ///< other names that are read, separated by spaces
    std::string_view missing;        ///< rule reported when it is missing; empty for none
    std::string_view invalid;        ///< rule reported when its value is not valid; empty for none
    std::string_view key;            ///< of a repeated structure: the child items that tell two apart
    std::string_view table;          ///< CSV table and column of `convert`
    std::string_view column;
    std::string_view collect_table;  ///< table and column of a COLLECT export
    std::string_view collect_column;
    Collection collection = Collection::ctf;
    Content content = Content::value;
    Part part = Part::inside;
    Roll roll = Roll::none;
    Privacy privacy = Privacy::none;
    Confidence confidence = Confidence::certain;             ///< of name and parent
    Confidence occurrence_confidence = Confidence::certain;  ///< of the least number of times
    Confidence order_confidence = Confidence::certain;       ///< of the order of its children
    bool funding = false;                                    ///< money follows its value
    std::uint8_t min = 0;                                    ///< in editions that `minimum` does not name
    std::uint16_t max = 1;                                   ///< `kUnbounded` for any number
    std::uint8_t choice = 0;                                 ///< children of one parent with the same number other than 0 exclude each other
    bool choice_required = false;                            ///< one of them must be there
    EditionRange editions;
    TermSet terms = kAllTerms;      ///< terms that collect it
    PhaseSet phases = kAllPhases;   ///< phases that collect it
    TypeId type = kNoType;          ///< of a value
    ElementId parent = kNoElement;
    ElementId first_child = kNoElement;  ///< children are consecutive, in document order
    std::uint16_t child_count = 0;
    std::uint16_t first_minimum = 0;  ///< index into `Dictionary::minimums`
    std::uint16_t minimum_count = 0;

    /// Whether the item belongs to this edition: its range holds, and its term collects it.
    [[nodiscard]] bool in_edition(Edition edition) const noexcept;
};

/// The first and last edition that the dictionary covers, its root element, and when it was last changed.
struct CollectionRow {
    EditionRange editions;
    ElementId root = kNoElement;
    std::string_view dated;  ///< `2026-11`
};

/// The rows themselves. The built-in ones are constants; those of `--xsd-dir` live in the dictionary.
struct Tables {
    std::span<const ElementRow> elements;
    std::span<const TypeRow> types;
    std::span<const CodeRow> codes;
    std::span<const OccurrenceRow> minimums;
    std::array<CollectionRow, kCollections> collections;
};

/// The dictionary: rows and the few look-ups that every area needs.
class Dictionary {
public:
    /// The dictionary that was compiled into the program. Costs nothing.
    [[nodiscard]] static const Dictionary& built_in() noexcept;

    /// Compiles the XML Schema files of a folder: `ctf.xsd`, `school-census.xsd` and what they include.
    /// @throws DictionaryError with file, line and reason where they are not what they must be.
    [[nodiscard]] static Dictionary load(const std::string& folder);

    Dictionary(Dictionary&&) noexcept;
    Dictionary& operator=(Dictionary&&) noexcept;
    ~Dictionary();

    [[nodiscard]] std::span<const ElementRow> elements() const noexcept { return tables_.elements; }
    [[nodiscard]] std::span<const TypeRow> types() const noexcept { return tables_.types; }
    [[nodiscard]] const ElementRow& element(ElementId id) const noexcept { return tables_.elements[id]; }
    [[nodiscard]] const TypeRow& type(TypeId id) const noexcept { return tables_.types[id]; }
    [[nodiscard]] const CollectionRow& collection(Collection c) const noexcept {
        return tables_.collections[static_cast<std::size_t>(c)];
    }
    [[nodiscard]] std::span<const ElementRow> children(ElementId parent) const noexcept;
    [[nodiscard]] std::span<const CodeRow> codes(const TypeRow& type) const noexcept;
    [[nodiscard]] std::span<const OccurrenceRow> minimums(const ElementRow& element) const noexcept;

    /// How often the element must occur in its parent in this edition.
    [[nodiscard]] std::uint8_t minimum(const ElementRow& element, Ordinal edition) const noexcept;

    /// The element at a path from the root, letter case exact; `kNoElement` where there is none.
    [[nodiscard]] ElementId find(Collection collection, std::string_view path) const noexcept;

    /// The type of that name; `kNoType` where there is none.
    [[nodiscard]] TypeId find_type(std::string_view name) const noexcept;

    /// The edition whose rules are used for one that the dictionary does not cover:
    /// the latest before it, else the earliest. An edition that it covers is returned as it is.
    [[nodiscard]] Edition nearest(Edition edition) const noexcept;

private:
    struct Storage;
    explicit Dictionary(const Tables& tables, std::unique_ptr<Storage> storage) noexcept;

    Tables tables_;
    std::unique_ptr<Storage> storage_;
};

}  // namespace cbds::schema
