/// @file
/// A store: an SQLite database that twice-daily extracts keep current (cbds-attendance-update(1)).
///
/// An update is one transaction: killed at any moment, the store is the one before or the one after. Readers are not blocked
/// (write-ahead log). The same extracts in any order give the same store, and an extract that was taken already changes nothing,
/// because a store keeps what does not depend on an order: for each session every code that it ever had, with the first and the
/// last time at which it was recorded.
///
/// Of the codes of a session that holds which was recorded last. Of two recorded at one time that holds which comes later in the order
/// no mark, what is no code, N (which has to be replaced), any other code; of two alike there, the one whose text is greater. The others
/// are the history. Minutes late are those of the last time; the larger number, if two were told for that time.
///
/// A mark without a time of recording counts as recorded when the extract was taken: a time that is told, or else that of the
/// newest mark of its school in the extract: the newest time of recording, or noon or six in the evening (UTC) of the newest morning or
/// afternoon at which somebody was present, whichever is later. Where nobody was present, that of any mark. Sessions after the present
/// day do not count there, and a time of recording more than a day ahead is none: a mistyped year would go before all for years. That
/// nothing was recorded for a session is kept only where it has a time of its own: an extract that lacks a mark does not take it away.
///
/// Of what is said of a school, a pupil, or a pupil from a day on, each value is kept apart, and that which was told last holds; of
/// two told by extracts of one time the one whose text is greater. What an extract does not tell stays, and a register does not know
/// an empty cell from none: values are replaced, and not taken away. What is told of a school has the time of its marks in the extract.
/// Where the extract has none of its marks, it has that of the newest mark of any school, or of the newest day from which something holds,
/// as that of a census return; and where there is nothing of the kind, the present time, by which alone the order matters. That a
/// pupil is listed, the days of exclusions, and the software's numbers that a pupil ever had, are never forgotten.
///
/// A pupil of a school is known by the UPN; one without a UPN by the software's number. Where only some extracts have UPNs the two
/// are joined when the store is read: of their marks and values that one holds which would hold if they had been told of one pupil.
/// Schools are joined by authority and establishment likewise: of two that had the number it means the open one, or the one opened
/// last. A number that the software gave to several pupils joins none: what was told by it alone stays with a pupil apart, whose number
/// says so: `17 (of several)`. Nobody knows which of them it was.
#pragma once

#include "cbds/register/builder.hpp"
#include "cbds/register/inputs.hpp"
#include "cbds/register/register.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cbds::registers {

/// What an update came to.
struct UpdateSummary {
    std::uint64_t marks = 0;            ///< in the extracts: the sum of the next four
    std::uint64_t added = 0;
    std::uint64_t changed = 0;
    std::uint64_t older = 0;            ///< recorded before the mark that holds: kept in the history only
    std::uint64_t unchanged = 0;        ///< known already, perhaps with another time
    std::uint64_t late_in_window = 0;   ///< changed within 7 days of the session
    std::uint64_t late_outside = 0;     ///< later than that
    std::uint64_t without_time = 0;     ///< marks that count as recorded when the extract was taken, though nobody told when that was
    std::uint64_t in_future = 0;        ///< marks whose time of recording is more than a day ahead: they count as without one
    std::uint64_t schools_added = 0;
    std::uint64_t enrolments_added = 0;

    void add(const UpdateSummary& other) noexcept;
};

/// The department reads marks again that were changed within so many days of their session.
inline constexpr int kLateChangeDays = 7;

struct StoreUpdateOptions {
    std::int64_t extracted_at = 0;                 ///< seconds since 1970 UTC of marks without a time of their own; 0: see above
    std::int64_t now = 0;                          ///< the present time, asked once; 0: not known, and nothing is in the future
    std::chrono::milliseconds wait{30'000};        ///< for another update to end
    std::function<void()> waiting;                 ///< called once, when another update is going on; may be empty
};

/// One input of an update.
struct Extract {
    const Register* marks = nullptr;  ///< what was read, with details; null: the store below
    std::string store;                ///< path of a store: it is taken with all of its times and its history
};

/// Takes an extract; the extract may go afterwards.
using TakeExtract = std::function<void(const Extract&)>;

/// Hands over one extract after the other. May be called twice: where another update makes the store meanwhile.
using EachExtract = std::function<void(const TakeExtract&)>;

/// Brings a store up to date; makes it where there is none, for nobody else to read. The extracts are taken one after the other, and
/// all of them or none.
/// @throws InputError where it is no store of ours, is of a later version or damaged, or another update does not end; OutputError
UpdateSummary update_store(const std::string& path, const EachExtract& each, const StoreUpdateOptions& options);

/// The same for one register.
UpdateSummary update_store(const std::string& path, const Register& extract, const StoreUpdateOptions& options);

/// Reads the inputs file by file, each as an extract of its own: those of a folder too, while the entries of a zip are one. Tables of
/// pupils and schools, those named in the options as those among the inputs, are read with each of them. A store is not read but
/// named, and tables do not go with it.
/// @param store  is being brought up to date: it is passed over where it stands in a folder
/// @throws InputError, DocumentError, UsageError; where no register is there InputError
void for_each_extract(const schema::Dictionary& dictionary, const RegisterInputOptions& options, const std::string& store, const TakeExtract& take);

/// Reads all that holds, as it was before or after any update that goes on meanwhile.
/// @param period  only marks of these days; null: all
/// @throws InputError where it is none, is damaged, or was changed while a user read it who may not write its folder
void read_store(const std::string& path, const Period* period, RegisterBuilder& builder);

/// Whether the first bytes (100 are enough) are those of a database that may be a store.
[[nodiscard]] bool looks_like_store(std::string_view first_bytes) noexcept;

/// A time as a user writes it, `2026-11-20T14:30:00Z`: seconds since 1970 UTC.
[[nodiscard]] std::optional<std::int64_t> parse_time(std::string_view text);

}  // namespace cbds::registers
