// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/banner.h"
#include "views/widgets/card.h"
#include "views/widgets/empty_state.h"
#include "views/widgets/gallery.h"
#include "views/widgets/skeleton.h"

#include <QBoxLayout>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

QWidget *banners(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Banners"_s);
    const auto banner = [&theme](Banner::Kind kind, const QString &title, const QString &text, const QString &action, bool dismissible) {
        auto *made = new Banner(theme);
        made->setContent(kind, title, text);
        made->setActionText(action);
        made->setDismissible(dismissible);
        return made;
    };
    section->addWide(u"Information"_s, banner(Banner::Kind::Info, u"Joel Ortiz has this booking open"_s, u"He opened it 2 min ago."_s, u"Take over"_s, true));
    section->addWide(u"Done"_s, banner(Banner::Kind::Ok, u"Booking cancelled, €74.40 goes back to Chloë Lindner"_s, {}, u"Undo"_s, true));
    section->addWide(u"Warning"_s, banner(Banner::Kind::Warning, u"This booking changed since you opened it"_s, u"The provider moved it to 15:00. Nothing of yours is lost."_s, u"Show what changed"_s, false));
    section->addWide(u"Error"_s, banner(Banner::Kind::Error, u"The booking was not cancelled"_s, u"It is in progress since 14:00. End it first, or open a dispute."_s, u"Copy request ID"_s, false));
    section->addWide(u"Offline"_s, banner(Banner::Kind::Offline, u"No connection to the database"_s, u"What you see is from 09:41. Actions wait until it is back; trying again in 8 s."_s, u"Try now"_s, false));
    return section;
}

QWidget *absences(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Where content would be"_s);
    const auto state = [&theme](EmptyState::Kind kind, const QString &title, const QString &text, const QString &action, const QString &detail = {}) {
        auto *card = new Card(theme);
        card->setOutside(Token::Surface);
        auto *made = new EmptyState(theme);
        made->setContent(kind, title, text);
        made->setActionText(action);
        made->setDetail(detail);
        card->body()->addWidget(made);
        card->setFixedSize(400, 280);
        return card;
    };
    section->addRow(u"Words"_s, { state(EmptyState::Kind::Empty, u"No bookings yet"_s, u"They appear here as soon as a customer books."_s, {}),
                                  state(EmptyState::Kind::NoMatch, u"Nothing matches"_s, u"No booking fits these four conditions."_s, u"Clear filter"_s),
                                  state(EmptyState::Kind::Error, u"The list could not be read"_s, u"The server took longer than 2 s. Try again, or narrow the filter."_s, u"Try again"_s, u"Request 3f2a-91c4"_s),
                                 state(EmptyState::Kind::Offline, u"No connection"_s, u"This page was not loaded before the link was lost."_s, u"Try now"_s) });
    const auto skeleton = [&theme](Skeleton::Shape shape) {
        auto *made = new Skeleton(theme, shape);
        made->setFixedSize(shape == Skeleton::Shape::Rows ? 520 : 280, 180);
        return made;
    };
    section->addRow(u"Loading"_s, { skeleton(Skeleton::Shape::Rows), skeleton(Skeleton::Shape::Facts), skeleton(Skeleton::Shape::Lines) });
    return section;
}

} // namespace

QList<QWidget *> galleryFeedback(const Theme &theme)
{
    return { banners(theme), absences(theme) };
}

} // namespace steward
