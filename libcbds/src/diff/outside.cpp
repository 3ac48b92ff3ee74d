#include "diff/outside.hpp"

#include "io/ascii.hpp"

namespace cbds::diff {

void OutsideBuilder::take(OutsideEvent event) {
    switch (event.kind) {
    case OutsideEvent::Kind::open: open_.push_back(std::move(event.element)); return;
    case OutsideEvent::Kind::close: return close();
    case OutsideEvent::Kind::part:
        if (!open_.empty()) open_.back().children.push_back(std::move(event.element));
        return;
    case OutsideEvent::Kind::text:
        // Of an unknown element with children the text before them counts, of a known one what should not be there.
        if (!open_.empty() && (open_.back().children.empty() || !ascii::all_blank(event.text))) open_.back().text += event.text;
        return;
    }
}

void OutsideBuilder::close() {
    if (open_.empty()) return;
    xml::Element done = std::move(open_.back());
    open_.pop_back();
    if (ascii::all_blank(done.text) && (done.id != schema::kNoElement || !done.children.empty())) done.text.clear();
    if (open_.empty()) root_ = std::move(done);
    else open_.back().children.push_back(std::move(done));
}

}  // namespace cbds::diff
