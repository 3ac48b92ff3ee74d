/// @file
/// A document whose records are changed while it is read: parts that nothing is done to go through as they are.
#pragma once

#include "cbds/formats/document_writer.hpp"
#include "cbds/io/stream.hpp"
#include "cbds/schema/plan.hpp"
#include "cbds/xml/element.hpp"
#include "cbds/xml/opening.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::attendance {

/// Changes records of one stretch of the document. Used by one thread at a time.
class RecordEditor {
public:
    virtual ~RecordEditor() = default;

    /// @param number  of the record in its stretch, from 1
    /// @returns whether anything was changed
    [[nodiscard]] virtual bool edit(xml::Element& record, std::uint64_t number) = 0;
};

/// The work on one document.
class DocumentEditor {
public:
    virtual ~DocumentEditor() = default;

    /// Before the first part. @param named  the edition that the document names; the plan's may be the nearest that is known
    /// @throws DocumentError where it is not the document that is wanted
    virtual void begin(const schema::Plan& plan, const xml::Opening& opening, schema::Edition named) = 0;

    /// The school block; before any record.
    virtual void school(const xml::Element&) {}

    [[nodiscard]] virtual std::unique_ptr<RecordEditor> make_editor() = 0;

    /// Takes what an editor gathered, in document order, and leaves it empty.
    /// @param first_record  how many records stand before its stretch
    virtual void collect(RecordEditor& editor, std::uint64_t first_record) = 0;

    /// The document was read to its end. The plan and the opening are gone afterwards.
    virtual void end(std::uint64_t /*records*/) {}
};

/// @param writer  gets the document, and is not committed; null: nothing is written
/// @throws DocumentError where the document is no good, or has text that would be lost; InputError, OutputError
void edit_document(const schema::Dictionary& dictionary, io::Input& document, std::optional<schema::Edition> edition, unsigned jobs,
                   DocumentEditor& editor, formats::DocumentWriter* writer);

/// The row of a child of that name as an edition has it; `kNoElement` where it has none.
[[nodiscard]] schema::ElementId child_row(const schema::Plan& plan, schema::ElementId parent, std::string_view name) noexcept;

/// The first element of a row below another, whatever it is called in the document; null where there is none.
[[nodiscard]] xml::Element* find_row(xml::Element& above, schema::ElementId row) noexcept;

/// Its value without blanks around it; empty where there is none. @param path  below a record's row
[[nodiscard]] std::string value_at(xml::Element& record, std::string_view path, const schema::Dictionary& dictionary);

/// Makes elements of an edition and sets their values, and knows whether that changed anything.
class ElementSetter {
public:
    explicit ElementSetter(const schema::Plan& plan) : plan_(plan) {}

    /// An element of a row with nothing in it, which stands nowhere yet.
    [[nodiscard]] xml::Element empty(schema::ElementId row) const;

    /// The element of a row below another; made, in its place, where there is none.
    xml::Element& make(xml::Element& parent, schema::ElementId row);

    /// Gives it a value. @param row  `kNoElement`: nothing is done
    void set(xml::Element& parent, schema::ElementId row, const std::string& value);

    [[nodiscard]] bool changed() const noexcept { return changed_; }

private:
    const schema::Plan& plan_;
    bool changed_ = false;
};

}  // namespace cbds::attendance
