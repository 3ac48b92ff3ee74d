/// @file
/// One document of an example while it is made: the base, then the edits.
#pragma once

#include "cbds/sample/example.hpp"
#include "sample/example_tree.hpp"
#include "sample/example_words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

class ExampleDocument {
public:
    /// @throws DictionaryError where there is no such base
    ExampleDocument(const schema::Dictionary& dictionary, std::string_view base, schema::Edition edition);
    ExampleDocument(const ExampleDocument&) = delete;
    ExampleDocument& operator=(const ExampleDocument&) = delete;

    /// @throws DictionaryError where the edit cannot be done
    void edit(std::string_view edit);

    /// Writes the document, with the changes of its text that were asked for.
    /// @throws DictionaryError where they cannot be done
    [[nodiscard]] Example finish() const;

private:
    void put_base(std::string_view base);
    void put(std::string_view path, std::string_view value);
    void set(std::string_view path, std::string_view value);
    [[nodiscard]] std::string file_name() const;
    [[nodiscard]] std::string census_file_name() const;
    [[nodiscard]] std::string ctf_file_name() const;

    schema::Edition edition_;
    Layout layout_;
    ExampleTree tree_;
    ExampleWords words_;
    std::vector<std::string_view> text_edits_;
    std::string name_;  ///< asked for; empty: the right one
};

}  // namespace cbds::sample
