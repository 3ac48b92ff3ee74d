/// @file
/// Which elements an edition has, and how they are written: the dictionary cut down to one edition and phase.
#pragma once

#include "cbds/schema/dictionary.hpp"
#include "cbds/schema/edition.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cbds::sample {

class Layout {
public:
    Layout(const schema::Dictionary& dictionary, schema::Edition edition, std::string_view phase);

    [[nodiscard]] const schema::Dictionary& dictionary() const noexcept { return dictionary_; }
    [[nodiscard]] schema::Edition edition() const noexcept { return edition_; }
    [[nodiscard]] schema::ElementId root() const noexcept;

    /// The child of that name; `kNoElement` where the dictionary has none in any edition.
    [[nodiscard]] schema::ElementId child(schema::ElementId parent, std::string_view name) const noexcept;

    /// The element at a path, `kNoElement` where there is none.
    [[nodiscard]] schema::ElementId find(std::string_view path) const noexcept;

    /// Whether the edition collects the element from schools of this phase.
    [[nodiscard]] bool collects(schema::ElementId element) const noexcept {
        return element != schema::kNoElement && live_[element];
    }

    /// Whether a value may stand there in this edition, as far as code sets go. True where there is no such element.
    [[nodiscard]] bool allows(std::string_view path, std::string_view code) const noexcept;

    void open(schema::ElementId element, std::string& out) const { out += tags_[element].open; }
    void close(schema::ElementId element, std::string& out) const { out += tags_[element].close; }

private:
    struct Tag {
        std::string open;
        std::string close;
    };
    const schema::Dictionary& dictionary_;
    schema::Edition edition_;
    std::vector<bool> live_;
    std::vector<Tag> tags_;
};

}  // namespace cbds::sample
