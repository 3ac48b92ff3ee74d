/// @file
/// What is wrong with a document: one failure of one rule, with its place and value. An ordinary value.
#pragma once

#include "cbds/rules/rule.hpp"
#include "cbds/schema/dictionary.hpp"
#include "cbds/xml/place.hpp"

#include <cstdint>
#include <string>

namespace cbds::rules {

using Place = xml::Place;

/// One finding. Its message carries no value, so that it may be shown to anyone; `value` is masked by
/// reports according to `privacy`.
struct Finding {
    const Rule* rule = nullptr;
    Severity severity = Severity::error;                             ///< the rule's kind, lowered by doubt
    schema::Confidence confidence = schema::Confidence::certain;     ///< of the weakest fact it rests on
    Place place;
    std::uint64_t record = 0;  ///< number of the record in the document, from 1; 0: not in a record
    std::string key;           ///< UPN of the record, as it stands there; may be empty
    std::string year_group;    ///< of the record, as it stands there; may be empty
    std::string item;          ///< name of the element; empty for the document as a whole
    std::string path;          ///< from the root, with the element's name last
    std::string value;         ///< as it stands in the document, at most 200 bytes; empty where there is none
    std::string expected;      ///< what would have been right, in words; may be empty
    std::string message;       ///< one sentence without full stop, understood by a school office
    schema::Privacy privacy = schema::Privacy::none;  ///< of the value
};

}  // namespace cbds::rules
