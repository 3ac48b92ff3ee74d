#include "cbds/convert/split.hpp"

#include "cbds/error.hpp"
#include "cbds/formats/file_name.hpp"
#include "cbds/io/twice.hpp"
#include "convert/care_frame.hpp"
#include "convert/care_names.hpp"
#include "convert/care_output.hpp"
#include "convert/split_key.hpp"

#include <algorithm>
#include <deque>
#include <optional>

namespace cbds::convert {
namespace {

constexpr std::size_t kMostOpen = 40;  // files at a time: of temporary files there are at most 64

/// A file that will be written.
struct Group {
    SplitFile file;
    std::uint64_t written = 0;
    std::optional<School> destination;
};

/// What decides where a record goes. A pupil has a file for himself, even where two have one UPN.
class Groups {
public:
    Groups(const SplitOptions& options, const Destinations* destinations) : options_(options), destinations_(destinations) {}

    Group& of(const CarePart& part, const schema::Dictionary& dictionary) {
        std::string key = split_key(part.element, dictionary, options_.by, destinations_);
        const std::string unique = options_.by == SplitBy::pupil ? std::to_string(part.record) : key;
        const auto [entry, is_new] = by_key_.try_emplace(unique, groups_.size());
        if (is_new) {
            Group& group = groups_.emplace_back();
            if (destinations_ != nullptr && !key.empty()) group.destination = destination_of(part.element, dictionary, *destinations_);
            group.file.key = std::move(key);
        }
        return groups_[entry->second];
    }

    [[nodiscard]] std::deque<Group>& all() noexcept { return groups_; }

private:
    const SplitOptions& options_;
    const Destinations* destinations_;
    std::map<std::string, std::size_t, std::less<>> by_key_;
    std::deque<Group> groups_;
};

/// The first reading: the frame, and how many records each file gets.
class Counting final : public DocumentVisitor {
public:
    Counting(const SplitOptions& options, Groups& groups) : options_(options), groups_(groups) {}

    void begin(const SourceDocument& document) override {
        if (options_.by == SplitBy::school && document.collection != schema::Collection::ctf)
            throw DocumentError(document.name + ": a " + std::string(schema::collection_title(document.collection)) + " return is of one school; it can be split by pupil or year group");
        plan_ = document.plan;
    }
    void frame_open(const xml::FrameElement& element) override { log.open(element); }
    void frame_text(std::string_view text) override { log.text(text); }
    void frame_close(schema::ElementId element) override { log.close(element); }
    void part(CarePart& part) override {
        if (part.record == 0) log.part(std::move(part.element));
        else ++groups_.of(part, plan_->dictionary()).file.records;
    }

    FrameLog log;

private:
    const SplitOptions& options_;
    Groups& groups_;
    std::shared_ptr<const schema::Plan> plan_;
};

/// The reading in which files are written. Where they would be too many at a time, some wait for the next.
class Writing final : public DocumentVisitor {
public:
    Writing(const FrameLog& log, Groups& groups) : log_(log), groups_(groups) {}

    void begin(const SourceDocument& document) override { plan_ = document.plan; }
    void frame_open(const xml::FrameElement&) override { ++place_; }
    void frame_text(std::string_view) override { ++place_; }
    void frame_close(schema::ElementId) override { ++place_; }
    void part(CarePart& part) override {
        if (part.record == 0) {
            ++place_;
            return;
        }
        Group& group = groups_.of(part, plan_->dictionary());
        if (group.written == group.file.records) return;
        const auto open = open_.find(&group);
        if (open == open_.end() && (group.written == kLater || open_.size() == kMostOpen)) {
            group.written = kLater;
            waiting = true;
            return;
        }
        write(open == open_.end() ? open_.try_emplace(&group, begin_file(group)).first->second : open->second, group, part.element);
    }

    bool waiting = false;

    static constexpr std::uint64_t kLater = UINT64_MAX;

private:
    struct File {
        CareOutput output;
        FramedText text;
        std::string bytes;
    };

    File begin_file(const Group& group) const {
        PartEdit edit;
        if (group.destination) edit = [this, school = *group.destination](xml::Element& part) { set_destination(part, school); };
        return {CareOutput({.path = group.file.path, .overwrite = false, .dry_run = false, .standard_output = nullptr}),
                FramedText(log_, plan_->dictionary(), std::move(edit)), std::string(xml::xml_declaration())};
    }

    void set_destination(xml::Element& header, const School& school) const {
        if (plan_->row(header.id).part != schema::Part::header) return;
        xml::Element& target = xml::make_path(header, "DestSchool", plan_->dictionary());
        xml::make_path(target, "LEA", plan_->dictionary()).text = school.la;
        xml::make_path(target, "Estab", plan_->dictionary()).text = school.estab;
        std::erase_if(target.children, [](const xml::Element& each) { return each.name == "URN" || each.name == "SchoolName"; });
        if (school.urn.empty()) return;
        xml::Element& urn = xml::make_path(target, "URN", plan_->dictionary());
        urn.text = school.urn;
        if (!plan_->in_edition(urn.id)) std::erase_if(target.children, [](const xml::Element& each) { return each.name == "URN"; });
    }

    void write(File& file, Group& group, const xml::Element& record) {
        file.text.record(record, place_, file.bytes);
        const bool last = ++group.written == group.file.records;
        if (last) file.text.end(file.bytes);
        file.output.stream() << file.bytes;
        file.bytes.clear();
        if (!last) return;
        file.output.commit();
        open_.erase(&group);
    }

    const FrameLog& log_;
    Groups& groups_;
    std::shared_ptr<const schema::Plan> plan_;
    std::map<const Group*, File> open_;
    std::size_t place_ = 0;
};

/// Every file gets its name before the first is written.
void name_files(std::deque<Group>& groups, const SourceDocument& document, const std::string& folder, std::string_view kind) {
    TakenNames taken;
    for (Group& group : groups) {
        SourceDocument named;
        named.name = document.name;
        named.collection = document.collection;
        named.opening.header = document.opening.header;
        if (group.destination) {
            named.opening.header["Header/DestSchool/LEA"] = group.destination->la;
            named.opening.header["Header/DestSchool/Estab"] = group.destination->estab;
        }
        group.file.path = folder + taken.next(folder, frame_of(named, kind, {}));
    }
}

}  // namespace

void split(io::Input& input, const SplitOptions& options, const SplitSink& sink) {
    std::optional<Destinations> destinations;
    if (!options.destinations.empty()) destinations = read_destinations(options.destinations);
    const io::ReadTwice copy(*input.open(), input.name());
    Groups groups(options, destinations ? &*destinations : nullptr);
    Counting counting(options, groups);
    const SourceDocument document = visit_document(*copy.open(), input.name(), options.reading, counting);
    if (groups.all().empty()) throw DocumentError(input.name() + ": has no records");
    const auto name = document.collection == schema::Collection::ctf ? formats::parse_ctf_name(input.name()) : std::nullopt;
    name_files(groups.all(), document, options.folder, name ? name->kind : std::string_view());
    if (!options.dry_run) make_folder(options.folder);
    for (bool more = !options.dry_run; more;) {
        for (Group& group : groups.all())
            if (group.written == Writing::kLater) group.written = 0;
        Writing writing(counting.log, groups);
        visit_document(*copy.open(), input.name(), options.reading, writing);
        more = writing.waiting;
    }
    for (const Group& group : groups.all()) sink(group.file);
}

}  // namespace cbds::convert
