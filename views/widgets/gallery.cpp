// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/gallery.h"

#include "views/widgets/card.h"
#include "views/widgets/event_filters.h"
#include "views/widgets/flow_layout.h"
#include "views/widgets/label.h"
#include "views/widgets/segmented_control.h"
#include "views/widgets/value_accessible.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDir>
#include <QGridLayout>
#include <QPainter>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// The page's ground. A plain QWidget has none of its own.
class Ground final : public QWidget
{
public:
    Ground(const Theme &theme, QWidget *content)
        : m_theme(theme)
    {
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(content);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), m_theme.colour(Token::Bg)); }

private:
    const Theme &m_theme;
};

QString fileName(Theme::Choice choice)
{
    switch (choice) {
    case Theme::Choice::System: return u"system"_s;
    case Theme::Choice::Light: return u"light"_s;
    case Theme::Choice::Dark: return u"dark"_s;
    case Theme::Choice::HighContrast: return u"contrast"_s;
    }
    Q_UNREACHABLE();
}

bool writePicture(const Theme &theme, const QString &file, int width, Qt::LayoutDirection direction)
{
    Ground ground(theme, new Gallery(theme));
    ground.setLayoutDirection(direction);
    ground.setAttribute(Qt::WA_DontShowOnScreen);
    ground.resize(width, 800);
    ground.show(); // polishes, so that sizes are final
    const auto *gallery = ground.findChild<Gallery *>();
    ground.resize(width, std::max(gallery->heightForWidth(width), gallery->minimumSizeHint().height()));
    QCoreApplication::sendPostedEvents(); // lays out what was resized
    return ground.grab().save(file);
}

int writePictures(Theme &theme, const QString &folder)
{
    // Amounts and dates in the pictures are the same on every desk.
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    if (!QDir().mkpath(folder))
        return 1;
    bool written = true;
    const auto file = [&folder](const QString &name) { return folder + "/gallery-"_L1 + name + ".png"_L1; };
    for (const Theme::Choice choice : { Theme::Choice::Light, Theme::Choice::Dark, Theme::Choice::HighContrast }) {
        theme.apply(choice);
        for (const int width : { 1440, 1024 })
            written = writePicture(theme, file(u"%1-%2"_s.arg(fileName(choice)).arg(width)), width, Qt::LeftToRight) && written;
    }
    theme.apply(Theme::Choice::Light);
    written = writePicture(theme, file(u"mirrored-1440"_s), 1440, Qt::RightToLeft) && written;
    return written ? 0 : 1;
}

} // namespace

Gallery::Gallery(const Theme &theme, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::pad);
    column->addWidget(new SectionHeader(theme, tr("Gallery"), tr("Every widget in every state"), Type::Page));
    for (const auto &part : { galleryControls, galleryMarks, galleryFeedback, galleryLists, galleryEffects, galleryFrame })
        for (QWidget *section : part(theme))
            column->addWidget(section);
    column->addStretch();
}

GallerySection::GallerySection(const Theme &theme, const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(theme);
    card->setPadded();
    card->body()->addWidget(new SectionHeader(theme, title));
    m_grid->setHorizontalSpacing(grid::pad);
    m_grid->setVerticalSpacing(12);
    m_grid->setColumnMinimumWidth(0, 96);
    m_grid->setColumnStretch(1, 1);
    card->body()->addLayout(m_grid);
    column->addWidget(card);
}

void GallerySection::addRow(const QString &name, const QList<QWidget *> &samples)
{
    const int line = m_grid->rowCount();
    addName(name, line, samples.isEmpty() ? 0 : samples.first()->sizeHint().height());
    auto *row = new QWidget;
    auto *flow = new FlowLayout(12, 12);
    row->setLayout(flow);
    for (QWidget *sample : samples)
        flow->addWidget(sample);
    m_grid->addWidget(row, line, 1);
}

void GallerySection::addName(const QString &name, int line, int height)
{
    auto *label = new Label(m_theme, name, Type::Small, Token::Text3);
    label->setMinimumHeight(std::clamp(height, 0, grid::control));
    m_grid->addWidget(label, line, 0, Qt::AlignTop);
}

void GallerySection::addWide(const QString &name, QWidget *sample)
{
    const int line = m_grid->rowCount();
    addName(name, line, sample->sizeHint().height());
    m_grid->addWidget(sample, line, 1);
}

int runGallery(QApplication &application, const QString &picturesFolder)
{
    registerAccessibleValues();
    new KeyboardFocus(&application);
    new A11yIds(&application);
    Theme theme;
    theme.apply(Theme::Choice::Light);
    if (!picturesFolder.isEmpty())
        return writePictures(theme, picturesFolder);

    QWidget window;
    window.setWindowTitle(Gallery::tr("Steward gallery"));
    auto *column = new QVBoxLayout(&window);
    column->setContentsMargins(0, 8, 0, 0);
    auto *choices = new SegmentedControl(theme, Gallery::tr("Theme"), { Gallery::tr("Light"), Gallery::tr("Dark"), Gallery::tr("High contrast") });
    choices->setObjectName(u"gallery.theme"_s);
    column->addWidget(choices, 0, Qt::AlignHCenter);
    auto *scroller = new QScrollArea;
    scroller->setWidgetResizable(true);
    scroller->setWidget(new Ground(theme, new Gallery(theme)));
    column->addWidget(scroller);
    QObject::connect(choices, &QTabBar::currentChanged, &theme, [&theme](int index) {
        constexpr std::array all { Theme::Choice::Light, Theme::Choice::Dark, Theme::Choice::HighContrast };
        theme.apply(all[static_cast<std::size_t>(index)]);
    });
    window.resize(1440, 900);
    window.show();
    return application.exec();
}

} // namespace steward
