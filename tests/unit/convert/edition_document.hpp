/// @file
/// A whole document changed from one edition to another, in memory.
#pragma once

#include "cbds/convert/edition_change.hpp"
#include "cbds/xml/document_reader.hpp"
#include "cbds/xml/writer.hpp"
#include "xml/documents.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cbds::test {

/// A document in its new edition, and what was told of the change.
struct ChangedDocument {
    std::string text;
    convert::LossReport report;

    /// How often that was told of a path that ends so.
    [[nodiscard]] std::uint64_t count(convert::LossKind kind, std::string_view path_end) const {
        std::uint64_t count = 0;
        for (const convert::LossCount& each : report.counts())
            if (each.kind == kind && each.path.ends_with(path_end)) count += each.count;
        return count;
    }
};

/// Writes the document, each part changed; without a change it is written as it was read.
class ChangeHandler final : public xml::DocumentHandler {
public:
    ChangeHandler(const schema::Dictionary& dictionary, const convert::EditionChange* change, ChangedDocument& result)
        : dictionary_(dictionary), change_(change), result_(result) {}

    std::unique_ptr<xml::PartWorker> make_worker() override { return std::make_unique<Worker>(*this); }
    void collect(xml::PartWorker& worker, xml::Locator&, std::uint64_t first_record) override {
        static_cast<Worker&>(worker).losses.move_to(result_.report, first_record);
    }

private:
    struct Worker final : xml::PartWorker {
        explicit Worker(ChangeHandler& of) : handler(of), frame(of.dictionary_) {}

        bool part(const xml::Part& part) override {
            xml::Element element = xml::element_of(part, handler.dictionary_);
            const bool record = handler.dictionary_.element(part.element()).part == schema::Part::record;
            if (handler.change_ != nullptr) handler.change_->change(element, record ? part.record : convert::kNoRecordNumber, losses);
            frame.part(handler.result_.text);
            xml::append_element(element, xml::depth_of(part.element(), handler.dictionary_), handler.result_.text);
            return true;
        }
        void frame_open(const xml::FrameElement& element) override { frame.open(element, handler.result_.text); }
        void frame_text(std::string_view text) override { frame.text(text); }
        void frame_close(schema::ElementId element) override { frame.close(element, handler.result_.text); }

        ChangeHandler& handler;
        xml::FrameText frame;
        convert::LossList losses;
    };

    const schema::Dictionary& dictionary_;
    const convert::EditionChange* change_;
    ChangedDocument& result_;
};

inline ChangedDocument read_and_written(const std::string& document, schema::Edition edition, const convert::EditionChange* change = nullptr) {
    const schema::Dictionary& dictionary = schema::Dictionary::built_in();
    const schema::Plan plan(dictionary, edition);
    ChangedDocument result;
    result.text = xml::xml_declaration();
    ChangeHandler handler(dictionary, change, result);
    MemoryStream stream(document);
    const xml::ReadResult read = xml::read_document(xml::open_document(stream, std::nullopt), stream, plan, {}, handler);
    if (read.fault) throw std::logic_error(read.fault->message);
    return result;
}

inline ChangedDocument change_edition(const std::string& document, schema::Edition from, schema::Edition to,
                                      convert::OtherTerm other_term = convert::OtherTerm::refused) {
    const convert::EditionChange change(schema::Dictionary::built_in(), from, to, other_term);
    return read_and_written(document, from, &change);
}

inline schema::Edition edition(std::string_view name) {
    const auto parsed = schema::parse_edition(name);
    if (!parsed) throw std::logic_error("no edition: " + std::string(name));
    return *parsed;
}

/// As `change_edition` with the names of the editions.
inline ChangedDocument change_edition(const std::string& document, std::string_view from, std::string_view to) {
    return change_edition(document, edition(from), edition(to));
}

}  // namespace cbds::test
