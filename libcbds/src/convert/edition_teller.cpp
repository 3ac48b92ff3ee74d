#include "convert/edition_teller.hpp"

namespace cbds::convert {
namespace {

/// The key of a part, whose row names its path.
std::string key_of(const xml::Element& part, const EditionPlan& plan) {
    const std::string_view path = part.id == schema::kNoElement ? std::string_view() : plan.row(part.id).key;
    return std::string(path.empty() ? path : part.value(path));
}

std::string with_doubt(std::string message, schema::Confidence confidence) {
    return confidence == schema::Confidence::guess ? message.append(" (a guess)") : message;
}

}  // namespace

ChangeTeller::ChangeTeller(const EditionPlan& plan, const xml::Element& part, std::uint64_t record, LossSink& sink)
    : plan_(plan), sink_(sink) {
    loss_.record = record;
    loss_.key = key_of(part, plan);
}

void ChangeTeller::tell(LossKind kind, schema::ElementId item, std::string message, schema::Confidence confidence) {
    loss_.kind = kind;
    loss_.confidence = confidence;
    loss_.message = with_doubt(std::move(message), confidence);
    add(plan_.row(item).name, plan_.row(item).path);
}

void ChangeTeller::dropped(const xml::Element& element, const std::string& why, schema::Confidence confidence, const Gone& gone) {
    loss_.kind = LossKind::dropped;
    loss_.confidence = confidence;
    loss_.message = with_doubt(why, confidence);
    const std::string path(element.id == schema::kNoElement ? std::string_view(element.name) : plan_.row(element.id).path);
    dropped_below(element, path, gone);
}

void ChangeTeller::dropped_below(const xml::Element& element, const std::string& path, const Gone& gone) {
    if (is_gone(gone, element)) return;
    if (element.children.empty()) return add(element.name, path);
    for (const xml::Element& child : element.children) {
        const bool known = child.id != schema::kNoElement;
        dropped_below(child, known ? std::string(plan_.row(child.id).path) : path + '/' + child.name, gone);
    }
}

void ChangeTeller::add(std::string_view item, std::string_view path) {
    loss_.item = item;
    loss_.path = path;
    sink_.add(loss_);
}

}  // namespace cbds::convert
