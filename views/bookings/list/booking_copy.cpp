// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/bookings/list/booking_copy.h"

#include "core/booking/booking_repository.h"
#include "views/widgets/banner.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMimeData>

namespace steward {

namespace {

constexpr int page_rows = 1000;

struct ReadRows {
    ReadRows() = default;
    QList<BookingRow> rows;
    bool isCut = false; ///< the list goes on
};

Task<Result<ReadRows>> readRows(const BookingRepository &bookings, BookingFilter filter, qsizetype bound, std::function<void(qsizetype)> progress)
{
    ReadRows read;
    QByteArray cursor;
    do {
        const auto left = static_cast<int>(std::min<qsizetype>(page_rows, bound - read.rows.size()));
        PageRequest where(cursor, PageRequest::Direction::Forward, left);
        auto page = co_await bookings.page(filter, std::move(where));
        if (!page)
            co_return std::unexpected(page.error());
        read.rows += page->rows;
        cursor = page->next;
        read.isCut = !cursor.isEmpty();
        progress(read.rows.size());
    } while (read.isCut && read.rows.size() < bound);
    co_return read;
}

TableText tableOf(const QList<BookingRow> &rows, const QList<int> &columns)
{
    const QList<WindowColumn<BookingRow>> all = bookingColumns();
    QList<CopiedField<BookingRow>> fields;
    TableText table;
    for (const int column : columns) {
        for (const CopiedField<BookingRow> &field : all.at(column).copied) {
            if (table.headings.contains(field.title))
                continue;
            table.headings.append(field.title);
            fields.append(field);
        }
    }
    for (const BookingRow &row : rows) {
        QStringList texts;
        for (const CopiedField<BookingRow> &field : fields)
            texts << field.text(row);
        table.rows.append(texts);
    }
    return table;
}

} // namespace

BookingCopy::BookingCopy(const Desk &desk, const BookingRepository &bookings, Banner *progress, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_bookings(bookings)
    , m_progress(progress)
{
    connect(progress, &Banner::actionTriggered, this, &BookingCopy::stop);
}

void BookingCopy::copy(const QList<BookingRow> &rows, const QList<int> &columns, Form form)
{
    stop();
    done(rows, false, columns, form);
}

void BookingCopy::copyAll(const BookingFilter &filter, const QList<int> &columns, Form form)
{
    stop();
    showProgress(0);
    m_question.ask(readRows(m_bookings, filter, m_bound, [this](qsizetype rows) { showProgress(rows); }), this,
        [this, columns, form](const Result<ReadRows> &answer) {
            end();
            if (answer)
                return done(answer->rows, answer->isCut, columns, form);
            Notice notice;
            notice.kind = Notice::Kind::Failure;
            notice.text = tr("Nothing was copied: %1 %2").arg(answer.error().message, answer.error().hint).trimmed();
            m_desk.notify(notice);
        });
    emit busyChanged();
}

void BookingCopy::stop()
{
    if (!isBusy())
        return;
    m_question.withdraw();
    end();
    Notice notice;
    notice.kind = Notice::Kind::Information;
    notice.text = tr("Copying was stopped: the clipboard is as it was.");
    m_desk.notify(notice);
}

void BookingCopy::showProgress(qsizetype rows)
{
    m_progress->setContent(Banner::Kind::Info, rows == 0 ? tr("Reading what is to be copied…") : tr("%1 bookings read to be copied…").arg(QLocale().toString(rows)),
        tr("At most %1.").arg(QLocale().toString(m_bound)));
    m_progress->setActionText(tr("Stop"));
    m_progress->show();
}

void BookingCopy::end()
{
    m_progress->hide();
    emit busyChanged();
}

void BookingCopy::done(const QList<BookingRow> &rows, bool isCut, const QList<int> &columns, Form form)
{
    const TableText table = tableOf(rows, columns);
    auto *data = new QMimeData;
    const QString text = form == Form::Csv ? csvOf(table) : markdownOf(table);
    data->setText(text);
    data->setData(form == Form::Csv ? QStringLiteral("text/csv") : QStringLiteral("text/markdown"), text.toUtf8());
    QGuiApplication::clipboard()->setMimeData(data);
    const QString count = rows.size() == 1 ? tr("1 booking") : tr("%1 bookings").arg(QLocale().toString(rows.size()));
    const QString what = form == Form::Csv ? tr("%1 copied as CSV").arg(count) : tr("%1 copied as a Markdown table").arg(count);
    Notice notice;
    notice.kind = Notice::Kind::Information;
    notice.text = isCut ? tr("%1: the first of the list, which goes on").arg(what) : what;
    m_desk.notify(notice);
}

} // namespace steward
