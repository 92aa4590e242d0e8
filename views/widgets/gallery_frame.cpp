// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/button.h"
#include "views/widgets/card.h"
#include "views/widgets/command_palette.h"
#include "views/widgets/detail_splitter.h"
#include "views/widgets/environment.h"
#include "views/widgets/gallery.h"
#include "views/widgets/key_map.h"
#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/navigation_rail.h"
#include "views/widgets/skeleton.h"
#include "views/widgets/status_parts.h"
#include "views/widgets/toast.h"

#include <QBoxLayout>
#include <QFrame>
#include <QLineEdit>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// A small window's stand-in: ground and outline, for what lies over a window.
class Stage final : public QWidget
{
public:
    Stage(const Theme &theme, const QSize &size)
        : m_theme(theme)
    {
        setFixedSize(size);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme.colour(Token::Bg)); }

private:
    const Theme &m_theme;
};

NavigationRail *rail(const Theme &theme, Environment environment, const QString &text, bool compact)
{
    auto *made = new NavigationRail(theme);
    made->addEntry({ u"overview"_s, u"Overview"_s, u"layout-dashboard"_s, u"G O"_s });
    made->addEntry({ u"bookings"_s, u"Bookings"_s, u"calendar-check"_s, u"G B"_s });
    made->addEntry({ u"vetting"_s, u"Vetting"_s, u"shield-check"_s, u"G V"_s });
    made->addEntry({ u"disputes"_s, u"Disputes"_s, u"scale"_s, u"G D"_s });
    made->addEntry({ u"payouts"_s, u"Payouts"_s, u"wallet"_s, u"G P"_s });
    made->addEntry({ u"people"_s, u"Catalogue & people"_s, u"users"_s, {} });
    made->addEntry({ u"settings"_s, u"Settings"_s, u"settings"_s, {} }, NavigationRail::Place::Bottom);
    made->addEntry({ u"help"_s, u"Help & keys"_s, u"circle-help"_s, u"?"_s }, NavigationRail::Place::Bottom);
    made->setCount(u"vetting"_s, 412);
    made->setCount(u"disputes"_s, 137);
    made->setCurrent(u"bookings"_s);
    made->setEnvironment(environment, text);
    made->setCompact(compact);
    made->setFixedHeight(400);
    return made;
}

QWidget *railSection(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Navigation"_s);
    NavigationRail *touched = rail(theme, Environment::Staging, u"Staging · EU"_s, false);
    const QList<QWidget *> entries = touched->findChildren<QWidget *>(QRegularExpression(u"^rail\\.(vetting|payouts)$"_s));
    for (QWidget *entry : entries)
        entry->setProperty("pretend", entry->objectName() == "rail.vetting"_L1 ? u"focus"_s : u"hover"_s);
    section->addRow(u"Rail"_s, { rail(theme, Environment::Production, u"Production · EU"_s, false), touched,
                                 rail(theme, Environment::Simulation, u"Simulation"_s, false), rail(theme, Environment::Production, {}, true) });
    return section;
}

QWidget *statusSection(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Status bar"_s);
    const auto connection = [&theme](ConnectionIndicator::State state, const QString &way, int latency_ms) {
        auto *made = new ConnectionIndicator(theme);
        made->setState(state, way, latency_ms);
        return made;
    };
    using State = ConnectionIndicator::State;
    section->addRow(u"Connection"_s, { connection(State::Live, u"direct"_s, 38), connection(State::Behind, u"API"_s, 412),
                                       connection(State::Connecting, {}, -1), connection(State::Offline, u"direct"_s, -1) });
    auto *running = new JobProgress(theme);
    running->setRunning(u"Exporting bookings.xlsx"_s, 62);
    auto *done = new JobProgress(theme);
    done->setDone(u"bookings.xlsx, 12,480 rows"_s);
    auto *failed = new JobProgress(theme);
    failed->setFailed(u"Export stopped: the disk is full"_s);
    section->addRow(u"Jobs"_s, { running, done, failed });
    const auto tag = [&theme](EnvironmentTag::Shape shape, Environment environment, const QString &text) {
        auto *made = new EnvironmentTag(theme, shape);
        made->setEnvironment(environment, text);
        return made;
    };
    using Shape = EnvironmentTag::Shape;
    section->addRow(u"Environment"_s, { tag(Shape::Block, Environment::Production, u"Production · EU"_s), tag(Shape::Block, Environment::Staging, u"Staging"_s),
                                        tag(Shape::Block, Environment::Simulation, u"Simulation"_s), tag(Shape::Pill, Environment::Production, u"Production · EU"_s),
                                        tag(Shape::Pill, Environment::Staging, u"Staging"_s), tag(Shape::Pill, Environment::Simulation, u"Simulation"_s) });
    auto *band = new EnvironmentBand(theme);
    band->setEnvironment(Environment::Production);
    section->addWide(u"Band"_s, band);
    return section;
}

QWidget *paletteSample(const Theme &theme)
{
    auto *stage = new Stage(theme, { 760, 460 });
    auto *palette = new CommandPalette(theme, stage);
    palette->setEntries({
        { u"override-cancel"_s, u"Actions"_s, u"Cancel booking…"_s, u"BK-7F3K-92Q7"_s, u"shield-alert"_s, u"O"_s, {}, {} },
        { u"go-bookings"_s, u"Go to"_s, u"Bookings"_s, {}, u"calendar-check"_s, u"G B"_s, u"orders"_s, {} },
        { u"accept"_s, u"Actions"_s, u"Confirm booking"_s, {}, u"check"_s, u"A"_s, {}, u"It is confirmed already"_s },
        { u"go-disputes"_s, u"Go to"_s, u"Disputes"_s, {}, u"scale"_s, u"G D"_s, {}, {} },
    });
    palette->openOverlay();
    palette->field()->setText(u"book"_s);
    palette->showFound(u"book"_s, { { u"booking:1"_s, u"Bookings"_s, u"BK-7F3K-92Q7"_s, u"Leak repair · Chloë Lindner · today 14:00"_s, u"wrench"_s, {}, {}, {} },
                                    { u"booking:2"_s, u"Bookings"_s, u"BK-8D5F-3XKE"_s, u"Staging · محمد الحسن · today 12:30"_s, u"house"_s, {}, {}, {} } });
    return stage;
}

QWidget *keyMapSample(const Theme &theme)
{
    auto *stage = new Stage(theme, { 820, 380 });
    auto *map = new KeyMapOverlay(theme, stage);
    map->setGroups({ { u"Everywhere"_s, { { u"Ctrl K"_s, u"Command palette"_s }, { u"?"_s, u"This map"_s }, { u"F6"_s, u"Next pane"_s }, { u"Esc"_s, u"Back"_s } } },
                     { u"Go to"_s, { { u"G B"_s, u"Bookings"_s }, { u"G V"_s, u"Vetting"_s } } },
                     { u"Lists"_s, { { u"/"_s, u"Filter"_s }, { u"J K"_s, u"Next, previous row"_s }, { u"Space"_s, u"Quick look"_s }, { u"Enter"_s, u"Open"_s }, { u"O"_s, u"Override"_s } } } });
    map->openOverlay();
    return stage;
}

QWidget *toastSample(const Theme &theme)
{
    auto *stage = new Stage(theme, { 760, 230 });
    auto *host = new ToastHost(theme, stage);
    constexpr int long_enough = 3600000; // a picture must not change while it is taken
    host->post(Tone::Ok, u"Reference copied"_s, {}, long_enough);
    host->post(Tone::Bad, u"Export stopped: the disk is full"_s, {}, long_enough);
    host->post(Tone::Accent, u"Booking BK-7F3K-92Q7 cancelled, €74.40 goes back"_s, u"Undo"_s, 60000);
    return stage;
}

QWidget *splitterSample(const Theme &theme)
{
    auto *list = new QFrame;
    list->setProperty("ground", u"bg"_s);
    auto *rows = new QVBoxLayout(list);
    rows->addWidget(new SectionHeader(theme, u"Bookings"_s, u"418 today"_s, Type::Page));
    rows->addWidget(new Skeleton(theme, Skeleton::Shape::Rows), 1);
    auto *details = new QFrame;
    details->setProperty("ground", u"surface"_s);
    auto *column = new QVBoxLayout(details);
    auto *header = new SectionHeader(theme, u"BK-7F3K-92Q7"_s, u"Leak repair · 1 h · Berlin"_s);
    auto *close = Button::iconOnly(theme, u"x"_s, u"Close the details"_s);
    close->setObjectName(u"gallery.close-details"_s);
    header->addAction(close);
    column->addWidget(header);
    auto *facts = new KeyValueGrid(theme);
    facts->setFact(u"start"_s, u"Start"_s, u"Today 14:00–15:00, Berlin"_s);
    facts->setFact(u"price"_s, u"Price"_s, u"€124.00, captured"_s);
    column->addWidget(facts);
    column->addStretch();
    auto *splitter = new DetailSplitter(theme, list);
    splitter->addPanel(details, 340);
    splitter->setFixedHeight(240);
    splitter->resize(900, 240);
    splitter->openPanel(details);
    return splitter;
}

} // namespace

QList<QWidget *> galleryFrame(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Over and beside the page"_s);
    section->addRow(u"Palette"_s, { paletteSample(theme) });
    section->addRow(u"Key map"_s, { keyMapSample(theme) });
    section->addRow(u"Toasts"_s, { toastSample(theme) });
    section->addWide(u"Details panel"_s, splitterSample(theme));
    return { railSection(theme), statusSection(theme), section };
}

} // namespace steward
