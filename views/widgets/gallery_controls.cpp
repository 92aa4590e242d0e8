// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"
#include "views/widgets/combo_box.h"
#include "views/widgets/field.h"
#include "views/widgets/filter_chip.h"
#include "views/widgets/gallery.h"
#include "views/widgets/money_split.h"
#include "views/widgets/reason_field.h"
#include "views/widgets/search_field.h"
#include "views/widgets/segmented_control.h"
#include "views/widgets/switch.h"
#include "views/widgets/tab_bar.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

template <class Widget> Widget *pretending(Widget *widget, const QString &state)
{
    widget->setProperty("pretend", state);
    return widget;
}

template <class Widget> Widget *disabled(Widget *widget)
{
    widget->setEnabled(false);
    return widget;
}

Button *button(const Theme &theme, Button::Kind kind, const QString &text, const QString &icon = {})
{
    auto *made = new Button(theme, text, kind);
    made->setIconName(icon);
    return made;
}

QWidget *buttons(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Buttons"_s);
    using Kind = Button::Kind;
    const auto all = [&theme](const QString &state) {
        QList<QWidget *> row {
            button(theme, Kind::Primary, u"Take next"_s), button(theme, Kind::Secondary, u"Export"_s, u"download"_s),
            button(theme, Kind::Danger, u"Cancel booking and refund €74.40"_s), button(theme, Kind::DangerOutline, u"Reject…"_s),
            button(theme, Kind::Dashed, u"Filter"_s, u"plus"_s), button(theme, Kind::Pill, u"12 new"_s, u"arrow-up"_s), button(theme, Kind::Link, u"Preview"_s), button(theme, Kind::QuietLink, u"Cancel"_s),
            Button::iconOnly(theme, u"columns-3"_s, u"Columns"_s),
        };
        for (QWidget *sample : row)
            sample->setProperty("pretend", state);
        return row;
    };
    section->addRow(u"Normal"_s, all(QString()));
    section->addRow(u"Hover"_s, all(u"hover"_s));
    section->addRow(u"Keyboard focus"_s, all(u"focus"_s));
    QList<QWidget *> off = all(QString());
    for (QWidget *sample : off)
        sample->setEnabled(false);
    section->addRow(u"Disabled"_s, off);
    auto *busy = button(theme, Kind::Danger, u"Cancelling…"_s);
    busy->setLoading(true);
    auto *loading = button(theme, Kind::Secondary, u"Exporting"_s);
    loading->setLoading(true);
    auto *keyed = button(theme, Kind::Primary, u"Take next"_s);
    keyed->setKeyHint(u"N"_s);
    auto *keyedToo = button(theme, Kind::Secondary, u"Override"_s, u"shield-alert"_s);
    keyedToo->setKeyHint(u"O"_s);
    auto *pressed = Button::iconOnly(theme, u"panel-right"_s, u"Details panel"_s);
    pressed->setCheckable(true);
    pressed->setChecked(true);
    auto *opens = button(theme, Kind::Field, u"Search or run a command"_s, u"search"_s);
    opens->setKeyHint(u"Ctrl K"_s);
    opens->setFixedWidth(340);
    section->addRow(u"Field"_s, { opens });
    section->addRow(u"Loading, keys, on"_s, { busy, loading, keyed, keyedToo, pressed });
    return section;
}

QWidget *fields(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Fields"_s);
    const auto line = [](const QString &text) {
        auto *made = new QLineEdit(text);
        made->setFixedWidth(220);
        return made;
    };
    const auto combo = [&theme](int index) {
        auto *made = new ComboBox(theme);
        made->addItems({ u"Provider cannot come"_s, u"Customer asked"_s });
        made->setPlaceholderText(u"Choose…"_s);
        made->setCurrentIndex(index);
        made->setFixedWidth(220);
        return made;
    };
    auto *help = new Field(theme, u"Reference"_s, line(u"BK-7F3K-92Q7"_s));
    help->setHelp(u"As it stands in the confirmation."_s);
    auto *wrong = new Field(theme, u"Amount"_s, line(u"740,000.00"_s));
    wrong->setError(u"At most €124.00 can go back."_s);
    auto *optional = new Field(theme, u"Hand-over note"_s, line(QString()));
    optional->setOptional();
    section->addRow(u"Text"_s, { help, wrong, optional, new Field(theme, u"Server"_s, disabled(line(u"db.example.org"_s))) });
    section->addRow(u"Focus"_s, { new Field(theme, u"Note for the audit log"_s, pretending(line(u"Van broke down"_s), u"focus"_s)),
                                  new Field(theme, u"Reason code"_s, pretending(combo(0), u"focus"_s)) });
    auto *unchosen = new Field(theme, u"Reason code"_s, combo(-1));
    unchosen->setError(u"Choose why you do this."_s);
    section->addRow(u"Choice"_s, { new Field(theme, u"Reason code"_s, combo(0)), unchosen, new Field(theme, u"Market"_s, disabled(combo(0))) });

    auto *search = new SearchField(theme, u"Filter bookings"_s, u"Reference, e-mail, name"_s);
    search->setKeyHint(u"/"_s);
    auto *typed = new SearchField(theme, u"Filter bookings again"_s, QString());
    typed->setText(u"nordlicht"_s);
    for (SearchField *field : { search, typed })
        field->setFixedWidth(240);
    section->addRow(u"Search"_s, { search, typed });

    auto *off = new FilterChip(theme, u"Has provider"_s);
    off->setChecked(false);
    auto *fixed = new FilterChip(theme, u"Today"_s);
    fixed->setRemovable(false);
    section->addRow(u"Filter chips"_s, { new FilterChip(theme, u"Market is EU"_s), pretending(new FilterChip(theme, u"Hovered"_s), u"hover"_s),
                                         pretending(new FilterChip(theme, u"Focused"_s), u"focus"_s), off, fixed, disabled(new FilterChip(theme, u"Disabled"_s)) });

    const auto toggle = [&theme](const QString &text, bool on) {
        auto *made = new Switch(theme, text);
        made->setChecked(on);
        return made;
    };
    section->addRow(u"Switches"_s, { toggle(u"Notify both"_s, true), toggle(u"Notify provider"_s, false), pretending(toggle(u"Focused"_s, true), u"focus"_s),
                                     disabled(toggle(u"Disabled on"_s, true)), disabled(toggle(u"Disabled off"_s, false)) });
    return section;
}

QWidget *choices(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Tabs and segments"_s);
    const auto tabs = [&theme] {
        auto *made = new TabBar(theme, u"Views of the list"_s);
        for (const QString &text : { u"All"_s, u"Needs attention"_s, u"Today"_s, u"Disputed"_s, u"Archived"_s })
            made->addTab(text);
        made->setCount(1, 23);
        made->setCount(2, 418);
        made->setCount(3, 10000, false);
        made->setTabEnabled(4, false);
        made->setCurrentIndex(2);
        return made;
    };
    section->addWide(u"Tabs"_s, tabs());
    section->addWide(u"Keyboard focus"_s, pretending(tabs(), u"focus"_s));
    const QStringList kinds { u"Cancel booking"_s, u"Move"_s, u"Reassign"_s, u"Reprice"_s };
    section->addRow(u"Segments"_s, { new SegmentedControl(theme, u"Kind of override"_s, kinds),
                                     pretending(new SegmentedControl(theme, u"Kind of override, focused"_s, kinds), u"focus"_s),
                                     disabled(new SegmentedControl(theme, u"Kind of override, disabled"_s, { u"Cancel booking"_s, u"Move"_s })) });
    return section;
}

QWidget *forms(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Money and reasons"_s);
    const auto split = [&theme](const QString &code, std::int64_t total, std::int64_t customer, std::int64_t provider, const QString &prefix) {
        auto *made = new MoneySplit(theme);
        made->setTotal(Money { total, Currency { code } }, customer, provider);
        made->setNames(prefix);
        made->setFixedWidth(420);
        return made;
    };
    section->addRow(u"Split"_s, { split(u"EUR"_s, 12400, 7440, 4960, u"gallery-split-1"_s), split(u"JPY"_s, 18000, 9000, 6000, u"gallery-split-2"_s) });
    MoneySplit *half = split(u"EUR"_s, 12400, 7440, 4960, u"gallery-split-5"_s);
    auto *typed = half->findChild<QLineEdit *>(u"gallery-split-5.to-customer"_s);
    typed->setText(u"74.4x"_s);
    emit typed->textEdited(typed->text());
    MoneySplit *unsettled = split(u"EUR"_s, 12400, 7440, 4960, u"gallery-split-6"_s);
    unsettled->setSettled(false);
    section->addRow(u"Being typed"_s, { half, unsettled });
    section->addRow(u"Ends"_s, { split(u"KWD"_s, 45500, 45500, 0, u"gallery-split-3"_s), disabled(split(u"EUR"_s, 12400, 7440, 4960, u"gallery-split-4"_s)) });
    const auto reason = [&theme](const QString &prefix) {
        auto *made = new ReasonField(theme);
        made->setReasons({ { u"provider_absent"_s, u"Provider cannot come"_s }, { u"customer_asked"_s, u"Customer asked"_s } });
        made->setShortestNote(10);
        made->setNames(prefix);
        made->setFixedWidth(420);
        return made;
    };
    ReasonField *good = reason(u"gallery-reason-1"_s);
    good->setCode(u"provider_absent"_s);
    good->setNote(u"Van broke down"_s);
    ReasonField *bad = reason(u"gallery-reason-2"_s);
    bad->setNote(u"Van"_s);
    bad->check();
    section->addRow(u"Reason"_s, { good, bad });
    return section;
}

} // namespace

QList<QWidget *> galleryControls(const Theme &theme)
{
    return { buttons(theme), fields(theme), choices(theme), forms(theme) };
}

} // namespace steward
