/// @file
/// What tidying does to a part.
#pragma once

#include "cbds/convert/tidy.hpp"

#include <set>
#include <string>
#include <vector>

namespace cbds::convert {

class ElementTidier {
public:
    ElementTidier(const schema::Plan& plan, const std::set<Tidying>& kinds) : plan_(plan), kinds_(kinds) {}

    void tidy(xml::Element& part, std::vector<Change>& changes) const;

private:
    [[nodiscard]] bool wanted(Tidying kind) const { return kinds_.contains(kind); }
    void tidy_children(xml::Element& parent, const std::string& path, std::vector<Change>& changes) const;
    void remove_hollow(xml::Element& parent, const std::string& path, std::vector<Change>& changes) const;
    [[nodiscard]] bool may_go(const xml::Element& child, const xml::Element& parent) const;
    void tidy_value(xml::Element& element, const std::string& path, std::vector<Change>& changes) const;
    void set(xml::Element& element, const std::string& path, Tidying kind, std::string value, std::vector<Change>& changes) const;

    const schema::Plan& plan_;
    const std::set<Tidying>& kinds_;
};

}  // namespace cbds::convert
