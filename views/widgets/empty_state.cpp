// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/empty_state.h"

#include "views/widgets/button.h"
#include "views/widgets/icon.h"
#include "views/widgets/label.h"
#include "views/widgets/painting.h"

#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

/// The icon on its round ground, with a fainter ring around.
class EmptyState::Medal final : public QWidget
{
public:
    explicit Medal(const Theme &theme)
        : m_theme(theme)
    {
        setFixedSize(72, 72);
    }

    QString icon = u"inbox"_s;
    Tone tone = Tone::Mute;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QColor halo = m_theme.colour(soft(tone));
        halo.setAlphaF(0.45F);
        paintRounded(&painter, rect(), 36, halo);
        paintRounded(&painter, QRectF(rect()).adjusted(10, 10, -10, -10), 26, m_theme.colour(soft(tone)));
        paintIcon(&painter, icon, QRectF(24, 24, 24, 24), m_theme.colour(ink(tone)));
    }

private:
    const Theme &m_theme;
};

EmptyState::EmptyState(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_medal(new Medal(theme))
    , m_title(new Label(theme, QString(), Type::Title, Token::Text, QFont::DemiBold))
    , m_text(new Label(theme, QString(), Type::Body, Token::Text2))
    , m_action(new Button(theme, QString()))
    , m_detail(new Label(theme, QString(), Type::Small, Token::Text3))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::unit);
    column->addStretch(2);
    column->addWidget(m_medal, 0, Qt::AlignHCenter);
    column->addSpacing(10);
    for (Label *label : { m_title, m_text, m_detail }) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
    }
    m_text->setMaximumWidth(360);
    m_text->setMinimumWidth(220);
    column->addWidget(m_title);
    auto *middle = new QHBoxLayout;
    middle->addStretch();
    middle->addWidget(m_text, 1);
    middle->addStretch();
    column->addLayout(middle);
    column->addSpacing(12);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addWidget(m_detail);
    column->addStretch(3);
    m_detail->makeCopyable();
    m_action->hide();
    m_detail->hide();
    connect(m_action, &QPushButton::clicked, this, &EmptyState::actionTriggered);
}

void EmptyState::setContent(Kind kind, const QString &title, const QString &text)
{
    switch (kind) {
    case Kind::Empty: m_medal->icon = u"inbox"_s, m_medal->tone = Tone::Mute; break;
    case Kind::NoMatch: m_medal->icon = u"filter-x"_s, m_medal->tone = Tone::Accent; break;
    case Kind::Error: m_medal->icon = u"triangle-alert"_s, m_medal->tone = Tone::Bad; break;
    case Kind::Offline: m_medal->icon = u"cloud-off"_s, m_medal->tone = Tone::Warn; break;
    }
    m_medal->update();
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
}

void EmptyState::setIconName(const QString &icon)
{
    m_medal->icon = icon;
    m_medal->update();
}

void EmptyState::setActionText(const QString &text)
{
    m_action->setText(text);
    m_action->setVisible(!text.isEmpty());
}

void EmptyState::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
}

} // namespace steward
