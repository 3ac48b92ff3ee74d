#include "diff/patch_frame.hpp"

#include "io/ascii.hpp"

#include <iterator>
#include <utility>

namespace cbds::diff {
namespace {

using Kind = Operation::Kind;
using Target = Selector::Target;
using schema::kNoElement;
using xml::Element;

constexpr std::size_t kMuch = std::size_t{1} << 20;  // bytes that are held before they are taken

std::vector<Outgoing> outgoing(const std::vector<Element>& elements, std::size_t behind) {
    std::vector<Outgoing> made;
    for (const Element& each : elements) made.push_back({each, behind, false});
    return made;
}

void insert_all(std::vector<Outgoing>& list, bool front, std::vector<Outgoing> added) {
    list.insert(front ? list.begin() : list.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
}

}  // namespace

PatchedFrame::PatchedFrame(const PatchIndex& index, PatchAccount& account, formats::DocumentWriter& writer)
    : index_(index), account_(account), writer_(writer), encoder_(writer.make_encoder()) {}

void PatchedFrame::open(schema::ElementId element, std::string_view name, std::vector<xml::ParsedAttribute> attributes) {
    Element tag{element, std::string(name), {}, std::move(attributes), {}};
    if (gathering()) {
        Element& parent = *gathered_.back();
        if (parent.children.empty() && ascii::all_blank(parent.text)) parent.text.clear();
        gathered_.push_back(&parent.children.emplace_back(std::move(tag)));
    } else if (element == kNoElement || index_.plan().row(element).part != schema::Part::frame) {
        unknown_ = std::move(tag);
        gathered_.push_back(&*unknown_);
    } else {
        open_frame(std::move(tag), kNoOperation);
    }
}

void PatchedFrame::close() {
    if (!gathering()) {
        if (!open_.empty()) close_frame();
        return;
    }
    gathered_.pop_back();
    if (gathering()) return;
    Element whole = std::move(*unknown_);
    unknown_.reset();
    put({std::move(whole), kNoOperation, false});
}

bool PatchedFrame::text(std::string_view text) {
    if (!gathering()) return ascii::all_blank(text);
    Element& element = *gathered_.back();
    if (!element.children.empty()) return ascii::all_blank(text);
    element.text += text;
    return true;
}

void PatchedFrame::put(Outgoing element) {
    if (element.element.id != kNoElement && index_.plan().row(element.element.id).part == schema::Part::frame) return put_frame(std::move(element));
    if (element.finished) {
        begin_content();
        write(element.element);
        return;
    }
    std::vector<Report> reports;
    const Report about{0, 0, record_key(element.element, index_.plan().dictionary()), {}};
    put_all(patch_unit(std::move(element), frame(), index_, about, reports));
    for (Report& each : reports) account_.add(std::move(each));
}

void PatchedFrame::put_all(std::vector<Outgoing> elements) {
    for (Outgoing& each : elements) put(std::move(each));
}

/// One that an operation adds.
void PatchedFrame::put_frame(Outgoing element) {
    std::vector<Element> children = std::exchange(element.element.children, {});
    open_frame(std::move(element.element), element.behind);
    put_all(outgoing(children, element.behind));
    close_frame();
}

void PatchedFrame::open_frame(Element tag, std::size_t behind) {
    Open open{std::move(tag), {}, {}, {}, kNoOperation, true};
    std::vector<Outgoing> before;
    for (const std::size_t number : index_.of_frame(open.tag.id))
        if ((behind == kNoOperation || number > behind) && open.removed == kNoOperation) try_one(number, open, before);
    put_all(std::move(before));
    std::vector<Outgoing> first = std::exchange(open.first, {});
    if (open.removed == kNoOperation) {
        begin_content();
        encoder_->frame_open({open.tag.id, open.tag.name, open.tag.attributes});
        holds_ = true;
    }
    open_.push_back(std::move(open));
    put_all(std::move(first));
}

void PatchedFrame::try_one(std::size_t number, Open& open, std::vector<Outgoing>& before) {
    Outcome outcome = do_one(index_.operations()[number], number, open, before);
    if (open.removed != number) report(number, std::move(outcome));  // of that more is known when it ends
}

Outcome PatchedFrame::do_one(const Operation& operation, std::size_t number, Open& open, std::vector<Outgoing>& before) {
    const std::size_t own_step = operation.selector.steps.size() - 1;
    const bool elements = operation.kind == Kind::add && operation.attribute.empty();
    const bool remove = operation.kind == Kind::remove && operation.selector.target == Target::element;
    if (!elements && !remove) {
        Unit unit{open.tag, {}, {}};
        Outcome outcome = apply_to_unit(operation, own_step, number, unit);
        if (outcome.done) open.tag = std::move(*unit.element);
        return outcome;
    }
    if (!fits(open.tag, operation.selector.steps[own_step])) return {false, "it has another value than the patch expects", false};
    if (remove) {
        const auto& kept = operation.removed;
        const bool same = !kept || (kept->content.elements.size() == 1 && same_tree(kept->content.elements.front(), open.tag));
        if (!same) return {false, "it does not hold what the patch expects", false};
        open.removed = number;
        return {true, {}, false};
    }
    std::vector<Outgoing> added = outgoing(operation.content.elements, number);
    switch (operation.position) {
    case Position::append: insert_all(open.last, false, std::move(added)); break;
    case Position::prepend: insert_all(open.first, true, std::move(added)); break;
    case Position::before: insert_all(before, false, std::move(added)); break;
    case Position::after: insert_all(open.behind, true, std::move(added)); break;
    }
    return {true, {}, false};
}

void PatchedFrame::close_frame() {
    put_all(std::exchange(open_.back().last, {}));
    Open open = std::move(open_.back());
    open_.pop_back();
    if (open.removed == kNoOperation) {
        encoder_->frame_close(open.tag.id);
        holds_ = true;
    } else {
        report(open.removed, open.empty ? Outcome{true, {}, false} : Outcome{false, "it is not empty", false});
    }
    put_all(std::move(open.behind));
    if (holds_ && encoder_->size() > kMuch) flush();
}

void PatchedFrame::begin_content() {
    if (!open_.empty()) open_.back().empty = false;
}

void PatchedFrame::write(const Element& element) {
    holds_ = true;
    const schema::Part part = element.id == kNoElement ? schema::Part::inside : index_.plan().row(element.id).part;
    if (part != schema::Part::inside) {
        records_ += part == schema::Part::record ? 1 : 0;
        encoder_->part(xml::ElementPart(element, index_.plan()).part());
        if (encoder_->size() > kMuch) flush();
        return;
    }
    encoder_->frame_open({element.id, element.name, element.attributes});
    if (!element.text.empty()) encoder_->frame_text(element.text);
    for (const Element& child : element.children) write(child);
    encoder_->frame_close(element.id);
}

void PatchedFrame::flush() {
    if (holds_) writer_.take(*encoder_, records_);
    holds_ = false;
}

}  // namespace cbds::diff
