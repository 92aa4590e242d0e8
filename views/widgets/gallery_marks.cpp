// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/avatar.h"
#include "views/widgets/badge.h"
#include "views/widgets/gallery.h"
#include "views/widgets/icon_view.h"
#include "views/widgets/key_value.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/state_pill.h"
#include "views/widgets/timeline.h"

#include <QBoxLayout>
#include <QDir>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// A swatch of one token with its name.
class Swatch final : public QWidget
{
public:
    Swatch(const Theme &theme, Token token)
        : m_theme(theme)
        , m_token(token)
    {
        setFixedSize(84, 44);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintRounded(&painter, QRect(0, 0, width(), 24), 6, m_theme.colour(m_token), m_theme.colour(Token::Border));
        paintText(&painter, QRect(0, 26, width(), 18), Tokens::name(m_token), m_theme.font(Type::Small), m_theme.colour(Token::Text2));
    }

private:
    const Theme &m_theme;
    Token m_token;
};

QWidget *colours(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Colour and type"_s);
    const QList<QList<Token>> rows {
        { Token::Bg, Token::Surface, Token::Rail, Token::Raised, Token::Inset, Token::Sunken, Token::Hover, Token::Border, Token::BorderStrong },
        { Token::Text, Token::Text2, Token::Text3, Token::TextDisabled, Token::Accent, Token::AccentFill, Token::AccentSoft, Token::DangerFill },
        { Token::Ok, Token::Warn, Token::Bad, Token::Info, Token::Violet, Token::Mute, Token::Tooltip, Token::Skeleton },
        { Token::OkSoft, Token::WarnSoft, Token::BadSoft, Token::InfoSoft, Token::VioletSoft, Token::MuteSoft },
        { Token::S1, Token::S2, Token::S3, Token::S4, Token::S5, Token::Grid },
    };
    const QStringList names { u"Grounds"_s, u"Inks and fills"_s, u"Tones"_s, u"Soft grounds"_s, u"Series"_s };
    for (qsizetype i = 0; i < rows.size(); ++i) {
        QList<QWidget *> swatches;
        for (const Token token : rows[i])
            swatches.append(new Swatch(theme, token));
        section->addRow(names[i], swatches);
    }
    section->addWide(u"Page 22"_s, new Label(theme, u"Bookings of today, 418 in five currencies"_s, Type::Page, Token::Text, QFont::DemiBold));
    section->addWide(u"Title 15"_s, new Label(theme, u"What will happen"_s, Type::Title, Token::Text, QFont::DemiBold));
    section->addWide(u"Body 13"_s, new Label(theme, u"Chloë Lindner · 田中 美咲 · محمد الحسن · Иван Петров · Αθηνά Παππά"_s));
    section->addWide(u"Small 12"_s, new Label(theme, u"Audit · today 09:36 · Europe/Berlin"_s, Type::Small, Token::Text2));
    section->addWide(u"Overline"_s, makeOverline(theme, u"Automatic steps ahead"_s));
    auto *elided = new ElidedLabel(theme, u"A line that gives way when there is no room for all that it has to say"_s);
    elided->setFixedWidth(240);
    section->addRow(u"Elided"_s, { elided });
    return section;
}

QWidget *icons(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Icons"_s);
    QList<QWidget *> row;
    const QStringList names = QDir(u":/icons"_s).entryList({ u"*.svg"_s });
    for (const QString &file : names) {
        row.append(new IconView(theme, file.chopped(4), Token::Text2, 18));
        if (row.size() == 28 || file == names.last()) {
            section->addRow(QString(), row);
            row.clear();
        }
    }
    return section;
}

QWidget *marks(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Pills, badges, avatars"_s);
    section->addRow(u"States"_s, { new StatePill(theme, u"Requested"_s, Tone::Warn), new StatePill(theme, u"Confirmed"_s, Tone::Ok),
                                   new StatePill(theme, u"In progress"_s, Tone::Info), new StatePill(theme, u"Info requested"_s, Tone::Violet),
                                   new StatePill(theme, u"Disputed"_s, Tone::Bad), new StatePill(theme, u"Cancelled"_s, Tone::Mute),
                                   new StatePill(theme, u"New"_s, Tone::Accent) });
    auto *clock = new StatePill(theme);
    clock->setState(u"Late"_s, Tone::Bad, u"clock"_s);
    auto *check = new StatePill(theme);
    check->setState(u"Approved"_s, Tone::Ok, u"check"_s);
    section->addRow(u"With icons"_s, { clock, check });
    auto *many = new Badge(theme, QString(), Tone::Bad);
    many->setCount(123456);
    section->addRow(u"Badges"_s, { new Badge(theme, u"v14"_s), new Badge(theme, u"12 new"_s, Tone::Accent), new Badge(theme, u"3"_s, Tone::Bad), many });
    section->addRow(u"Keys"_s, { new KeyHint(theme, u"Ctrl K"_s), new KeyHint(theme, u"/"_s), new KeyHint(theme, u"↑"_s), new KeyHint(theme, u"Space"_s) });
    auto *job = new Avatar(theme);
    job->setIcon(u"wrench"_s, Tone::Info);
    section->addRow(u"Avatars"_s, { new Avatar(theme, u"Chloë Lindner"_s), new Avatar(theme, u"Nordlicht Sanitär"_s), new Avatar(theme, u"田中 美咲"_s), new Avatar(theme, u"محمد الحسن"_s),
                                    new Avatar(theme, u"Иван Петров"_s), new Avatar(theme, u"Joel Ortiz"_s, 28), new Avatar(theme, u"Sara Roth"_s, 28), job });
    return section;
}

QWidget *facts(const Theme &theme)
{
    auto *section = new GallerySection(theme, u"Facts and timeline"_s);
    auto *grid = new KeyValueGrid(theme);
    grid->setFact(u"start"_s, u"Start"_s, u"Today 14:00–15:00, Berlin"_s);
    grid->setFact(u"place"_s, u"Place"_s, u"Prenzlauer Berg, 10405"_s);
    grid->setFact(u"price"_s, u"Price"_s, u"€124.00, captured"_s);
    grid->setFact(u"paid"_s, u"Paid with"_s, u"Visa •••• 4417"_s);
    grid->setFact(u"policy"_s, u"Policy"_s, u"Moderate: all until 48 h before the start, half until 24 h, then nothing; frozen 10 May"_s);
    grid->setFact(u"answer"_s, u"Answer due"_s, u"Late by 50 min"_s, {}, Token::Bad);
    grid->setWidget(u"state"_s, u"State"_s, new StatePill(theme, u"Confirmed"_s, Tone::Ok));
    grid->setFixedWidth(360);
    const auto timeline = [&theme] {
        auto *made = new Timeline(theme, u"Timeline"_s);
        made->setEntries({ { u"pencil"_s, u"Joel added a note"_s, u"Audit · today 09:36"_s, {}, Tone::Mute, {} },
                           { u"message-square"_s, u"“Van broke down, cannot come”"_s, u"Message from provider · today 09:32"_s, {}, Tone::Info, {} },
                           { u"mail"_s, u"Confirmation sent in German"_s, u"Notification · 10 May 18:22"_s, {}, Tone::Mute, {} },
                           { u"banknote"_s, u"€124.00 captured into escrow"_s, u"Money · 10 May 18:21"_s, {}, Tone::Ok, {} },
                           { u"check"_s, u"Nordlicht Sanitär accepted"_s, u"Event, by provider · 10 May 18:21"_s, {}, Tone::Mute, {} } });
        made->setFixedWidth(340);
        return made;
    };
    section->addRow(u"Normal"_s, { grid, timeline() });
    Timeline *focused = timeline();
    focused->setProperty("pretend", u"focus"_s);
    section->addRow(u"Focus"_s, { focused });
    return section;
}

} // namespace

QList<QWidget *> galleryMarks(const Theme &theme)
{
    return { colours(theme), icons(theme), marks(theme), facts(theme) };
}

} // namespace steward
