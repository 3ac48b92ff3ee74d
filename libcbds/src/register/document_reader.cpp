#include "cbds/error.hpp"
#include "cbds/formats/document_inputs.hpp"
#include "cbds/formats/known_document.hpp"
#include "cbds/xml/document_reader.hpp"
#include "register/document_enrolment.hpp"
#include "register/document_pupil.hpp"
#include "register/readers.hpp"
#include "xml/place_text.hpp"

#include <utility>

namespace cbds::registers {
namespace {

class PupilWorker final : public xml::PartWorker {
public:
    PupilWorker(const schema::Plan& plan, const DocumentItems& items) : plan_(plan), items_(items) {}

    bool part(const xml::Part& part) override {
        const schema::Part kind = plan_.row(part.element()).part;
        if (kind == schema::Part::record) pupils.push_back(take_pupil(part, items_));
        else if (kind == schema::Part::school) take_school(part);
        return true;
    }

    std::vector<DocumentPupil> pupils;
    std::string school_name;

private:
    void take_school(const xml::Part& part) {
        for (const xml::Node& node : part.nodes)
            if (items_.of(node.element) == DocumentItem::name_of_school) school_name = node.value();
    }

    const schema::Plan& plan_;
    const DocumentItems& items_;
};

class PupilHandler final : public xml::DocumentHandler {
public:
    PupilHandler(const schema::Plan& plan, DocumentEnrolments& enrolments)
        : plan_(plan), items_(plan.dictionary(), plan.edition().collection), enrolments_(enrolments) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<PupilWorker>(plan_, items_); }

    void collect(xml::PartWorker& worker, xml::Locator& locator, std::uint64_t) override {
        auto& gathered = static_cast<PupilWorker&>(worker);
        if (!gathered.school_name.empty()) enrolments_.name_school(std::exchange(gathered.school_name, {}));
        for (DocumentPupil& pupil : gathered.pupils) {
            pupil.line = static_cast<std::uint32_t>(locator.place(pupil.offset).line);
            for (DocumentTotals& totals : pupil.totals)
                if (!totals.marks.empty()) totals.line = static_cast<std::uint32_t>(locator.place(totals.marks_offset).line);
            enrolments_.add(pupil);
        }
        gathered.pupils.clear();
    }

private:
    const schema::Plan& plan_;
    DocumentItems items_;
    DocumentEnrolments& enrolments_;
};

}  // namespace

void read_register_document(io::Input& input, const ReaderContext& context, RegisterBuilder& builder) {
    const auto stream = input.open();
    const auto encoding = formats::is_rewritten(input) ? std::nullopt : context.options.encoding;
    auto [opening, found] = formats::open_known_document(context.dictionary, *stream, input.name(), std::nullopt, encoding);
    const schema::Plan plan(context.dictionary, found.edition);
    DocumentEnrolments enrolments(opening, found.named, input.name(), context.options, builder);
    PupilHandler handler(plan, enrolments);
    xml::ReadOptions read;
    read.jobs = context.options.jobs;
    read.judge_values = false;
    const xml::ReadResult result = xml::read_document(std::move(opening), *stream, plan, read, handler);
    if (result.fault) throw DocumentError(xml::place_text(input.name(), result.fault_place) + result.fault->message);
    enrolments.finish();
}

}  // namespace cbds::registers
