// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/card.h"
#include "views/widgets/check_delegate.h"
#include "views/widgets/dense_table.h"
#include "views/widgets/gallery.h"
#include "views/widgets/header_view.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

struct Row {
    QString reference, job, customer, provider, start, city, state;
    Tone tone;
    QString amount, currency;
};

QStandardItemModel *sampleModel(QObject *parent)
{
    const QList<Row> rows {
        { u"BK-5H2D-8KTA"_s, u"Deep clean · 3 h"_s, u"Αθηνά Παππά"_s, u"Brightside Cleaning"_s, u"08:00"_s, u"Athens"_s, u"Completed"_s, Tone::Mute, u"142.00"_s, u"EUR"_s },
        { u"BK-9C4R-J7EF"_s, u"Lock change · 1 h"_s, u"田中 美咲"_s, u"Rapid Locksmiths"_s, u"08:30"_s, u"Berlin"_s, u"Disputed"_s, Tone::Bad, u"89.00"_s, u"EUR"_s },
        { u"BK-3T8X-5BPD"_s, u"Flat move · 4 h"_s, u"Łukasz Wiśniewski"_s, u"Lindqvist Movers"_s, u"09:00"_s, u"Warsaw"_s, u"In progress"_s, Tone::Info, u"640.00"_s, u"PLN"_s },
        { u"BK-8D5F-3XKE"_s, u"Staging · 2 h"_s, u"محمد الحسن"_s, u"Quartz Staging"_s, u"12:30"_s, u"Madrid"_s, u"Requested"_s, Tone::Warn, u"220.00"_s, u"EUR"_s },
        { u"BK-7F3K-92Q7"_s, u"Leak repair · 1 h"_s, u"Chloë Lindner"_s, u"Nordlicht Sanitär"_s, u"14:00"_s, u"Berlin"_s, u"Confirmed"_s, Tone::Ok, u"124.00"_s, u"EUR"_s },
        { u"BK-C5K8-T4DF"_s, u"Wiring · 3 h"_s, u"Jiří Dvořák"_s, u"Volta Elektro"_s, u"15:30"_s, u"Prague"_s, u"Confirmed"_s, Tone::Ok, u"6,900.00"_s, u"CZK"_s },
        { u"BK-T4D9-2KYE"_s, u"Painting · 3 h"_s, u"김지우"_s, u"Kraft & Söhne"_s, u"18:00"_s, u"Tokyo"_s, u"Cancelled"_s, Tone::Mute, u"18,000"_s, u"JPY"_s },
    };
    auto *model = new QStandardItemModel(0, 6, parent);
    model->setHorizontalHeaderLabels({ u"Booking"_s, u"Customer, provider"_s, u"Start"_s, u"State"_s, u"Answer"_s, u"Amount"_s });
    model->horizontalHeaderItem(5)->setTextAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    for (const Row &row : rows) {
        QList<QStandardItem *> items;
        const auto add = [&items](const QString &text, const QString &second) {
            auto *item = new QStandardItem(text);
            item->setData(second, cell::second_line);
            items.append(item);
            return item;
        };
        add(row.reference, row.job)->setData(true, cell::strong);
        add(row.customer, row.provider);
        add(row.start, row.city);
        add(row.state, {})->setData(static_cast<int>(row.tone), cell::tone);
        auto *due = add(row.tone == Tone::Warn ? u"−3 h 59 m"_s : u"in 2 h"_s, {});
        due->setData(static_cast<int>(row.tone == Tone::Warn ? Tone::Bad : Tone::Mute), cell::tone);
        due->setData(row.tone == Tone::Warn ? u"circle-alert"_s : u"clock"_s, cell::icon);
        add(row.amount, row.currency)->setData(true, cell::strong);
        model->appendRow(items);
    }
    for (int column = 0; column < 6; ++column) {
        model->item(6, column)->setData(true, cell::dimmed);
        if (column < 4)
            model->item(1, column)->setData(column == 9, cell::loading);
    }
    QList<QStandardItem *> loading;
    for (int column = 0; column < 6; ++column) {
        loading.append(new QStandardItem);
        loading.last()->setData(true, cell::loading);
    }
    model->appendRow(loading);
    return model;
}

Card *sampleTable(const Theme &theme, const QString &name, DenseTable::Density density)
{
    auto *card = new Card(theme);
    card->setOutside(Token::Surface);
    auto *table = new DenseTable(theme, name);
    table->setObjectName(u"gallery.%1"_s.arg(name.toLower().replace(u' ', u'-')));
    table->setModel(sampleModel(table));
    table->setDensity(density);
    table->setColumnKind(0, CellKind::TwoLine);
    table->setColumnKind(1, density == DenseTable::Density::Comfortable ? CellKind::Party : CellKind::TwoLine);
    table->setColumnKind(2, CellKind::TwoLine);
    table->setColumnKind(3, CellKind::Pill);
    table->setColumnKind(4, CellKind::Sign);
    table->setColumnKind(5, CellKind::Money);
    table->header()->setSortIndicator(2, Qt::AscendingOrder);
    for (const auto &[column, width] : { std::pair { 0, 190 }, { 1, 260 }, { 2, 130 }, { 3, 150 }, { 4, 140 } })
        table->setColumnWidth(column, width);
    table->selectRow(4);
    table->setHoveredRow(2);
    table->setProperty("pretend", u"focus"_s);
    table->setFixedHeight(36 + 8 * table->rowPixels());
    card->body()->addWidget(table);
    return card;
}

QListWidget *sampleChecks(const Theme &theme)
{
    auto *list = new QListWidget;
    list->setObjectName(u"gallery.checks"_s);
    list->setAccessibleName(u"Sample columns"_s);
    list->setItemDelegate(new CheckDelegate(theme, list));
    for (const QString &title : { u"Booking (always)"_s, u"Parties"_s, u"Start"_s, u"Customer"_s }) {
        auto *item = new QListWidgetItem(title, list);
        item->setCheckState(title == "Customer"_L1 ? Qt::Unchecked : Qt::Checked);
    }
    list->item(0)->setFlags(list->item(0)->flags() & ~Qt::ItemIsUserCheckable);
    list->setCurrentRow(2);
    list->setFixedHeight(4 * grid::row_compact);
    return list;
}

} // namespace

QList<QWidget *> galleryLists(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Lists: hovered, selected, focused, dimmed and loading rows"_s);
    section->addWide(u"Comfortable"_s, sampleTable(theme, u"Sample bookings"_s, DenseTable::Density::Comfortable));
    section->addWide(u"Compact"_s, sampleTable(theme, u"Compact bookings"_s, DenseTable::Density::Compact));
    section->addWide(u"To choose from: always, checked, chosen, not checked"_s, sampleChecks(theme));
    return { section };
}

} // namespace steward
