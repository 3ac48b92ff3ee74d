#include "cbds/convert/merge.hpp"

#include "cbds/error.hpp"
#include "convert/care_frame.hpp"
#include "convert/care_names.hpp"
#include "convert/care_output.hpp"
#include "convert/care_store.hpp"
#include "convert/merge_elements.hpp"
#include "io/ascii.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace cbds::convert {
namespace {

constexpr std::string_view kPupilData = "CTfile/CTFpupilData";
constexpr std::size_t kNobody = SIZE_MAX;

/// A record that waits in the store.
struct Waiting {
    std::uint32_t file = 0;
    std::uint64_t record = 0;
    std::uint64_t place = 0;
};

/// The records of one pupil, in the order of the files.
struct Pupil {
    std::string key;
    std::vector<Waiting> records;
};

}  // namespace

class Merge::Implementation {
public:
    Implementation(MergeOptions options, NoteSink sink) : options_(std::move(options)), sink_(std::move(sink)) {}

    void add(io::Input& input);
    MergeResult write(const CareTarget& target);

private:
    class Reading;

    void begin(const SourceDocument& document);
    void add_header(const xml::Element& header);
    void add_record(CarePart& part);
    void place_without_upn(const CarePart& part, const Waiting& waiting);
    void match_the_rest();
    [[nodiscard]] xml::Element merged(const Pupil& pupil);
    void tell(MergeNote note);
    void edit_header(xml::Element& header) const;
    [[nodiscard]] std::string file_name() const { return files_.back(); }

    MergeOptions options_;
    NoteSink sink_;
    ElementStore store_;
    std::vector<std::string> files_;
    std::optional<SourceDocument> first_;
    FrameLog log_;
    std::vector<Pupil> pupils_;
    std::map<std::string, std::size_t, std::less<>> by_upn_;
    std::map<std::string, std::size_t, std::less<>> by_person_;  ///< `kNobody` where there are several
    std::vector<std::pair<std::string, Waiting>> unmatched_;     ///< records without a UPN, by person
    std::string data_qualifier_;
    bool mixed_qualifiers_ = false;
    MergeResult result_;
    bool blocked_ = false;
};

/// Gathers one file.
class Merge::Implementation::Reading final : public DocumentVisitor {
public:
    explicit Reading(Implementation& merge) : merge_(merge) {}

    void begin(const SourceDocument& document) override { merge_.begin(document); }
    void frame_open(const xml::FrameElement& element) override {
        if (is_first()) return merge_.log_.open(element);
        if (element.element == schema::kNoElement)
            merge_.tell({"not-merged", merge_.file_name(), 0, {}, std::string(element.name), {}, {}, {}, "an unknown element beside the pupils is not taken over", false});
    }
    void frame_text(std::string_view text) override {
        if (is_first()) merge_.log_.text(text);
    }
    void frame_close(schema::ElementId element) override {
        if (is_first()) merge_.log_.close(element);
    }
    void part(CarePart& part) override {
        if (part.record != 0) return merge_.add_record(part);
        merge_.add_header(part.element);
        if (is_first()) merge_.log_.part(std::move(part.element));
    }

private:
    [[nodiscard]] bool is_first() const { return merge_.files_.size() == 1; }

    Implementation& merge_;
};

void Merge::Implementation::add(io::Input& input) {
    files_.push_back(input.name());
    Reading reading(*this);
    visit_document(*input.open(), input.name(), options_.reading, reading);
    ++result_.files;
}

void Merge::Implementation::begin(const SourceDocument& document) {
    if (document.collection != schema::Collection::ctf)
        throw DocumentError(document.name + ": a " + std::string(schema::collection_title(document.collection)) + " return; only transfer files can be merged");
    if (!first_) {
        first_ = document;
    } else if (document.named != first_->named) {
        throw DocumentError(document.name + ": is of " + schema::edition_name(document.named) + ", but " + first_->name + " of " +
                            schema::edition_name(first_->named) + "; convert them to one edition first");
    }
}

/// The header of the first file stays. What another says otherwise about schools is told.
void Merge::Implementation::add_header(const xml::Element& header) {
    const std::string qualifier(ascii::trimmed(header.value("DataQualifier")));
    if (files_.size() == 1) data_qualifier_ = qualifier;
    mixed_qualifiers_ |= qualifier != data_qualifier_;
    for (const char* const path : {"SourceSchool/LEA", "SourceSchool/Estab", "DestSchool/LEA", "DestSchool/Estab"}) {
        const auto found = first_->opening.header.find("Header/" + std::string(path));
        const std::string first = found == first_->opening.header.end() ? std::string() : std::string(ascii::trimmed(found->second));
        const std::string other(ascii::trimmed(header.value(path)));
        if (first != other) tell({"header", file_name(), 0, {}, path, first, other, {}, "differs; that of " + first_->name + " stays", false});
    }
}

void Merge::Implementation::add_record(CarePart& part) {
    ++result_.records;
    const Waiting waiting{static_cast<std::uint32_t>(files_.size() - 1), part.record, store_.put(part.element)};
    const std::string upn(ascii::trimmed(part.key));
    const std::string person = options_.without_upn == WithoutUpn::match ? person_key(part.element) : std::string();
    if (upn.empty()) {
        if (options_.without_upn == WithoutUpn::match) unmatched_.emplace_back(person, waiting);
        else place_without_upn(part, waiting);
        return;
    }
    const auto [entry, is_new] = by_upn_.try_emplace(upn, pupils_.size());
    if (is_new) {
        pupils_.push_back({upn, {waiting}});
        if (const auto [twin, unique] = by_person_.try_emplace(person, entry->second); !unique) twin->second = kNobody;
        return;
    }
    std::vector<Waiting>& records = pupils_[entry->second].records;
    if (records.back().file == waiting.file)
        tell({"twice", file_name(), part.record, upn, {}, {}, {}, {}, "record " + std::to_string(records.back().record) + " has this UPN too", true});
    records.push_back(waiting);
}

void Merge::Implementation::place_without_upn(const CarePart& part, const Waiting& waiting) {
    pupils_.push_back({{}, {waiting}});
    const bool refused = options_.without_upn == WithoutUpn::refuse;
    tell({"no-upn", file_name(), part.record, {}, "UPN", {}, {}, {}, refused ? "missing: choose with --without-upn" : "missing: kept as a pupil apart", refused});
}

/// When all files have been read it is known who has the name of only one.
void Merge::Implementation::match_the_rest() {
    by_person_.erase("");
    for (const auto& [person, waiting] : unmatched_) {
        const auto found = by_person_.find(person);
        MergeNote note;
        note.file = files_[waiting.file];
        note.record = waiting.record;
        if (found != by_person_.end() && found->second != kNobody) {
            Pupil& pupil = pupils_[found->second];
            pupil.records.push_back(waiting);
            note.kind = "matched";
            note.key = pupil.key;
            note.message = "has no UPN; matched by name and date of birth";
        } else {
            const bool several = found != by_person_.end();
            if (!several && !person.empty()) by_person_.emplace(person, pupils_.size());
            pupils_.push_back({{}, {waiting}});
            note.kind = "no-upn";
            note.message = several ? "has no UPN, and several pupils have this name and date of birth: kept as a pupil apart"
                                   : "has no UPN, and no pupil has this name and date of birth: kept as a pupil apart";
        }
        tell(std::move(note));
    }
}

void Merge::Implementation::tell(MergeNote note) {
    blocked_ |= note.blocks;
    sink_(note);
}

xml::Element Merge::Implementation::merged(const Pupil& pupil) {
    xml::Element record = store_.get(pupil.records.front().place);
    for (std::size_t i = 1; i < pupil.records.size(); ++i) {
        const Waiting& waiting = pupil.records[i];
        xml::Element other = store_.get(waiting.place);
        if (are_two_pupils(record, other)) {
            tell({"two-pupils", files_[waiting.file], waiting.record, pupil.key, {}, {}, {}, {},
                  "is another pupil than in " + files_[pupil.records.front().file] + ": name and date of birth differ", true});
            continue;
        }
        ElementMerger(first_->dictionary(), options_.prefer, [&](Difference difference) {
            ++result_.conflicts;
            tell({"conflict", files_[waiting.file], waiting.record, pupil.key, std::move(difference.path), std::move(difference.before),
                  std::move(difference.after), difference.privacy, std::move(difference.message), options_.prefer == Prefer::none});
        }).merge(record, other);
    }
    return record;
}

/// A file with several kinds of data in it is of none of them.
void Merge::Implementation::edit_header(xml::Element& header) const {
    if (mixed_qualifiers_) std::erase_if(header.children, [](const xml::Element& each) { return each.name == "DataQualifier"; });
}

MergeResult Merge::Implementation::write(const CareTarget& target) {
    if (!first_) throw InputError("no document to merge");
    const schema::Dictionary& dictionary = first_->dictionary();
    const std::size_t place = log_.end_of(dictionary.find(schema::Collection::ctf, kPupilData));
    if (place == log_.size()) throw DocumentError(first_->name + ": has no CTFpupilData for the pupils");
    match_the_rest();
    CareTarget named = target;
    if (target.path.ends_with('/')) {
        TakenNames taken;
        named.path += taken.next(target.path, frame_of(*first_, mixed_qualifiers_ ? "CTF" : "", {}));
    }
    CareOutput output(named);
    FramedText text(log_, dictionary, [this](xml::Element& header) { edit_header(header); });
    std::string bytes(xml::xml_declaration());
    for (const Pupil& pupil : pupils_) {
        text.record(merged(pupil), place, bytes);
        output.stream() << bytes;
        bytes.clear();
    }
    text.end(bytes);
    output.stream() << bytes;
    result_.pupils = pupils_.size();
    result_.path = named.path;
    result_.written = !blocked_;
    if (!blocked_) output.commit();
    return result_;
}

Merge::Merge(MergeOptions options, NoteSink sink) : implementation_(std::make_unique<Implementation>(std::move(options), std::move(sink))) {}
Merge::~Merge() = default;
void Merge::add(io::Input& input) { implementation_->add(input); }
MergeResult Merge::write(const CareTarget& target) { return implementation_->write(target); }

}  // namespace cbds::convert
