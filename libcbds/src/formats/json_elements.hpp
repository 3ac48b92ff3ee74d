/// @file
/// Elements as JSON tells of them, one after the other, written as XML.
#pragma once

#include "cbds/xml/limits.hpp"
#include "cbds/xml/part.hpp"
#include "formats/json_names.hpp"
#include "formats/json_source.hpp"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

/// What is wrong is thrown as DocumentError, with the path of the element that is open.
class JsonElements {
public:
    JsonElements(const JsonSource& source, const xml::Limits& limits) : source_(source), limits_(limits) {}

    /// A document begins; the one before is complete.
    void begin(std::ostream& out);
    void end();

    void open(std::string_view name);
    void attribute(std::string_view name, std::string_view value);
    void text(std::string_view value);
    void close();

    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
    [[noreturn]] void fail(const std::string& what) const;

private:
    struct Open {
        std::string name;
        bool mixed = false;  ///< it has text before its children, or stands in such an element: no layout belongs there
        bool has_children = false;
    };

    void check_text(std::string_view value) const;
    void begin_children();

    /// Whether what is written next stands in an element that takes no layout.
    [[nodiscard]] bool is_inline() const noexcept { return !open_.empty() && open_.back().mixed; }
    void finish_start_tag();
    void flush();

    const JsonSource& source_;
    const xml::Limits& limits_;
    std::ostream* out_ = nullptr;
    std::string buffer_;
    std::vector<Open> open_;
    Prefixes prefixes_;
    bool in_start_tag_ = false;                     ///< of the element opened last: its attributes are still to come
    std::vector<xml::ParsedAttribute> attributes_;  ///< of it
    std::size_t attribute_bytes_ = 0;
    std::string text_;                              ///< of the element opened last
    bool has_text_ = false;
};

}  // namespace cbds::formats
