/// @file
/// Documents in memory, small ones written out here and large ones made, and ways to spoil them. All persons are
/// invented.
#pragma once

#include "cbds/io/memory_input.hpp"

#include "cbds/sample/sample.hpp"
#include "cbds/schema/dictionary.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cbds::test {

using io::MemoryInput;
using io::MemoryStream;

/// The text with the first `from` replaced, which must be there.
inline std::string changed(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("the document has no " + std::string(from));
    return text.replace(at, from.size(), to);
}

inline std::string all_changed(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

inline constexpr std::string_view kCensusHead = R"(<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header>
    <CollectionDetails><Collection>SC</Collection><Term>SPR</Term><Year>2026</Year><ReferenceDate>2026-01-15</ReferenceDate></CollectionDetails>
    <Source>
      <SourceLevel>S</SourceLevel><LEA>201</LEA><Estab>3999</Estab><URN>999033</URN><SoftwareCode>EXEMPLAR</SoftwareCode>
      <SerialNo>001</SerialNo><DateTime>2026-01-15T14:05:00</DateTime>
    </Source>
  </Header>
  <School>
    <SchoolCharacteristics>
      <SchoolName>St Merrin Primary School</SchoolName>
      <PhoneNo>01632960308</PhoneNo>
      <Phase>PS</Phase>
      <SchoolType>18</SchoolType>
      <HighestNCyear>6</HighestNCyear>
      <LowestNCyear>N2</LowestNCyear>
      <Intake>COMP</Intake>
      <Governance>VA</Governance>
    </SchoolCharacteristics>
    <Miscellaneous><FreeMealsTaken>0</FreeMealsTaken></Miscellaneous>
  </School>
  <Pupils>
    <PupilsOnRoll>
)";

inline constexpr std::string_view kCensusPupil = R"(<PupilOnRoll>
  <PupilIdentifiers>
    <UPN>L201203719000</UPN>
    <Surname>Sallowbrook</Surname>
    <Forename>Keziah</Forename>
    <Sex>F</Sex>
    <DOB>2015-05-30</DOB>
  </PupilIdentifiers>
  <PupilCharacteristics>
    <Ethnicity>BAFR</Ethnicity>
    <Language>ENG</Language>
    <ServiceChild>N</ServiceChild>
    <PLAA>N</PLAA>
    <YoungCarer>N</YoungCarer>
    <TopUpFunding>false</TopUpFunding>
  </PupilCharacteristics>
  <PupilStatus>
    <EnrolStatus>C</EnrolStatus>
    <EntryDate>2019-09-03</EntryDate>
    <PartTime>false</PartTime>
    <Boarder>N</Boarder>
    <NCyearActual>6</NCyearActual>
  </PupilStatus>
  <SpecialEducationalNeeds><SENprovision>N</SENprovision></SpecialEducationalNeeds>
  <HomeInformation><Address><PostCode>ZA2 4YW</PostCode><LineAddressFormat><AddressLine1>61 Maltster Grove</AddressLine1><AddressLine2>Brackenholt</AddressLine2></LineAddressFormat></Address></HomeInformation>
  <Attendance><TermlyAttendance><SessionsPossible>146</SessionsPossible></TermlyAttendance></Attendance>
</PupilOnRoll>
)";

/// A School Census return of spring 2026 without any fault.
inline std::string census_document(std::string_view pupils = kCensusPupil) {
    return std::string(kCensusHead).append(pupils).append("    </PupilsOnRoll>\n  </Pupils>\n</Message>\n");
}

inline constexpr std::string_view kCtfPupil = R"(    <Pupil>
      <UPN>L201203719000</UPN>
      <Surname>Sallowbrook</Surname>
      <Forename>Keziah</Forename>
      <DOB>2015-05-30</DOB>
      <Sex>F</Sex>
    </Pupil>
)";

/// A Common Transfer File 26.0 without any fault.
inline std::string ctf_document(std::string_view pupils = kCtfPupil) {
    std::string text = R"(<?xml version="1.0" encoding="UTF-8"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <CTFversion>26.0</CTFversion>
    <DateTime>2026-09-03T10:00:00</DateTime>
    <DocumentQualifier>partial</DocumentQualifier>
    <SupplierID>EXEMPLAR</SupplierID>
    <SourceSchool><LEA>201</LEA><Estab>3999</Estab><SchoolName>St Merrin</SchoolName><AcademicYear>2026</AcademicYear></SourceSchool>
    <DestSchool><LEA>202</LEA><Estab>2345</Estab></DestSchool>
  </Header>
  <CTFpupilData>
)";
    return text.append(pupils).append("  </CTFpupilData>\n</CTfile>\n");
}

/// A made document.
inline std::string sample_document(schema::Edition edition, std::uint64_t pupils, std::uint64_t seed = 1, double bad = 0, std::string phase = "PS") {
    sample::SampleOptions options;
    options.edition = edition;
    options.pupils = pupils;
    options.seed = seed;
    options.bad = bad;
    options.phase = std::move(phase);
    options.fault_kinds = sample::FaultKinds::any;
    std::ostringstream out;
    sample::write_sample(schema::Dictionary::built_in(), options, out);
    return out.str();
}

/// The same numbers on every machine.
class Random {
public:
    explicit Random(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(((std::uint64_t{engine_()} << 32) | engine_()) % end); }
    template <typename List>
    auto one_of(const List& list) {
        return list[below(std::size(list))];
    }

private:
    std::mt19937 engine_;
};

/// Spoils a document at one place, as careless hands and programs do, and worse.
inline void spoil(std::string& text, Random& random) {
    using namespace std::string_view_literals;
    if (text.empty()) text = "<a/>";
    static constexpr std::string_view kInserted[] = {
        "<!-- x -->"sv, "<!-- </PupilOnRoll></Pupil> -->"sv, "<!-- \xC3\xA9 -->"sv, "<!-- -- -->"sv, "<![CDATA[</PupilOnRoll>]]>"sv, "<![CDATA[ ]]>"sv,
        "<?x </Pupil>?>"sv, "&amp;"sv, "&#233;"sv, "&#x0;"sv, "&eacute;"sv, "&"sv, "<"sv, ">"sv, "]]>"sv, "\r\n"sv, "\r"sv, "\t"sv, " "sv, "x"sv, "\xC3\xA9"sv,
        "\xE9"sv, "\xEF\xBF\xBE"sv, "\0"sv, "\x0B"sv, "<a>"sv, "</a>"sv, "<a/>"sv, "<a b='>'>x</a>"sv, "</Pupils>"sv, "</PupilOnRoll>"sv, "<PupilOnRoll>"sv,
        "<Message>"sv, "<Pupil/>"sv, "x/Pupils>"sv, "<UPN>"sv, "<!DOCTYPE a>"sv, "<School/>"sv, "<Header></Header>"sv};
    const std::size_t at = random.below(text.size() + 1);
    // Half of the changes are made at tags, where they matter most.
    const std::size_t tag = std::min(text.find(random.below(2) == 0 ? '<' : '>', at), text.size());
    const std::size_t place = random.below(2) == 0 ? at : tag;
    const std::size_t length = std::min(random.below(random.below(4) == 0 ? 3000 : 30), text.size() - place);
    switch (random.below(6)) {
        case 0: text.erase(place, length); break;
        case 1: text.insert(place, text.substr(random.below(text.size()), length)); break;
        case 2: text.insert(place, text.substr(place, length)); break;
        case 3: if (place < text.size()) text[place] = static_cast<char>(random.below(256)); break;
        default: text.insert(place, random.one_of(kInserted)); break;
    }
}

}  // namespace cbds::test
