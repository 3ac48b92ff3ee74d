/// @file
/// Two records of one pupil made into one.
#pragma once

#include "cbds/convert/merge.hpp"

#include <functional>
#include <string>

namespace cbds::convert {

/// Where two records differ.
struct Difference {
    std::string path;
    std::string before;
    std::string after;
    schema::Privacy privacy = schema::Privacy::none;
    std::string message;
};

class ElementMerger {
public:
    ElementMerger(const schema::Dictionary& dictionary, Prefer prefer, std::function<void(Difference)> differ)
        : dictionary_(dictionary), prefer_(prefer), differ_(std::move(differ)) {}

    /// Takes into `first` what `second` has more.
    void merge(xml::Element& first, xml::Element& second) const { merge_children(first, second, {}); }

private:
    void merge_children(xml::Element& first, xml::Element& second, const std::string& path) const;
    void take(xml::Element& first, xml::Element& child, const std::string& path) const;
    [[nodiscard]] xml::Element* partner(xml::Element& first, const xml::Element& child) const;
    [[nodiscard]] xml::Element* alternative(xml::Element& first, const xml::Element& child) const;
    void merge_pair(xml::Element& mine, xml::Element& other, const std::string& path) const;
    void decide(xml::Element& mine, xml::Element& other, const std::string& path, const std::string& message) const;
    [[nodiscard]] bool is_whole(const xml::Element& element) const;

    const schema::Dictionary& dictionary_;
    Prefer prefer_;
    std::function<void(Difference)> differ_;
};

/// The same elements with the same values, blanks around them apart.
[[nodiscard]] bool same_elements(const xml::Element& a, const xml::Element& b);

/// Whether two records of one UPN are of different pupils: name and date of birth both differ.
[[nodiscard]] bool are_two_pupils(const xml::Element& a, const xml::Element& b);

/// Name and date of birth as they are compared; empty where one of them is missing.
[[nodiscard]] std::string person_key(const xml::Element& pupil);

}  // namespace cbds::convert
