/// @file
/// Deals out sessions that were counted by code over the sessions of a period, so that counting them gives the same again.
#pragma once

#include "cbds/register/register.hpp"
#include "sample/random.hpp"
#include "sample/school_days.hpp"

namespace cbds::sample {

/// Records marks that add up to the totals: `/` in the morning, `\` in the afternoon, E from the first days of suspensions on, all others
/// in runs at places that are drawn. Possible sessions for which no code is told were attended. School days are taken first; where they
/// are too few, other days of the period. Sessions that have a mark already keep it.
void deal_marks(const registers::SessionTotals& totals, const SchoolDays& days, Random random, registers::Enrolment& enrolment);

}  // namespace cbds::sample
