/// @file
/// One record, or another part of a document, while it is made: elements come in any order and are kept in the
/// dictionary's. What the edition does not collect is dropped at once; a container that stays empty is not written.
#pragma once

#include "sample/layout.hpp"

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

/// Index of a node of a record; 0 is the record itself.
using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

struct Node {
    schema::ElementId element = schema::kNoElement;  ///< `kNoElement`: one that no dictionary knows
    bool removed = false;
    std::uint32_t order = 0;  ///< place among its siblings
    std::uint32_t begin = 0;  ///< of the value
    std::uint32_t size = 0;
    NodeId parent = kNoNode;
    NodeId first = kNoNode;
    NodeId last = kNoNode;
    NodeId next = kNoNode;
};

class Record {
public:
    explicit Record(const Layout& layout) : layout_(layout) {}

    /// Forgets everything and begins a new part of this element.
    void start(schema::ElementId element);

    void open(std::string_view name);
    void close();

    void put(std::string_view name, std::string_view value);
    void put_number(std::string_view name, long long value);
    void put_hours(std::string_view name, int hundredths);  ///< 15.00
    void put_flag(std::string_view name, bool value) { put(name, value ? "true" : "false"); }
    void put_date(std::string_view name, int day);           ///< days since 1970-01-01

    /// Whether the edition collects that child of the element that is open.
    [[nodiscard]] bool collects(std::string_view name) const noexcept;

    void write(std::string& out) const { write(0, out); }

    /// What faults are planted with.
    [[nodiscard]] const std::vector<Node>& nodes() const noexcept { return nodes_; }
    [[nodiscard]] std::string_view value(NodeId node) const noexcept;
    [[nodiscard]] const Layout& layout() const noexcept { return layout_; }
    void set_value(NodeId node, std::string_view value);
    void remove(NodeId node) { nodes_[node].removed = true; }
    void repeat(NodeId node);
    void move_up(NodeId node);  ///< before the sibling that it follows; there must be one
    [[nodiscard]] NodeId before(NodeId node) const noexcept;
    void add_unknown(NodeId parent, std::string_view value);

    /// Paths that were put and that the dictionary has in no edition: a mistake in the program.
    [[nodiscard]] const std::vector<std::string>& unknown() const noexcept { return unknown_; }

private:
    NodeId append(NodeId parent, schema::ElementId element, std::uint32_t order, std::string_view value);
    void link(NodeId parent, NodeId node);
    void write(NodeId node, std::string& out) const;
    [[nodiscard]] schema::ElementId resolve(std::string_view name);

    const Layout& layout_;
    std::vector<Node> nodes_;
    std::string text_;
    NodeId open_ = 0;
    unsigned skipped_ = 0;  ///< how many containers are open that are not collected
    std::vector<std::string> unknown_;
};

/// Keeps a container open while it lives.
class Inside {
public:
    Inside(Record& record, std::string_view name) : record_(record) { record_.open(name); }
    ~Inside() { record_.close(); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

private:
    Record& record_;
};

/// Writes a day as YYYY-MM-DD into ten characters.
void write_day(int day, char* out) noexcept;

}  // namespace cbds::sample
