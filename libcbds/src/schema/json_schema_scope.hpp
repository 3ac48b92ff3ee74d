/// @file
/// What one edition of a collection has, or several of them together.
#pragma once

#include "cbds/schema/dictionary.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cbds::schema {

class JsonSchemaScope {
public:
    JsonSchemaScope(const Dictionary& dictionary, Collection collection, EditionRange editions)
        : dictionary_(dictionary), collection_(collection), editions_(editions) {}

    [[nodiscard]] Collection collection() const noexcept { return collection_; }

    /// `ctf@26.0`, or of several editions `ctf`.
    [[nodiscard]] std::string name() const;

    /// The edition, where it is one.
    [[nodiscard]] std::optional<Edition> edition() const noexcept;

    /// An element, or the alternatives of a choice.
    struct Particle {
        std::vector<const ElementRow*> rows;
        bool required = false;
    };

    /// The children of an element.
    [[nodiscard]] std::vector<Particle> particles(const ElementRow& parent) const;

    /// How often the element occurs at least, in every edition.
    [[nodiscard]] unsigned minimum(const ElementRow& row) const;

    [[nodiscard]] bool holds(const CodeRow& code) const noexcept;

private:
    [[nodiscard]] bool is_collected(const ElementRow& row) const;
    [[nodiscard]] bool is_collected(const ElementRow& row, Ordinal ordinal) const;

    const Dictionary& dictionary_;
    Collection collection_;
    EditionRange editions_;
};

}  // namespace cbds::schema
