/// @file
/// What encloses header, school and records, followed through a document: facts for `extras` where it is not as usual.
#pragma once

#include "formats/extras.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace cbds::formats {

/// The paths, from the root, of what usually stands in a document: header and school by their own paths, records by that
/// of the element around them, `.` for the root itself.
struct UsualStep {
    std::string path;
    schema::ElementId part = schema::kNoElement;  ///< header, school or a record
};
[[nodiscard]] std::vector<UsualStep> usual_steps(const schema::Dictionary& dictionary, schema::Collection collection);

/// Told of a document's frame in document order, whatever stretches it was read in.
class DocumentFrame {
public:
    /// Facts go to the sink as rows outside records.
    DocumentFrame(const TableLayout& layout, RowSink& facts) : layout_(layout), facts_(facts) {}

    void open(schema::ElementId element, std::string_view name, std::vector<xml::ParsedAttribute> attributes);
    void close();
    void text(std::string_view text);

    /// So many records of one kind.
    void records(schema::ElementId element, std::uint64_t count);

    /// Header or school. @returns false where there was one before: then it is kept as a fact
    [[nodiscard]] bool part(schema::ElementId element, xml::Element tree);

    /// The document ends, or what can be read of it.
    void finish();

private:
    struct Loose {
        std::uint64_t place = 0;
        xml::Element element;
    };

    /// An element that is open.
    struct Open {
        xml::Element element;
        std::vector<Loose> loose;  ///< children that no table holds
        std::uint64_t children = 0;
        bool has_parts = false;
        std::string path;          ///< once it has parts
        std::map<schema::ElementId, unsigned> kept;  ///< children with parts
    };

    struct Step {
        std::string path;
        schema::ElementId part = schema::kNoElement;
        std::uint64_t first = 0;  ///< number of its first record; 0 for header and school
    };

    [[nodiscard]] bool is_frame(schema::ElementId element) const;
    void mark_parts();
    void attach(Open closed);
    void put(const Open& open);
    void put(const Fact& fact);
    [[nodiscard]] std::string step_path() const;
    [[nodiscard]] bool is_usual() const;
    [[nodiscard]] std::string order() const;

    const TableLayout& layout_;
    RowSink& facts_;
    std::vector<Open> open_;
    std::vector<Step> steps_;
    std::set<schema::ElementId> parts_;  ///< header and school, once seen
    std::uint64_t records_ = 0;
    bool has_facts_ = false;
};

}  // namespace cbds::formats
