// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/deliver.h"
#include "core/booking/away_booking.h"
#include "core/booking/booking.h"
#include "views/shell/activity/argument_editor.h"

#include <QHash>
#include <QLocale>

class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace steward {

class BookingRepository;
class ComboBox;
class Field;
class Label;
class RearrangedBooking;
class StateStack;
class Theme;

/// From which day to which a provider is away, and what becomes of each booking that they then have: first_day,
/// last_day, plan. It begins with what the database proposes; what is left as it is stands in no plan.
class AwayEditor final : public ArgumentEditor {
    Q_OBJECT

public:
    /// `from` is the first day to begin with; an invalid one is the booking's.
    AwayEditor(const Theme &theme, const BookingRepository &bookings, const Booking &booking, const QDateTime &now,
               const QDate &from, QWidget *parent = nullptr);

    [[nodiscard]] QJsonObject arguments() const override;
    void restore(const QJsonObject &arguments) override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString confirmText() const override;
    [[nodiscard]] std::optional<bool> isDangerous() const override;

private:
    QLineEdit *makeDay(const QString &name, const QDate &day);
    [[nodiscard]] QDate dayOf(const QLineEdit *typed) const;
    void readDays();
    void ask();
    void askPage(BookingId after);
    void take(const QList<AwayBooking> &page);
    void showRows();
    void addRow(const AwayBooking &booking);
    void chooseAll();
    void showTotals();
    [[nodiscard]] qsizetype count(const QString &choice) const;

    const Theme &m_theme;
    const BookingRepository &m_bookings;
    ProviderId m_provider;
    QString m_name, m_zone;
    QDateTime m_now;
    QLineEdit *m_first, *m_last;
    Field *m_firstField, *m_lastField;
    ComboBox *m_all;
    Field *m_allField;
    QWidget *m_list;
    QVBoxLayout *m_lines;
    QScrollArea *m_scroll;
    StateStack *m_states;
    Label *m_totals;
    QDate m_firstDay, m_lastDay; ///< that the rows are of
    QList<RearrangedBooking *> m_rows;
    bool m_isLoading = false;
    bool m_hasFailed = false;
    QHash<qint64, QString> m_wanted; ///< by a draft, or by rows of other days
    QString m_otherwise; ///< what a draft left alone
    Latest m_question;
};

} // namespace steward
