/// @file
/// The items that a map names, found in the dictionary.
#pragma once

#include "cbds/formats/map.hpp"
#include "cbds/schema/plan.hpp"

namespace cbds::formats {

/// Finds the element below `record` that a map names: the one with that path from the record down, else the only one whose
/// path ends so. What belongs to another person is named with that: `Contact/Surname`, while `PhoneNo` is the pupil's.
/// `SENneed[2]/SENtype` is that of the second SENneed. Fills in item, path, instances and element.
/// @returns why there is none, or more than one; empty where it is found
[[nodiscard]] std::string find_item(std::string_view item, schema::ElementId record, const schema::Plan& plan, MappedItem& found);

/// `SENneeds/SENneed/SENtype`
[[nodiscard]] std::string joined(const std::vector<std::string>& path);

/// How many names of its path a map has to write for an element at least: one, or up to the person that it belongs to.
[[nodiscard]] std::size_t fewest_steps(schema::ElementId element, schema::ElementId record, const schema::Plan& plan);

/// All values below an element, with their paths.
void for_each_value(schema::ElementId below, const schema::Plan& plan,
                    const std::function<void(schema::ElementId, const std::vector<std::string>&)>& visit);

}  // namespace cbds::formats
