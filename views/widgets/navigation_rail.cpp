// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/widgets/navigation_rail.h"

#include "views/widgets/label.h"
#include "views/widgets/painting.h"
#include "views/widgets/rail_entry.h"

#include <QBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace steward {

namespace {

/// The product's mark: its initial on the accent.
class Mark final : public QWidget
{
public:
    explicit Mark(const Theme &theme)
        : m_theme(theme)
    {
        setFixedSize(28, 28);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintRounded(&painter, rect(), 8, m_theme.colour(Token::AccentFill));
        paintText(&painter, rect(), u"S"_s, m_theme.font(Type::Title, QFont::DemiBold), m_theme.colour(Token::OnAccent), Qt::AlignCenter);
    }

private:
    const Theme &m_theme;
};

} // namespace

NavigationRail::NavigationRail(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_mark(new Mark(theme))
    , m_title(new Label(theme, u"Steward"_s, Type::Body, Token::Text, QFont::DemiBold))
    , m_environment(new EnvironmentTag(theme, EnvironmentTag::Shape::Pill))
    , m_top(new QVBoxLayout)
    , m_bottom(new QVBoxLayout)
{
    setAccessibleName(tr("Areas"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(0);
    auto *brand = new QHBoxLayout;
    brand->setSpacing(0);
    brand->addSpacing(6);
    brand->addWidget(m_mark);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_environment);
    brand->addSpacing(10);
    brand->addLayout(words);
    brand->addStretch();
    column->addLayout(brand);
    column->addSpacing(18);
    m_top->setSpacing(2);
    m_bottom->setSpacing(2);
    column->addLayout(m_top);
    column->addStretch();
    column->addLayout(m_bottom);
    m_environment->setObjectName(u"rail.environment"_s);
    setFixedWidth(212);
}

void NavigationRail::addEntry(const Entry &entry, Place place)
{
    auto *button = new RailEntry(m_theme, entry.id, entry.text, entry.icon, entry.keys, this);
    button->setCompact(m_compact);
    (place == Place::Top ? m_top : m_bottom)->addWidget(button);
    m_entries.append(button);
    connect(button, &QAbstractButton::clicked, this, [this, id = entry.id] { emit chosen(id); });
}

void NavigationRail::setCount(const QString &id, qint64 count)
{
    for (RailEntry *entry : std::as_const(m_entries))
        if (entry->id() == id)
            entry->setCount(count);
}

void NavigationRail::setCurrent(const QString &id)
{
    for (RailEntry *entry : std::as_const(m_entries))
        entry->setCurrent(entry->id() == id);
}

QString NavigationRail::current() const
{
    const auto found = std::ranges::find_if(m_entries, &RailEntry::isCurrent);
    return found == m_entries.end() ? QString() : (*found)->id();
}

void NavigationRail::setEnvironment(Environment environment, const QString &text)
{
    m_environment->setEnvironment(environment, text);
    m_mark->setToolTip(text);
}

void NavigationRail::setCompact(bool compact)
{
    m_compact = compact;
    m_title->setVisible(!compact);
    m_environment->setVisible(!compact);
    for (RailEntry *entry : std::as_const(m_entries))
        entry->setCompact(compact);
    setFixedWidth(compact ? 68 : 212);
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Token::Rail));
    painter.fillRect(mirrored(this, QRect(width() - 1, 0, 1, height())), m_theme.colour(Token::Border));
}

} // namespace steward
