/// @file
/// A part of a document as a JSON value.
#pragma once

#include "cbds/xml/part.hpp"
#include "formats/json_text.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::formats {

class PartJson {
public:
    explicit PartJson(const JsonNames& names) : names_(names) {}

    /// Appends what a part holds; its name is left to whoever writes around it.
    void append(const xml::Part& part, std::string& out);

private:
    [[nodiscard]] bool is_parent(std::uint32_t node) const;
    [[nodiscard]] bool is_list(std::uint32_t child, std::uint32_t parent) const;
    [[nodiscard]] bool stand_together(std::uint32_t parent) const;
    [[nodiscard]] bool same_name(std::uint32_t a, std::uint32_t b) const;
    void find_ends();
    void write_key(std::uint32_t node);
    std::uint32_t write_value(std::uint32_t node);
    void write_text(std::uint32_t node);
    void write_attributes(std::uint32_t node);
    std::uint32_t write_object(std::uint32_t node);
    std::uint32_t write_members(std::uint32_t parent);
    std::uint32_t write_content(std::uint32_t parent);
    void separate();

    const JsonNames& names_;
    const xml::Part* part_ = nullptr;
    std::string* out_ = nullptr;
    std::span<const xml::Attribute> attributes_;  ///< of the nodes still to come
    std::vector<std::uint32_t> ends_;             ///< by node: the node behind all that is in it
};

}  // namespace cbds::formats
