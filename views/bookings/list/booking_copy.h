// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/base/table_text.h"
#include "views/bookings/list/booking_columns.h"
#include "views/shell/desk.h"

namespace steward {

class Banner;
class BookingRepository;

/// Takes bookings to the clipboard: exactly the columns that the list shows, in their order. What a cell shows in two lines are
/// two fields; one that two columns show is there once.
class BookingCopy final : public QObject
{
    Q_OBJECT

public:
    enum class Form { Csv, Markdown };
    /// More than that is an export's work.
    static constexpr qsizetype most = 10'000;

    /// `progress` is where a long copy tells how far it is, with a way to stop it.
    BookingCopy(const Desk &desk, const BookingRepository &bookings, Banner *progress, QObject *parent);

    void copy(const QList<BookingRow> &rows, const QList<int> &columns, Form form);
    /// Asks for all bookings of the filter, up to `most`. The clipboard stays as it is until all are there.
    void copyAll(const BookingFilter &filter, const QList<int> &columns, Form form);
    void stop();
    /// Fewer than `most`, so that a test can reach the bound.
    void setBound(qsizetype rows) { m_bound = rows; }
    [[nodiscard]] bool isBusy() const { return m_question.isPending(); }

signals:
    void busyChanged();

private:
    void showProgress(qsizetype rows);
    void done(const QList<BookingRow> &rows, bool isCut, const QList<int> &columns, Form form);
    void end();

    const Desk &m_desk;
    const BookingRepository &m_bookings;
    Banner *m_progress;
    qsizetype m_bound = most;
    Latest m_question;
};

} // namespace steward
