/// Results of assessments that the pupil has sat, and the schools that the pupil has been to.

#include "sample/ctf.hpp"

#include <algorithm>
#include <array>

namespace cbds::sample {
namespace {

/// The goals of the early years profile: one letter and number each, in the order of the areas of learning.
struct Goal {
    std::string_view subject;
    std::string_view component;
};
constexpr std::array<Goal, 17> kGoals{{{"COM", "E01"}, {"COM", "E02"}, {"PSE", "E03"}, {"PSE", "E04"}, {"PSE", "E05"},
                                       {"PHY", "E06"}, {"PHY", "E07"}, {"LIT", "E08"}, {"LIT", "E09"}, {"LIT", "E10"},
                                       {"MAT", "E11"}, {"MAT", "E12"}, {"UTW", "E13"}, {"UTW", "E14"}, {"UTW", "E15"},
                                       {"EXP", "E16"}, {"EXP", "E17"}}};
constexpr std::array<Goal, 17> kGoalsTo2020{{{"COM", "G01"}, {"COM", "G02"}, {"COM", "G03"}, {"PHY", "G04"}, {"PHY", "G05"},
                                             {"PSE", "G06"}, {"PSE", "G07"}, {"PSE", "G08"}, {"LIT", "G09"}, {"LIT", "G10"},
                                             {"MAT", "G11"}, {"MAT", "G12"}, {"UTW", "G13"}, {"UTW", "G14"}, {"UTW", "G15"},
                                             {"EXP", "G16"}, {"EXP", "G17"}}};

/// What a result is of. Year is the calendar year in which it was given.
struct Assessment {
    int year;
    std::string_view subject;
    std::string_view method;
    std::string_view component;
    std::string_view qualifier;
};

void put_result(const CtfEntry& entry, const Assessment& of, std::string_view result) {
    Record& record = entry.record;
    const Inside assessment(record, "StageAssessment");
    record.put("Locale", "ENG");
    record.put_number("Year", of.year);
    record.put("Subject", of.subject);
    record.put("Method", of.method);
    record.put("Component", of.component);
    record.put("ResultStatus", "R");
    record.put("ResultQualifier", of.qualifier);
    record.put("Result", result);
}

/// The calendar year in which the pupil finished the year group of that age; 0 for not yet.
int finished(const CtfEntry& entry, int age) {
    return entry.pupil.age > age ? entry.times.academic_year - (entry.pupil.age - age) + 1 : 0;
}

void put_early_years_profile(const CtfEntry& entry) {
    const int year = finished(entry, 4);
    if (year < 2013) return;
    const bool newer = year >= 2021;
    const Inside stage(entry.record, "KeyStage");
    entry.record.put("Stage", "EYF");
    for (const Goal& goal : newer ? kGoals : kGoalsTo2020)
        put_result(entry, {year, goal.subject, "FA", goal.component, "FD"},
                   (newer ? entry.stock.early_learning : entry.stock.early_learning_to_2020).pick(entry.random));
}

void put_teacher_assessments(const CtfEntry& entry, int year, bool reading_and_mathematics) {
    const auto level = [&] { return entry.stock.teacher_assessment.pick(entry.random); };
    if (reading_and_mathematics) put_result(entry, {year, "ENG", "TA", "REA", "NL"}, level());
    put_result(entry, {year, "ENG", "TA", "WRI", "NL"}, level());
    if (reading_and_mathematics) put_result(entry, {year, "MAT", "TA", "MAT", "NL"}, level());
    put_result(entry, {year, "SCI", "TA", "SCI", "NL"}, entry.stock.science.pick(entry.random));
}

void put_key_stage_1(const CtfEntry& entry) {
    const int phonics = finished(entry, 5);
    const int end = finished(entry, 6);
    if (phonics < 2012) return;
    const Inside stage(entry.record, "KeyStage");
    entry.record.put("Stage", "KS1");
    const int mark = std::min(40, entry.random.permille(800) ? entry.random.between(32, 42) : entry.random.between(4, 31));
    put_result(entry, {phonics, "PHO", "TT", "PHO", "NM"}, std::to_string(mark));
    if (end >= 2016 && end <= 2023) put_teacher_assessments(entry, end, true);
}

void put_key_stage_2(const CtfEntry& entry) {
    const int tables = finished(entry, 8);
    const int end = finished(entry, 10);
    const Inside stage(entry.record, "KeyStage");
    if (tables < 2022 && end < 2016) return;
    entry.record.put("Stage", "KS2");
    if (tables >= 2022)
        put_result(entry, {tables, "MAT", "TT", "MTC", "MT"}, std::to_string(std::min(25, entry.random.between(6, 33))));
    if (end >= 2016) put_teacher_assessments(entry, end, false);
}

}  // namespace

void put_stage_assessments(const CtfEntry& entry) {
    const Inside assessments(entry.record, "StageAssessments");
    put_early_years_profile(entry);
    put_key_stage_1(entry);
    put_key_stage_2(entry);
}

void put_school_history(const CtfEntry& entry) {
    Record& record = entry.record;
    const CtfPupil& pupil = entry.pupil;
    const int began = entry.times.days.on_or_after(day_of(entry.times.academic_year - std::max(pupil.age - 4, 0), 9, 3));
    const Inside history(record, "SchoolHistory");
    if (began < pupil.entry) {
        const Inside school(record, "School");
        record.put_number("LEA", entry.school.authority);
        record.put_number("Estab", 2100 + static_cast<long long>(pupil.index % 60));
        record.put_number("URN", 999'200 + static_cast<long long>(pupil.index % 60));
        record.put("SchoolName", std::string(entry.stock.school[pupil.index % 60]) + " Primary School");
        record.put_date("EntryDate", began);
        record.put_date("LeavingDate", entry.times.days.on_or_before(pupil.entry - 40));
        record.put("LeavingReason", pupil.age >= 11 && pupil.entry - began > 2000 ? "PM" : "IM");
    }
    const Inside school(record, "School");
    record.put_number("LEA", entry.school.authority);
    record.put_number("Estab", entry.school.establishment);
    record.put("URN", entry.school.urn);
    record.put("SchoolName", entry.school.name);
    record.put_date("EntryDate", pupil.entry);
    record.put_date("LeavingDate", entry.times.leaving_day);
    record.put("LeavingReason", entry.stock.leaving_reason.pick(entry.random));
    record.put_flag("LastSchool", true);
}

}  // namespace cbds::sample
