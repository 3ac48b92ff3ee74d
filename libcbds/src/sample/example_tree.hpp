/// @file
/// The elements of an example while it is made. Unlike a Record it holds a whole document, and it takes elements of any
/// edition and phase.
#pragma once

#include "sample/layout.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

class ExampleTree {
public:
    explicit ExampleTree(const Layout& layout);

    /// Sets a value; puts what is missing on the way.
    /// @throws DictionaryError where the path is none of the dictionary's, or skips an instance
    void set(std::string_view path, std::string_view value);

    /// @throws DictionaryError where there is no such element
    void remove(std::string_view path);

    /// Puts a copy of the last instance behind it, or an empty first one.
    /// @throws DictionaryError where the path is none of the dictionary's
    void add(std::string_view path);

    /// The value at a path; empty where there is none.
    [[nodiscard]] std::string_view value(std::string_view path) const;

    /// Whether the edition and the phase of the layout collect all that is on the path.
    [[nodiscard]] bool collects(std::string_view path) const;

    /// Whether the code set of the element, if it has one, has the value in this edition.
    [[nodiscard]] bool allows(std::string_view path, std::string_view value) const;

    /// Whether an alternative of the element is there.
    [[nodiscard]] bool excludes(std::string_view path) const;

    void write(std::string& out) const { write(root_, out); }

private:
    struct Node {
        schema::ElementId element = schema::kNoElement;
        std::string value;
        std::vector<Node> children;  ///< in the order of the dictionary
    };
    /// One element of a path, and which of its instances, from 0.
    struct Step {
        schema::ElementId element = schema::kNoElement;
        std::size_t instance = 0;
    };

    [[nodiscard]] std::vector<Step> steps(std::string_view path) const;
    void begin(std::string_view word, std::vector<Step>& steps) const;
    [[nodiscard]] schema::ElementId part(std::string_view word) const;
    static Node& make_child(Node& parent, const Step& step);
    static std::vector<Node>::iterator find_child(Node& parent, const Step& step);
    [[nodiscard]] const Node* find(std::span<const Step> steps) const;
    Node& parent_of(const std::vector<Step>& steps);
    void write(const Node& node, std::string& out) const;

    const Layout& layout_;
    Node root_;
};

}  // namespace cbds::sample
