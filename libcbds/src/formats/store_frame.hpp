/// @file
/// What encloses the parts of a document, written around them: as usual, unless facts say otherwise.
#pragma once

#include "cbds/xml/writer.hpp"
#include "formats/store_part.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// What stands next: header, school or records.
struct FrameStep {
    std::string path;                        ///< of the element around it, from the root: `Message/Pupils[2]/PupilsOnRoll`
    schema::ElementId part = schema::kNoElement;  ///< header, school or a record; `kNoElement`: records, of whatever roll
    std::int64_t first_record = 0;           ///< where the order is said by a fact
};

class StoreFrame {
public:
    /// @param facts  those whose paths begin with the root
    StoreFrame(const TableLayout& layout, const std::vector<StoredFact>& facts);

    /// The steps that a fact says; empty where it says none, and so the usual ones are taken.
    [[nodiscard]] const std::vector<FrameStep>& steps() const noexcept { return steps_; }

    /// The same for what usually stands there.
    [[nodiscard]] std::vector<FrameStep> usual() const;

    /// The element at a path with numbers. @throws DocumentError where it is none that encloses or is a part
    [[nodiscard]] schema::ElementId element_at(std::string_view path) const;

    /// Opens and closes elements until one with this path is open, and makes ready for a part in it.
    void go_to(const std::string& path, std::string& out);

    /// Where a part is written: how many elements enclose it.
    [[nodiscard]] unsigned depth() const noexcept { return static_cast<unsigned>(open_.size()); }

    /// Closes all that is open. @throws DocumentError for facts about what is not in the document
    void finish(std::string& out);

private:
    struct Facts {
        std::string name;
        std::vector<xml::ParsedAttribute> attributes;
        std::vector<std::pair<std::uint64_t, std::string>> elements;  ///< by place
    };

    struct Open {
        std::string path;
        schema::ElementId element = schema::kNoElement;
        std::uint64_t children = 0;
        Facts facts;
        std::size_t written = 0;  ///< of the elements of the facts
    };

    void add(const StoredFact& fact);
    void add_steps(std::string_view order);
    void open(const std::string& path, std::string& out);
    void close(std::string& out);
    void next_child(std::string& out);
    void write_loose(Open& open, std::string& out);

    const TableLayout& layout_;
    std::string root_;
    std::map<std::string, Facts, std::less<>> facts_;  ///< by path
    std::vector<FrameStep> steps_;
    std::vector<Open> open_;
    xml::FrameText text_;
};

}  // namespace cbds::formats
