/// @file
/// Counting sessions by code and category.
#pragma once

#include "attendance/marks_view.hpp"

namespace cbds::attendance {

/// Adds the marks of a view: a histogram of bytes for each stretch of days in which codes mean the same, and no look at a date.
void add_marks(Sessions& sessions, MarksView view);

}  // namespace cbds::attendance
