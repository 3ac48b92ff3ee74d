/// @file
/// One document made into several, each whole in itself: the frame, the header and the school are in all of them.
///
/// By school: the school that a pupil of a transfer file came from - the last of SchoolHistory, which is the one marked so
/// or else the one with the latest entry date -, or, with a list of destinations, the school that each pupil goes to; the
/// header then names it. By pupil: a file for each. By year group: the national curriculum year.
/// Records keep their order, so that merging the files of a split by pupil gives the document again.
#pragma once

#include "cbds/convert/rewrite.hpp"

#include <functional>
#include <string>
#include <vector>

namespace cbds::convert {

enum class SplitBy : std::uint8_t { school, pupil, year_group };

struct SplitOptions {
    CareReading reading;
    SplitBy by = SplitBy::pupil;
    std::string destinations;  ///< a CSV file with the columns UPN, LEA, Estab and perhaps URN; empty for none
    std::string folder;        ///< where the files go: it is made where there is none
    bool dry_run = false;
};

/// A file of the split.
struct SplitFile {
    std::string path;
    std::string key;            ///< `2013945`, the UPN, `7`; empty for records that have none
    std::uint64_t records = 0;
};

using SplitSink = std::function<void(const SplitFile&)>;

/// Reads the document twice: nothing is written before all of it has been found good. Each file gets the name that the rules
/// prescribe, with the next free serial number, and is written whole or not at all.
/// @param sink  is told of each file, in the order of the first record of each
/// @throws DocumentError where the document is refused, or a school census is to be split by school
void split(io::Input& input, const SplitOptions& options, const SplitSink& sink);

}  // namespace cbds::convert
